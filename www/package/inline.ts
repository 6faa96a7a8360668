// The bytes inside: for bundlers and hosts that would lose a file beside the script. No import.meta.
//
// `kualik` itself is this entry where nothing is beside the script: in a bundler's development server (Vite's
// pre-bundling hands scripts out from a folder of its own), Angular, edge runtimes, and `require` outside Node.

import bytes from 'kualik-build:bytes';
import { fetchBytes } from './fetch.ts';
import { isStarted } from './instance.ts';
import { makeInit, startSync } from './load.ts';
import type { init as initOfIndex } from './index.ts';

export * from './contract.ts';
export * from './loading.ts';

/**
 * Loads the module, once: from the bytes inside, where it is not told otherwise.
 * @throws {@link LoadError}
 */
export const init: typeof initOfIndex = makeInit(async (address) => (address === undefined ? bytes : fetchBytes(address)));

/**
 * Loads it at once, without a promise. Old engines refuse this on a page (`sync-refused`): prefer `init`.
 * @throws {@link LoadError}
 */
export function initSync(): void {
  if (!isStarted()) startSync(bytes);
}
