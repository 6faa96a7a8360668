// Says where the bytes of the core go: by section, by crate and by function, before compression.
// Usage: node scripts/pkg/where.mjs [HOW-MANY]     Needs a built package (`make pkg`).

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lowerings, root, rustcFeatures, shrinking, strip } from './core.mjs';
import { read } from './wasm.mjs';

// Built once more, keeping the names that the package goes without.
const work = join(root, 'target/pkg-build/named');
const named = join(work, 'named.wasm');
execFileSync('mkdir', ['-p', work]);
strip(join(root, 'target/pkg/wasm32-unknown-unknown/release/kualik.wasm'), named, '-g');
execFileSync('wasm-bindgen', ['--target', 'bundler', '--no-typescript', '--out-dir', work, '--out-name', 'core', named]);
execFileSync('wasm-opt', [...rustcFeatures, ...shrinking, ...lowerings, '-g', join(work, 'core_bg.wasm'), '-o', named]);

const { sections, functions } = read(readFileSync(named));

const crates = 'kualik(?:::[a-z]\\w*)?|core::fmt|core::num|core::str|core|alloc|std|serde_wasm_bindgen|serde_core|serde|js_sys|wasm_bindgen|chrono|dlmalloc|sha2|hashbrown|compiler_builtins';
const crateOf = (name) => new RegExp(`(?:^|[<(&* ])(${crates})::`).exec(name)?.[1] ?? 'other';

function print(title, rows, most = Infinity) {
  console.log(`\n${title}`);
  for (const [name, size] of rows.sort((a, b) => b[1] - a[1]).slice(0, most)) console.log(String(size).padStart(8), name);
}

const measured = functions.map(({ index, name = `function ${index}`, start, end }) =>
  [name.replace(/\[[0-9a-f]{16}\]/g, '').replace(/::h[0-9a-f]{16}$/, ''), end - start]);
const byCrate = new Map();
for (const [name, size] of measured) byCrate.set(crateOf(name), (byCrate.get(crateOf(name)) ?? 0) + size);

const titles = { 10: 'code', 11: 'data' };
print('sections', sections.filter(({ id }) => id !== 0).map(({ id, start, end }) => [titles[id] ?? `section ${id}`, end - start]));
print('crates', [...byCrate]);
print('functions', measured, Number(process.argv[2] ?? 40));
