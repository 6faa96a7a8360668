// What each entry weighs on the wire.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const entries = {
  kualik: ['index.js', 'core.wasm'],
  'kualik (node)': ['node.js'],
  'kualik/inline': ['inline.js'],
  'kualik/iife': ['iife/index.js'],
  'kualik/no-wasm': ['no-wasm.js'],
  'kualik/check': ['check/index.js', 'check/core.wasm'],
  'kualik/check (node)': ['check/node.js'],
  'kualik/check/inline': ['check/inline.js'],
  'kualik/check/no-wasm': ['check/no-wasm.js'],
  'kualik/messages/ru': ['messages/ru.js'],
  'kualik/messages/kk': ['messages/kk.js'],
  'kualik/messages/en': ['messages/en.js'],
  'kualik/host': ['host/index.js'],
  'core.wasm alone': ['core.wasm'],
  'check/core.wasm alone': ['check/core.wasm'],
  'kualik/imaging': ['imaging/index.js', 'imaging/worker.js', 'imaging/imaging-simd.wasm', 'imaging/face.bin'],
  '… without simd128': ['imaging/index.js', 'imaging/worker.js', 'imaging/imaging.wasm', 'imaging/face.bin'],
  '… face.bin alone': ['imaging/face.bin'],
};

/** Bytes of each entry, its files compressed one by one as a server sends them. */
export function sizes(pkg) {
  const sum = (files, compress) => files.reduce((total, file) => total + compress(readFileSync(join(pkg, file))).length, 0);
  return Object.entries(entries).map(([entry, files]) => ({
    entry,
    raw: sum(files, (bytes) => bytes),
    gzip: sum(files, (bytes) => gzipSync(bytes, { level: 9 })),
    brotli: sum(files, brotliCompressSync),
  }));
}

export const table = (rows) =>
  [{ entry: 'entry', raw: 'raw', gzip: 'gzip', brotli: 'brotli' }, ...rows]
    .map(
      ({ entry, ...columns }) =>
        entry.padEnd(22) +
        Object.values(columns)
          .map((bytes) => String(bytes).padStart(9))
          .join(''),
    )
    .join('\n');
