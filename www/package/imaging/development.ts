// The entry for a bundler's development server, which hands scripts out from a folder of its own, where the files are
// not beside them: all of them are inside.

import face from 'kualik-build:face.bin';
import plain from 'kualik-build:imaging.wasm';
import simd from 'kualik-build:imaging-simd.wasm';
import worker from 'kualik-build:worker.js';
import { fetchBytes } from '../fetch.ts';
import { LoadError } from '../loading.ts';
import { below } from './addresses.ts';
import { makeLoad, type LoadImaging } from './load.ts';

export { LoadError };

const files = { 'face.bin': face, 'imaging.wasm': plain, 'imaging-simd.wasm': simd };
const inside = (): Worker => {
  const address = URL.createObjectURL(new Blob([worker], { type: 'text/javascript' }));
  return new Worker(address);
};

export const loadImaging: LoadImaging = makeLoad(
  async (file, base) => (base === undefined ? files[file] : fetchBytes(below(base, file))),
  (base) => (base === undefined ? inside() : new Worker(below(base, 'worker.js'))),
);
