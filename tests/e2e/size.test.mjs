// What the check costs a phone: its scripts and styles as built, without the core. Needs www/shell/dist/.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { brotliCompressSync, constants } from 'node:zlib';
import { dist } from './application.mjs';

/** Bytes in brotli, all files together. */
const most = 40_000;

/** As a server that compresses beforehand sends it. */
const compressed = (bytes) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length;

/** The files that a page names, and all that they import; not what is imported only once it is wanted. */
function filesOf(page) {
  const text = readFileSync(join(dist, page), 'utf8');
  const found = new Set();
  const add = (name) => {
    if (found.has(name)) return;
    found.add(name);
    if (!name.endsWith('.js')) return;
    // As the bundler writes it: `import{a as b}from"./x.js"`, `import"./x.js"`, `export*from"./x.js"`; not `import("./x.js")`.
    for (const [, other] of readFileSync(join(dist, name), 'utf8').matchAll(/(?:\bfrom|\bimport)\s*"\.\/([^"]+\.js)"/g))
      add(`assets/${other}`);
  };
  for (const [, name] of text.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g)) add(name);
  return [...found];
}

test(`the check step's own scripts and styles are at most ${most} bytes`, () => {
  const files = filesOf('index.html');
  assert.ok(files.some((name) => name.endsWith('.css')) && files.filter((name) => name.endsWith('.js')).length > 1, files.join());
  const sizes = Object.fromEntries(files.map((name) => [name, compressed(readFileSync(join(dist, name)))]));
  const all = Object.values(sizes).reduce((sum, size) => sum + size, 0);
  assert.ok(all <= most, `${all}: ${JSON.stringify(sizes)}`);
});
