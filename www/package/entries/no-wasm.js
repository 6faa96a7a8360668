// The same module as plain JavaScript, for engines without WebAssembly.

import makeFunctions from 'kualik-build:no-wasm';
import { isStarted, start } from '../instance.js';

export * from '../calls.js';

/** Starts at once, without a promise. */
export function initSync() {
  if (!isStarted()) start(makeFunctions(), makeFunctions);
}

export const init = async () => initSync();
