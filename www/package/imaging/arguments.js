// Takes over what is passed in, as it is at the moment of the call. Whatever it is, nothing is thrown; what it means, the
// module reads. The options of loading alone are read here, since they say where the module is.

/** By the array's own slot, which no getter and no other frame can change: `Uint8Array`, or undefined. */
const kindOf = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get;
const lengthOf = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), 'length').get;

/** A copy of the bytes: the caller may change or transfer its own at any time. Undefined with a problem noted. */
export function copyBytes(bytes, { fileBytes }, problems) {
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
  problems.push({ code: 'wrong-type', path: '' });
  return undefined;
}

/** Objects within objects: the contract has four, as in `profile.photo.noise.warn`. */
const deepest = 5;

/**
 * A copy of a value in plain objects, without fields that are undefined. What the contract has no place for in any field,
 * what throws and what has no end is `false`, which it has no place for either.
 */
export function copyValue(value, depth = 0) {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' || typeof value === 'string') return value;
  if (typeof value !== 'object' || depth > deepest) return false;
  try {
    if (Array.isArray(value)) return false;
    const copy = Object.create(null);
    for (const name of Object.keys(value)) {
      const field = fieldOf(value, name);
      if (field !== undefined) copy[name] = copyValue(field, depth + 1);
    }
    return copy;
  } catch (_) {
    return false;
  }
}

function fieldOf(value, name) {
  try {
    return value[name];
  } catch (_) {
    return false;
  }
}

// Writing it out may throw too.
const isAddress = (value) => typeof value === 'string' || (value instanceof URL && String(value) !== '');
const isSwitch = (value) => typeof value === 'boolean';
const isCount = (value) => Number.isInteger(value) && value > 0 && value < 2 ** 32;

/** The fields of loading: whether a value is one of theirs, and what they are where absent. */
const loading = { base: [isAddress, undefined], worker: [isSwitch, true], simd: [isSwitch, true] };
const limits = { fileBytes: [isCount, 33554432], pixels: [isCount, 67108864] };

/** How to load; problems are noted. */
export function readLoadOptions(options, problems) {
  const { limits: given, ...read } = readFields(options, { ...loading, limits: [() => true, null] }, '', problems);
  const base = read.base === undefined ? undefined : String(read.base);
  return { ...read, base, limits: readFields(given, limits, 'limits', problems) };
}

function readFields(value, known, path, problems) {
  const fields = {};
  const note = (code, name) => problems.push({ code, path: [path, name].filter(Boolean).join('.') });
  let names = [];
  try {
    if (value !== undefined && value !== null) {
      if (typeof value !== 'object' || Array.isArray(value)) throw new TypeError();
      names = Object.keys(value);
    }
  } catch (_) {
    note('wrong-type', '');
  }
  for (const name of names) if (!(name in known)) note('unknown-field', name);
  for (const name of Object.keys(known)) {
    const [is, otherwise] = known[name];
    const field = names.includes(name) ? fieldOf(value, name) : undefined;
    const isAbsent = field === undefined || field === null;
    if (!isAbsent && !isOf(is, field)) note('wrong-type', name);
    fields[name] = isAbsent ? otherwise : field;
  }
  return fields;
}

/** Asking may throw: a prototype can be a proxy's. */
function isOf(is, value) {
  try {
    return is(value);
  } catch (_) {
    return false;
  }
}
