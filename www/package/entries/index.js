// The main entry: fetches core.wasm from beside itself.

import { fetchBytes, notFetched } from '../fetch.js';
import { LoadError, makeInit } from '../load.js';

export * from '../calls.js';
export { LoadError };

function beside() {
  try {
    // The literal form is what bundlers look for.
    return new URL('./core.wasm', import.meta.url);
  } catch (cause) {
    throw notFetched('beside the script', 'no import.meta.url', cause);
  }
}

export const init = makeInit(async (address) => fetchBytes(address === undefined ? beside() : address));
