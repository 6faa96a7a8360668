// The main entry with the bytes inside, where core.wasm would not be beside the script: a bundler's development server
// (Vite's pre-bundling hands scripts out from a folder of its own), Angular, edge runtimes, and require outside Node.

import bytes from 'kualik-build:bytes';
import { fetchBytes } from '../fetch.js';
import { LoadError, makeInit } from '../load.js';

export * from '../calls.js';
export { LoadError };

export const init = makeInit(async (address) => (address === undefined ? bytes : fetchBytes(address)));
