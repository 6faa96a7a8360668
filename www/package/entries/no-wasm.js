// The same module as plain JavaScript, for engines without WebAssembly.

import makeExports from 'kualik-build:no-wasm';
import { isStarted, start } from '../instance.js';
import { functionsOf } from '../wire.js';

export * from '../calls.js';

const makeFunctions = () => functionsOf(makeExports());

/** Starts at once, without a promise. */
export function initSync() {
  if (!isStarted()) start(makeFunctions(), makeFunctions);
}

export const init = async () => initSync();
