// The main entry in Node: reads core.wasm from beside itself.

import { readFile } from 'node:fs/promises';
import here from 'kualik-build:here';
import { makeInit } from './load.ts';
import { fetchBytes } from './fetch.ts';
import { LoadError } from './loading.ts';
import type { init as initOfIndex } from './index.ts';

export * from './contract.ts';
export * from './loading.ts';

export const init: typeof initOfIndex = makeInit(async (source) => {
  const address = source === undefined ? new URL('./core.wasm', here) : source;
  const text = String(address);
  if (/^https?:/.test(text)) return fetchBytes(address);
  try {
    return await readFile(/^file:/.test(text) ? new URL(text) : text);
  } catch (cause) {
    throw new LoadError('not-fetched', `${text} could not be read. Is the package installed whole?`, cause);
  }
});
