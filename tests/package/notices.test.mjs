// Nothing of others without its notice: what cargo's tree says is in the modules, the package's notices name.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root, run } from './project.mjs';

const notices = readFileSync(join(root, 'pkg/THIRD-PARTY-NOTICES.txt'), 'utf8');
const reviewed = readFileSync(join(root, 'docs/dependencies.md'), 'utf8');
const allowed = /^(MIT|Apache-2\.0|BSD-[23]-Clause|ISC|Zlib|0BSD|IJG|Unicode-3\.0)$/;

const tree = run(
  'cargo',
  [
    'tree',
    '--workspace',
    '--locked',
    '--target',
    'wasm32-unknown-unknown',
    '--edges',
    'normal,no-proc-macro',
    '--prefix',
    'none',
    '--format',
    '{p}\t{l}',
  ],
  root,
);
const inModules = [
  ...new Set(
    tree
      .split('\n')
      .filter(Boolean)
      .map((line) => line.replace(/ \(\*\)$/, '')),
  ),
]
  .map((line) => /^(\S+) v(\S+)(.*)\t(.*)$/.exec(line).slice(1))
  // Ours have a path.
  .filter(([, , place]) => !place.includes(root));

test('every crate in the modules has a notice and a review', () => {
  assert.ok(inModules.length > 10);
  assert.deepEqual(
    inModules.filter(([name, version]) => !notices.includes(`\n${name} ${version}\n`)),
    [],
  );
  // The review is of a crate; of which version, its own line says.
  assert.deepEqual(
    inModules.filter(([name, version]) => !reviewed.includes(`| ${name} | ${version} |`)),
    [],
  );
  assert.match(notices, /Independent JPEG Group/);
});

test('every licence is one that may be taken along', () => {
  for (const [name, , , licence] of inModules) {
    const words = licence
      .split(/ OR | AND |\/|[()]/)
      .map((word) => word.trim())
      .filter(Boolean);
    assert.ok(words.length && words.every((word) => allowed.test(word)), `${name}: ${licence}`);
  }
});

/** By the names in the modules themselves, which no list made. */
test('every crate whose code is in a module has a notice', () => {
  const inside = new Set();
  for (const module of ['wasm-pack/core/compiled', 'wasm-pack/check/compiled', 'wasm32-unknown-unknown/release/kualik_imaging']) {
    const bytes = readFileSync(join(root, `target/${module}.wasm`));
    const [names] = WebAssembly.Module.customSections(new WebAssembly.Module(bytes), 'name');
    for (const [name] of Buffer.from(names)
      .toString('latin1')
      .matchAll(/_ZN[\w$.]+/g)) {
      const crate =
        /^_ZN\d+_\$LT\$(?:\$\w+\$)*([a-z]\w*)\.\./.exec(name)?.[1] ??
        /^_ZN(\d+)([a-z]\w*)/
          .exec(name)
          ?.slice(1)
          .reduce((length, rest) => rest.slice(0, Number(length)));
      if (crate) inside.add(crate.replaceAll('_', '-'));
    }
  }
  assert.ok(inside.has('chrono') && inside.has('jpeg-decoder'), [...inside].join(' '));
  // The standard library's, with what it is built from, and ours.
  const own = ['core', 'alloc', 'std', 'hashbrown', 'kualik', 'kualik-wasm', 'kualik-imaging', 'picture-header'];
  const named = inModules.map(([name]) => name.replaceAll('_', '-'));
  assert.deepEqual(
    [...inside].filter((name) => !own.includes(name) && !named.includes(name)),
    [],
  );
});

test('every package in the page has a review', () => {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const inPage = Object.entries(packages).filter(
    ([path, one]) => path.startsWith('node_modules/') && !one.dev && !one.link && !one.peer && !one.optional,
  );
  assert.ok(inPage.length >= 3);
  const missing = inPage
    .map(([path, { version }]) => `| ${path.split('node_modules/').pop()} | ${version} |`)
    .filter((row) => !reviewed.includes(row));
  assert.deepEqual(missing, []);
});
