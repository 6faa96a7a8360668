// The main entry for a bundler's development server, which hands scripts out from a folder of its own,
// where core.wasm is not beside them (Vite's pre-bundling does): the bytes are inside.

import bytes from 'kualik-build:bytes';
import { makeInit } from './load.ts';
import { fetchBytes } from './fetch.ts';
import type { init as initOfIndex } from './index.ts';

export * from './contract.ts';
export * from './loading.ts';

export const init: typeof initOfIndex = makeInit(async (address) => (address === undefined ? bytes : fetchBytes(address)));
