// The main entry in Node: reads core.wasm from beside itself.

import { readFile } from 'node:fs/promises';
import here from 'kualik-build:here';
import { LoadError, makeInit } from '../load.js';

export * from '../calls.js';
export { LoadError };

export const init = makeInit(async (source) => {
  const path = source ?? new URL('./core.wasm', here);
  try {
    if (/^https?:/.test(path)) {
      const response = await fetch(path);
      if (!response.ok) throw new Error(`status ${response.status}`);
      return await response.arrayBuffer();
    }
    return await readFile(/^file:/.test(path) ? new URL(path) : path);
  } catch (cause) {
    throw new LoadError('not-fetched', 'core.wasm could not be read. Is the package installed whole?', cause);
  }
});
