// The current instance of the module.
//
// The module is built so that it cannot trap. Should it trap all the same, its instance is not to be
// trusted any more: the caller gets a problem as data, and the next call a fresh instance.

/** Makes a fresh instance and gives its functions, as wire.js does, or a promise of them. */
let makeInstance;
/** Undefined until a module is loaded. */
let functions;

const none = () => {
  throw new Error();
};

/** Whether a module is loaded. */
export const isStarted = () => functions !== undefined;

/** Begins with the functions of a first instance; `again` makes another when it has trapped. */
export function start(first, again) {
  functions = first;
  makeInstance = again;
}

/** Calls one of the module's functions; throws only where no module is loaded yet. */
export function call(name, one, other) {
  if (functions === undefined) {
    throw new Error(`kualik: await init() before ${name}().`);
  }
  try {
    return functions(name, one, other);
  } catch (_) {
    replace();
    return { outcome: 'invalid', problems: [{ code: 'internal', path: '' }] };
  }
}

/** Whether a fresh instance is on its way. */
let pending = false;

function replace() {
  // Never again the one that has trapped: until there is a fresh one, every call fails like the first.
  functions = none;
  if (pending) return;
  try {
    const fresh = makeInstance();
    if (typeof fresh === 'function') {
      functions = fresh;
      return;
    }
    pending = true;
    const arrived = (late) => {
      pending = false;
      functions = late || none;
    };
    fresh.then(arrived, () => arrived());
  } catch (_) {
    // No memory for another instance now; perhaps at the next call.
  }
}
