// The main entry: fetches core.wasm from beside itself.

import { makeInit } from './load.ts';
import { fetchBytes, notFetched } from './fetch.ts';
import type { InitOptions, Source } from './loading.ts';

export * from './contract.ts';
export * from './loading.ts';

function beside(): URL {
  try {
    // The literal form is what bundlers look for.
    return new URL('./core.wasm', import.meta.url);
  } catch (cause) {
    throw notFetched('beside the script', 'no import.meta.url', cause);
  }
}

/**
 * Loads the module, once. Calls at the same time share one load, so the first one's arguments decide;
 * later calls do nothing; after a failure the next call tries again.
 * @throws {@link LoadError}
 */
export const init: (source?: Source | InitOptions) => Promise<void> = makeInit(async (address) =>
  fetchBytes(address === undefined ? beside() : address),
);
