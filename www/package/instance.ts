// The current instance of the module.
//
// The module is built so that it cannot trap. Should it trap all the same, its instance is not to be
// trusted any more: the caller gets a problem as data, and the next call a fresh instance.

import type { Functions } from './codec.ts';

/** Makes a fresh instance and gives its functions, or a promise of them. */
type MakeInstance = () => Functions | Promise<Functions>;

let makeInstance: MakeInstance;
/** Undefined until a module is loaded. */
let functions: Functions | undefined;

const none: Functions = () => {
  throw new Error();
};

/** Whether a module is loaded. */
export const isStarted = (): boolean => functions !== undefined;

/** Begins with the functions of a first instance; `again` makes another when it has trapped. */
export function start(first: Functions, again: MakeInstance): void {
  functions = first;
  makeInstance = again;
}

/**
 * Calls one of the module's functions; throws only where no module is loaded yet. The module answers with plain data of
 * the contract's types; TypeScript takes the caller's word for which.
 */
export function call<Answer>(name: string, first?: unknown, second?: unknown, third?: unknown): Answer {
  if (functions === undefined) {
    throw new Error(`kualik: await init() before ${name}().`);
  }
  try {
    return functions(name, first, second, third) as Answer;
  } catch {
    replace();
    return { outcome: 'invalid', problems: [{ code: 'internal', path: '' }] } as Answer;
  }
}

/** Gives up the instance, and with it the memory that has held arguments, once a fresh one is there. */
export const renew = async (): Promise<void> => {
  if (functions) functions = await makeInstance();
};

/** Whether a fresh instance is on its way. */
let pending = false;

function replace(): void {
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
    const arrived = (late?: Functions): void => {
      pending = false;
      functions = late || none;
    };
    fresh.then(arrived, () => arrived());
  } catch {
    // No memory for another instance now; perhaps at the next call.
  }
}
