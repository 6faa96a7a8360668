// Says where the bytes of the core go: by section, by crate and by function, before compression.
// Usage: node scripts/pkg/where.mjs [HOW-MANY]     Needs a built package (`make pkg`).

import { join } from 'node:path';
import { lower, root } from './core.mjs';
import { read } from './wasm.mjs';

// Built once more, keeping the names that the package goes without.
const wasm = join(root, 'target/pkg/wasm32-unknown-unknown/release/kualik.wasm');
const { sections, functions } = read(lower(wasm, join(root, 'target/pkg-build/named'), { names: true }));

const crates = 'kualik(?:::[a-z]\\w*)?|core::fmt|core::num|core::str|core|alloc|std|sha2|rlsf|compiler_builtins';
const crateOf = (name) => new RegExp(`(?:^|[<(&* ])(${crates})::`).exec(name)?.[1] ?? 'other';

function print(title, rows, most = Infinity) {
  console.log(`\n${title}`);
  for (const [name, size] of rows.sort((a, b) => b[1] - a[1]).slice(0, most)) console.log(String(size).padStart(8), name);
}

const measured = functions.map(({ index, name = `function ${index}`, start, end }) => [
  name.replace(/\[[0-9a-f]{16}\]/g, '').replace(/::h[0-9a-f]{16}$/, ''),
  end - start,
]);
const byCrate = new Map();
for (const [name, size] of measured) byCrate.set(crateOf(name), (byCrate.get(crateOf(name)) ?? 0) + size);

const titles = { 10: 'code', 11: 'data' };
print(
  'sections',
  sections.filter(({ id }) => id !== 0).map(({ id, start, end }) => [titles[id] ?? `section ${id}`, end - start]),
);
print('crates', [...byCrate]);
print('functions', measured, Number(process.argv[2] ?? 40));
