// The same module as plain JavaScript, for engines without WebAssembly.

import makeExports from 'kualik-build:no-wasm';
import { functionsOf, type Functions } from './codec.ts';
import { isStarted, start } from './instance.ts';

export * from './contract.ts';

const makeFunctions = (): Functions => functionsOf(makeExports());

/** Starts the module, once. */
export const init = async (): Promise<void> => initSync();

/** Starts it at once, without a promise. */
export function initSync(): void {
  if (!isStarted()) start(makeFunctions(), makeFunctions);
}
