// The entry for pages: fetches its files from beside itself.

import { LoadError } from '../loading.ts';
import { below, readFrom } from './addresses.js';
import { makeLoad } from './imaging.js';

export { LoadError };

// The literal forms are what bundlers look for.
const beside = {
  'imaging.wasm': () => new URL('./imaging.wasm', import.meta.url),
  'imaging-simd.wasm': () => new URL('./imaging-simd.wasm', import.meta.url),
  'face.bin': () => new URL('./face.bin', import.meta.url),
};
const spawn = (base) =>
  base === undefined
    ? new Worker(new URL('./worker.js', import.meta.url), { type: 'module' })
    : new Worker(below(base, 'worker.js'), { type: 'module' });

export const loadImaging = makeLoad(readFrom(beside), spawn);
