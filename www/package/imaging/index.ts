// The entry for pages: fetches its files from beside itself.

import { LoadError } from '../loading.ts';
import { below, readFrom } from './addresses.ts';
import { makeLoad, type LoadImaging } from './load.ts';

export { LoadError };

// The literal forms are what bundlers look for.
const beside = {
  'imaging.wasm': (): URL => new URL('./imaging.wasm', import.meta.url),
  'imaging-simd.wasm': (): URL => new URL('./imaging-simd.wasm', import.meta.url),
  'face.bin': (): URL => new URL('./face.bin', import.meta.url),
};
// Classic, as its script is: engines before Chromium 80, Safari 15 and Firefox 114 have no module workers.
const spawn = (base: string | undefined): Worker =>
  base === undefined ? new Worker(new URL('./worker.js', import.meta.url)) : new Worker(below(base, 'worker.js'));

export const loadImaging: LoadImaging = makeLoad(readFrom(beside), spawn);
