// The main entry for a bundler's development server, which hands scripts out from a folder of its own,
// where core.wasm is not beside them (Vite's pre-bundling does): the bytes are inside.

import bytes from 'kualik-build:bytes';
import { fetchBytes } from '../fetch.js';
import { LoadError, makeInit } from '../load.js';

export * from '../calls.js';
export { LoadError };

export const init = makeInit(async (address) => (address === undefined ? bytes : fetchBytes(address)));
