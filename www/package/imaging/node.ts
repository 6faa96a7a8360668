// The entry in Node: reads its files from beside itself, and runs on the calling thread.

import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import here from 'kualik-build:here';
import { fetchBytes } from '../fetch.ts';
import { LoadError } from '../loading.ts';
import { makeLoad, type LoadImaging } from './load.ts';

export { LoadError };

/** A folder's address; a path without a scheme is one on this machine. */
const folder = (base: string): string | URL => (/^[a-z][a-z+.-]+:/i.test(base) ? base : pathToFileURL(base));

export const loadImaging: LoadImaging = makeLoad(async (file, base) => {
  const address = new URL(file, base === undefined ? here : folder(base));
  return address.protocol === 'file:' ? readFile(address) : fetchBytes(address);
});
