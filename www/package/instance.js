// The current instance of the module.
//
// The module is built so that it cannot trap. Should it trap all the same, its instance is not to be
// trusted any more: the caller gets a problem as data, and the next call a fresh instance.

/** Makes a fresh instance and gives its functions; undefined until a module is loaded. */
let makeInstance;
let functions;

/** Whether a module is loaded. */
export const isStarted = () => functions !== undefined;

/** Begins with a module: `make` gives the functions of a new instance each time it is called. */
export function start(make, first = make()) {
  makeInstance = make;
  functions = first;
}

/** Calls one of the module's functions; throws only where no module is loaded yet. */
export function call(name, ...args) {
  if (functions === undefined) {
    throw new Error(`kualik: the module is not loaded. Call init() and await it before ${name}().`);
  }
  try {
    return functions[name](...args);
  } catch {
    try {
      functions = makeInstance();
    } catch {
      // An engine that refuses to instantiate outside a promise: go on with the instance there is.
    }
    return { outcome: 'invalid', problems: [{ code: 'internal', path: '' }] };
  }
}
