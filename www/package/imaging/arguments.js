// Reads what is passed in. Whatever it is, nothing is thrown: what is wrong is noted, all of it, with its path.

const noted = (problems, code, path) => {
  problems.push({ code, path });
};

/** By the array's own slot, which no getter and no other frame can change: `Uint8Array`, or undefined. */
const kindOf = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get;
const lengthOf = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), 'length').get;

/** A copy of the bytes: the caller may change or transfer its own at any time. Undefined with a problem noted. */
export function readBytes(bytes, { fileBytes }, problems) {
  try {
    if (kindOf.call(bytes) === 'Uint8Array') {
      const length = lengthOf.call(bytes);
      // Before a copy is made.
      if (length > fileBytes) {
        problems.push({ code: 'too-large', path: '', params: { max: fileBytes } });
        return undefined;
      }
      const copy = new Uint8Array(length);
      // This throws where the buffer was transferred away.
      copy.set(bytes);
      return copy;
    }
  } catch (_) {
    // As below.
  }
  noted(problems, 'wrong-type', '');
  return undefined;
}

/** The fields of a plain object, an absent one as undefined; `{}` with a problem noted where it is something else. */
function readFields(value, allowed, path, problems) {
  const fields = {};
  if (value === undefined || value === null) return fields;
  const below = (name) => (path ? `${path}.${name}` : name);
  try {
    if (typeof value !== 'object' || Array.isArray(value)) throw new TypeError();
    for (const name of Object.keys(value)) {
      if (!allowed.includes(name)) {
        noted(problems, 'unknown-field', below(name));
        continue;
      }
      try {
        fields[name] = value[name];
      } catch (_) {
        noted(problems, 'wrong-type', below(name));
      }
    }
  } catch (_) {
    noted(problems, 'wrong-type', path);
  }
  return fields;
}

const isAbsent = (value) => value === undefined || value === null;
const isNumber = (value) => typeof value === 'number' && Number.isFinite(value);

/** A range as its two ends, NaN for an open one. */
function readRange(value, path, problems) {
  const fields = readFields(value, ['min', 'max'], path, problems);
  const ends = ['min', 'max'].map((name) => {
    if (isAbsent(fields[name])) return NaN;
    if (isNumber(fields[name])) return fields[name];
    noted(problems, 'wrong-type', `${path}.${name}`);
    return NaN;
  });
  // No value could be within.
  if (ends[0] > ends[1]) noted(problems, 'wrong-type', path);
  return ends;
}

/**
 * Changes of the limits over those of the embedded profile: `limits` as the module takes them (four numbers a check,
 * in the profile's order: warn.min, warn.max, poor.min, poor.max; NaN for none), and the id; both empty without changes.
 */
export function readChanges(changes, profile, problems) {
  if (isAbsent(changes)) return { limits: [], id: undefined };
  const { id, ...subjects } = readFields(changes, ['id', 'photo', 'signature'], 'profile', problems);
  const isNoted = problems.some(({ path }) => path === 'profile' || path === 'profile.id');
  if (typeof id !== 'string' && !isNoted) noted(problems, 'wrong-type', 'profile.id');
  const changed = {};
  for (const subject of ['photo', 'signature']) {
    const path = `profile.${subject}`;
    const checks = profile.limits.filter((limit) => limit.subject === subject).map(({ check }) => check);
    const fields = readFields(subjects[subject], checks, path, problems);
    changed[subject] = {};
    for (const check of Object.keys(fields)) {
      changed[subject][check] = readFields(fields[check], ['warn', 'poor'], `${path}.${check}`, problems);
    }
  }
  const limits = profile.limits.map((limit) => {
    const change = changed[limit.subject][limit.check] || {};
    return ['warn', 'poor'].map((name) => {
      // Here alone null differs from an absent field: it takes the limit away.
      const range = change[name] === undefined ? limit[name] : change[name];
      return readRange(range, `profile.${limit.subject}.${limit.check}.${name}`, problems);
    });
  });
  return { limits: [].concat(...[].concat(...limits)), id };
}

const MOST = 2 ** 32 - 1;

/** The cut as x, y, width and height, or nothing; and the most bytes of the result. */
export function readPrepareOptions(options, problems) {
  const { crop, maxBytes } = readFields(options, ['crop', 'maxBytes'], 'options', problems);
  const sides = ['x', 'y', 'width', 'height'];
  const box = readFields(crop, sides, 'options.crop', problems);
  if (!isAbsent(crop) && !problems.some(({ path }) => path === 'options.crop')) {
    for (const side of sides) {
      const isSize = side === 'width' || side === 'height';
      if (!isNumber(box[side]) || (isSize && box[side] <= 0)) noted(problems, 'wrong-type', `options.crop.${side}`);
    }
  }
  if (!isAbsent(maxBytes) && !isCount(maxBytes)) noted(problems, 'wrong-type', 'options.maxBytes');
  return { crop: isAbsent(crop) ? [] : sides.map((side) => box[side]), maxBytes: isAbsent(maxBytes) ? 1048576 : maxBytes };
}

const isCount = (value) => Number.isInteger(value) && value > 0 && value <= MOST;

/** How to load; problems are noted. */
export function readLoadOptions(options, problems) {
  const { base, worker, simd, limits } = readFields(options, ['base', 'worker', 'simd', 'limits'], '', problems);
  for (const [name, value] of [
    ['worker', worker],
    ['simd', simd],
  ]) {
    if (!isAbsent(value) && typeof value !== 'boolean') noted(problems, 'wrong-type', name);
  }
  const { fileBytes = 33554432, pixels = 64000000 } = withoutNulls(readFields(limits, ['fileBytes', 'pixels'], 'limits', problems));
  for (const [name, value] of [
    ['fileBytes', fileBytes],
    ['pixels', pixels],
  ]) {
    if (!isCount(value)) noted(problems, 'wrong-type', `limits.${name}`);
  }
  return { base: readAddress(base, problems), worker: worker !== false, simd: simd !== false, limits: { fileBytes, pixels } };
}

function readAddress(base, problems) {
  if (isAbsent(base)) return undefined;
  try {
    if (typeof base === 'string' || base instanceof URL) return String(base);
  } catch (_) {
    // A getter of its own.
  }
  noted(problems, 'wrong-type', 'base');
  return undefined;
}

function withoutNulls(fields) {
  const given = {};
  for (const name of Object.keys(fields)) if (fields[name] !== null) given[name] = fields[name];
  return given;
}
