// Hostile arguments for every function of the package: nothing that comes in may throw, trap, or stay in memory.
// Runs in Node and in pages, and so takes nothing from either.

/** The instance's memories and tables, once `watch` was called before the package is loaded, or `note` with an instance. */
const watched = [];

/** Takes note of an instance. */
export function note({ exports }) {
  watched.push(...Object.values(exports).filter((one) => one instanceof WebAssembly.Memory || one instanceof WebAssembly.Table));
}

/** Catches what the module exports; a cheaper way than to have the package show it. */
export function watch() {
  const { Instance, instantiate } = WebAssembly;
  WebAssembly.Instance = new Proxy(Instance, {
    construct(target, args) {
      const instance = new target(...args);
      note(instance);
      return instance;
    },
  });
  WebAssembly.instantiate = async (...args) => {
    const made = await instantiate(...args);
    note(made.instance ?? made);
    return made;
  };
}

/** Bytes of memory, and entries of tables. */
const sizes = () => watched.map((one) => (one instanceof WebAssembly.Memory ? one.buffer.byteLength : one.length));

/** mulberry32: the same numbers everywhere. */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const jpeg = (comment) =>
  Uint8Array.of(
    0xff,
    0xd8,
    0xff,
    0xfe,
    0,
    3,
    comment,
    0xff,
    0xc0,
    0,
    11,
    8,
    2,
    19,
    1,
    157,
    1,
    1,
    0x11,
    0,
    0xff,
    0xda,
    0,
    8,
    1,
    1,
    0,
    0,
    63,
    0,
    0xff,
    0xd9,
  );

/** Arguments that are right, made anew each time: what is hostile is put somewhere into them. */
const good = (kualik) => ({
  checkEligibility: () => [
    {
      document: 'identity-card',
      reason: 'expiry',
      applicant: 'owner',
      biometrics: 'passed',
      expiresOn: '2025-06-20',
      on: '2025-06-01',
      now: 0,
      ruleset: kualik.ruleset(),
    },
  ],
  stateDuty: () => [{ on: '2025-06-01', exemption: 'veteran', ruleset: kualik.ruleset() }],
  liability: () => [{ expiresOn: '2025-06-20', on: '2025-08-01', ruleset: kualik.ruleset() }],
  parseIin: () => ['990101300122'],
  parseMrz: () => ['IDKAZ0412365878880412401006<<<\n8804123F3104116KAZ<<<<<<<<<<<2\nSEIDAKHMETOVA<<MADINA<<<<<<<<<', { on: '2025-06-01' }],
  checkRuleset: () => [kualik.ruleset()],
  reviewApplication: () => [draft(), { on: '2025-06-01' }],
  buildApplication: () => [draft(), { on: '2025-06-01', id: '00000000-0000-4000-8000-000000000000' }],
  advance: () => [
    {
      ticket: 'T-1',
      status: 'submitted',
      region: '75',
      dutyPaid: false,
      next: 'wait',
      refund: 'none',
      history: [{ type: 'registered', at: 1, by: 'portal', ticket: 'T-1', region: '75', dutyPaid: false }],
    },
    { type: 'review-started', at: 2, by: 'migration-service' },
    { ruleset: kualik.ruleset() },
  ],
  ruleset: () => [],
  regions: () => [],
  version: () => [],
});
const draft = () => ({
  applicant: { iin: '990101300122', surname: 'Үмбетәлі', givenName: 'Ғани', patronymic: 'Әлиұлы', phone: '+77010000000' },
  card: { number: '012345678', expiresOn: '2025-06-20' },
  region: '75',
  registrationPoint: '№ 1',
  photo: { mediaType: 'image/jpeg', bytes: jpeg(1) },
  signature: { mediaType: 'image/jpeg', bytes: jpeg(2) },
  duty: { paymentReference: 'P-1', paidOn: '2025-06-01', amount: 786 },
  previous: { ticket: 'T-1', annulledFor: ['photo-quality'], paymentReference: 'P-0' },
  consent: true,
});

const outcomes = {
  checkEligibility: ['eligible', 'unavailable', 'invalid'],
  stateDuty: ['due', 'exempt', 'not-covered', 'invalid'],
  liability: ['none', 'warning', 'fine', 'not-covered', 'invalid'],
  parseIin: ['valid', 'invalid'],
  parseMrz: ['valid', 'invalid'],
  checkRuleset: ['sound', 'invalid'],
  reviewApplication: ['complete', 'unavailable', 'invalid'],
  buildApplication: ['built', 'unavailable', 'invalid'],
  advance: ['advanced', 'rejected', 'invalid'],
};

const thrower = () => {
  throw new Error('hostile');
};
const everyTrap = Object.fromEntries(
  Reflect.ownKeys(Reflect)
    .filter((name) => typeof name === 'string')
    .map((name) => [name, thrower]),
);

/** A detached buffer, in whatever way the engine can. */
function detached(bytes) {
  const { buffer } = bytes;
  if (buffer.transfer) buffer.transfer();
  else structuredClone(buffer, { transfer: [buffer] });
  return bytes;
}

/** Values that no caller of good will passes: each makes one, from a source of chance and the value that stood in its place. */
function hostile(kualik, places) {
  const nested = (depth) => {
    let value = [];
    for (let level = 0; level < depth; level += 1) value = level % 2 ? [value] : { value };
    return value;
  };
  const kinds = {
    nothing: () => undefined,
    null: () => null,
    number: (chance) => [NaN, Infinity, -Infinity, -0, 0.5, 2 ** 53, -1e308, 5e-324, 1e15][Math.floor(chance() * 9)],
    text: (chance) =>
      ['', ' ', '2025-02-30', '٢٠٢٥-٠٦-٠١', '\0', '__proto__', 'a'.repeat(1 + Math.floor(chance() * 300)), 'constructor'][
        Math.floor(chance() * 8)
      ],
    'lone surrogates': (chance) => '\ud800'.repeat(1 + Math.floor(chance() * 40)) + 'x\udc00',
    'text of many bytes': (chance) => '𝄞'.repeat(1 + Math.floor(chance() * 300)),
    symbol: () => Symbol('hostile'),
    'well-known symbol': () => Symbol.iterator,
    bigint: () => 2n ** 200n,
    date: () => new Date(NaN),
    map: (_, was) => new Map([['document', was]]),
    set: (_, was) => new Set([was]),
    weak: () => new WeakMap(),
    regexp: () => /./gu,
    promise: () => Promise.resolve(),
    function: () => thrower,
    class: () => class Hostile {},
    generator: () =>
      (function* () {
        yield 1;
      })(),
    error: () => new TypeError('hostile'),
    boxed: (_, was) => Object(was ?? ''),
    'no prototype': (_, was) => Object.assign(Object.create(null), Object(was)),
    frozen: (_, was) => (ArrayBuffer.isView(was) ? Object.freeze({ was }) : Object.freeze(was)),
    inherited: (_, was) => Object.create(Object(was)),
    arguments: (_, was) =>
      (function () {
        return arguments;
      })(was),
    view: (chance) =>
      new [Int8Array, Uint8ClampedArray, Int16Array, Uint32Array, Float64Array, BigInt64Array, DataView][Math.floor(chance() * 7)](
        new ArrayBuffer(64),
      ),
    buffer: () => new ArrayBuffer(64),
    shared: () => (typeof SharedArrayBuffer === 'function' ? new Uint8Array(new SharedArrayBuffer(64)) : undefined),
    detached: () => detached(Uint8Array.of(0xff, 0xd8, 0xff)),
    'out of bounds': () => {
      const buffer = new ArrayBuffer(64, { maxByteLength: 128 });
      const bytes = new Uint8Array(buffer, 32);
      if (buffer.resize) buffer.resize(16);
      return bytes;
    },
    'view with a prototype of traps': () => Object.setPrototypeOf(jpeg(1), new Proxy({}, everyTrap)),
    'view with a getter': () => Object.defineProperty(jpeg(1), 'BYTES_PER_ELEMENT', { get: thrower }),
    'view that says another length': () => Object.defineProperties(jpeg(1), { length: { value: 2 ** 31 }, byteLength: { value: -1 } }),
    picture: (chance) => Uint8Array.from(jpeg(1), (byte) => (chance() < 0.1 ? Math.floor(chance() * 256) : byte)),
    bytes: (chance) => new Uint8Array(Math.floor(chance() * 2_000)),
    cycle: () => {
      const one = {};
      one.one = [one];
      return one;
    },
    deep: (chance) => nested(Math.floor(chance() * 1_000)),
    wide: (chance) => Object.fromEntries(Array.from({ length: Math.floor(chance() * 100) }, (_, index) => [`field${index}`, index])),
    'long list': (chance) => new Array(Math.floor(chance() * 200)).fill('x'),
    sparse: () => {
      const list = [];
      list.length = 2 ** 32 - 1;
      return list;
    },
    'list with a getter': () => Object.defineProperty([1, 2, 3], 1, { get: thrower }),
    'list that shrinks': () => {
      const list = [1, 2, 3, 4];
      return Object.defineProperty(list, 0, { get: () => (list.length = 1) });
    },
    getter: (_, was) => ({
      ...Object(was),
      get document() {
        return thrower();
      },
      get on() {
        return thrower();
      },
    }),
    'getter that throws nothing': () => ({
      get document() {
        throw undefined;
      },
    }),
    'getter that deletes': (_, was) => {
      const one = { ...Object(was) };
      for (const name of Object.keys(one))
        Object.defineProperty(one, name, { get: () => delete one[name], configurable: true, enumerable: true });
      return one;
    },
    'getter that calls back': () => ({
      get document() {
        return kualik.ruleset().id + kualik.parseIin('990101300122').outcome;
      },
    }),
    'getter that detaches': () => {
      const bytes = jpeg(1);
      return {
        get mediaType() {
          detached(bytes);
          return 'image/jpeg';
        },
        bytes,
      };
    },
    'symbol keys': (_, was) => ({ ...Object(was), [Symbol.toPrimitive]: thrower, [Symbol.toStringTag]: 'x' }),
    conversions: () => ({ toString: thrower, valueOf: thrower, toJSON: thrower, then: thrower }),
    // Not `String(was)`: a list may have four thousand million places to join.
    proto: (_, was) =>
      JSON.parse(`{"__proto__": ${JSON.stringify(typeof was === 'string' ? was : 'x')}, "constructor": { "prototype": {} }}`),
    'proxy of traps': () => new Proxy({}, everyTrap),
    'proxy of a list, of traps': () => new Proxy([], everyTrap),
    'proxy of a function': () => new Proxy(thrower, everyTrap),
    proxy: (_, was) => new Proxy(Object(was), {}),
    'proxy of bytes': () => new Proxy(jpeg(1), {}),
    'proxy that names keys twice': () => new Proxy({}, { ownKeys: () => ['a', 'a'] }),
    'proxy that names what is not there': () =>
      new Proxy(
        {},
        { ownKeys: () => ['document', Symbol.iterator], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }) },
      ),
    'proxy that has everything': () => new Proxy({}, { get: (_target, name) => name }),
    'proxy of a list that says another length': (chance) => {
      const said = [-1, NaN, 2 ** 40, 'x', null, 1.5, Symbol('x')][Math.floor(chance() * 7)];
      return new Proxy([1], { get: (list, name) => (name === 'length' ? said : list[name]) });
    },
    revoked: () => {
      const { proxy, revoke } = Proxy.revocable({}, {});
      revoke();
      return proxy;
    },
    'revoked list': () => {
      const { proxy, revoke } = Proxy.revocable([], {});
      revoke();
      return proxy;
    },
    ...places,
  };
  return kinds;
}

/** Rare kinds, each of which costs a hundred times what the others do or more. */
const large = {
  // It holds itself, in a page many times over: read until as many values are read as an argument may have.
  global: () => globalThis,
  'text of a mebibyte': () => 'ы'.repeat(2 ** 19),
  'bytes of four mebibytes': () => new Uint8Array(2 ** 22),
  'list of many': () => new Array(100_000).fill(0),
};

/** Whether it is an object that was made here: into what is hostile, which may be the page itself, nothing is put. */
const isPlain = (value) =>
  value !== null && typeof value === 'object' && [Object.prototype, Array.prototype].includes(Object.getPrototypeOf(value));

/** Puts a value into some place of an argument; gives the argument. */
function put(argument, make, chance) {
  if (!isPlain(argument) || chance() < 0.15) return make(argument);
  let parent = argument;
  for (;;) {
    const names = Object.keys(parent);
    if (!names.length) return make(argument);
    const name = names[Math.floor(chance() * names.length)];
    const child = parent[name];
    if (isPlain(child) && chance() < 0.75) {
      parent = child;
      continue;
    }
    if (chance() < 0.1) parent[`extra${Math.floor(chance() * 9)}`] = make(child);
    else parent[name] = make(child);
    return argument;
  }
}

/** What is wrong with an answer, or nothing. */
function complaint(name, answer) {
  if (answer === null || typeof answer !== 'object' || Object.getPrototypeOf(answer) !== (Array.isArray(answer) ? Array : Object).prototype)
    return 'no plain data';
  if (outcomes[name] && !outcomes[name].includes(answer.outcome)) return `outcome ${answer.outcome}`;
  if ((answer.problems ?? []).some(({ code }) => code === 'internal')) return 'trapped or threw within';
  if (answer.problems && !answer.problems.length) return 'no problems';
  return JSON.stringify(answer) ? undefined : 'no JSON';
}

/**
 * Calls every function with `count` hostile inputs, as a seed chooses them, each twice; `places` are further kinds that only this
 * environment has. Gives what went wrong (the first few), how often each kind came, and how memory grew.
 */
export function attack(kualik, { count, seed = 20250528, places = {} }) {
  let chance = random(seed);
  const right = good(kualik);
  const kinds = { ...hostile(kualik, places), ...large };
  const names = Object.keys(kinds);
  const common = names.length - Object.keys(large).length;
  const came = Object.fromEntries(names.map((name) => [name, 0]));
  const wrong = [];
  const said = {};
  const expected = JSON.stringify(kualik.checkEligibility(...right.checkEligibility()));
  // The second half is the first again, and so may need no more memory than that did. The large kinds come last: what
  // they leave free could hide what the others keep.
  const half = Math.ceil(count / 2);
  const many = Math.min(40, Math.ceil(count / 1_000));
  let settled, flat;

  for (let index = 0; index < count + many; index += 1) {
    const functions = Object.keys(right);
    const name = functions[Math.floor(chance() * functions.length)];
    const used = [];
    const make = (was) => {
      const kind = names[index < count ? Math.floor(chance() * common) : common + (index % (names.length - common))];
      used.push(kind);
      came[kind] += 1;
      return kinds[kind](chance, was);
    };
    let outcome;
    try {
      const args = right[name]();
      for (let changes = 1 + Math.floor(chance() * 3); changes > 0; changes -= 1) {
        const place = Math.floor(chance() * (args.length + 0.2));
        try {
          args[place] = put(args[place], make, chance);
        } catch {
          // An argument that is hostile already lets nothing be put into it.
        }
      }
      const answer = kualik[name](...args);
      const reason = complaint(name, answer);
      if (reason) throw reason;
      outcome = `${name} ${answer.outcome ?? 'answered'}`;
    } catch (error) {
      outcome = `${name} wrong`;
      if (wrong.length < 10) wrong.push(`input ${index}: ${name} with ${used.join(', ')}: ${error?.stack ?? String(error)}`);
    }
    said[outcome] = (said[outcome] ?? 0) + 1;
    if (index === half - 1) {
      settled = sizes();
      chance = random(seed);
    }
    if (index === count - 1) flat = sizes();
    if (index % 1_000 === 0 && JSON.stringify(kualik.checkEligibility(...right.checkEligibility())) !== expected)
      wrong.push(`input ${index}: another verdict afterwards`);
  }
  return { wrong, said, settled, flat, large: sizes(), unused: names.filter((name) => !came[name]) };
}

/** Whether names that somebody put on the prototypes of all objects are taken for the caller's; gives the functions that differ. */
export function fooled(kualik) {
  const right = good(kualik);
  const bare = {
    checkEligibility: () => [{}],
    stateDuty: () => [{}],
    advance: () => [undefined, {}],
    reviewApplication: () => [{}, {}],
    checkRuleset: () => [{}],
  };
  const answers = () => [right, bare].map((calls) => Object.entries(calls).map(([name, args]) => JSON.stringify(kualik[name](...args()))));
  const clean = answers();
  const stains = {
    document: 'passport',
    biometrics: 'failed',
    exemption: 'veteran',
    on: '2025-06-02',
    now: 1,
    type: 'approved',
    previous: 1,
    stain: 1,
    0: 'x',
  };
  try {
    for (const prototype of [Object.prototype, Array.prototype]) {
      for (const [name, value] of Object.entries(stains))
        Object.defineProperty(prototype, name, { value, configurable: true, writable: true, enumerable: true });
    }
    return answers().flatMap((one, which) => one.filter((answer, index) => answer !== clean[which][index]));
  } finally {
    for (const prototype of [Object.prototype, Array.prototype]) for (const name of Object.keys(stains)) delete prototype[name];
  }
}

/** What is not as it should be after an attack, in words. */
export function complaints({ wrong, said, settled, flat, unused }) {
  const isFlat = settled.length > 0 && JSON.stringify(settled) === JSON.stringify(flat);
  return [
    ...wrong,
    ...(isFlat ? [] : [`memory went from ${settled} to ${flat} (no numbers: no memory was seen)`]),
    ...unused.map((kind) => `never tried: ${kind}`),
    ...['checkEligibility eligible', 'checkEligibility invalid', 'buildApplication built', 'buildApplication invalid', 'advance advanced']
      .filter((one) => !said[one])
      .map((one) => `never answered: ${one}`),
  ];
}
