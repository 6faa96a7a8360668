// The main entry in Node: the bytes are inside, since what bundles or traces a server leaves a file beside the script behind.

import { readFile } from 'node:fs/promises';
import bytes from 'kualik-build:bytes';
import { makeInit } from './load.ts';
import { fetchBytes } from './fetch.ts';
import { LoadError } from './loading.ts';
import type { init as initOfIndex } from './index.ts';

export * from './contract.ts';
export * from './loading.ts';

export const init: typeof initOfIndex = makeInit(async (source) => {
  if (source === undefined) return bytes;
  const text = String(source);
  if (/^https?:/.test(text)) return fetchBytes(source);
  try {
    return await readFile(/^file:/.test(text) ? new URL(text) : text);
  } catch (cause) {
    throw new LoadError('not-fetched', `${text} could not be read.`, cause);
  }
});
