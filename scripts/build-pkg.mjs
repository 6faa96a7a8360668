// Builds the npm package into pkg/, where its sources have changed.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bindAndLower, compileCore, printSchemas, root } from './pkg/core.mjs';
import { writePackage } from './pkg/entries.mjs';
import { sizes, table } from './pkg/sizes.mjs';
import { requireWords } from './pkg/words.mjs';

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .sort();
}

function fingerprint(wasm) {
  const hash = createHash('sha256');
  const files = [
    wasm, import.meta.filename, ...['package-lock.json', 'Cargo.toml', 'docs/package.md', 'examples/schemas.rs'].map((name) => join(root, name)),
    ...filesBelow(join(root, 'scripts/pkg')), ...filesBelow(join(root, 'www/package')),
  ];
  for (const file of files) hash.update(file).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}

const pkg = join(root, 'pkg');
const wasm = compileCore();
const stamp = join(root, 'target/pkg/stamp');
const print = fingerprint(wasm);
if (existsSync(join(pkg, 'package.json')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === print) {
  console.log('pkg/ is up to date.');
} else {
  await requireWords(join(root, 'www/package'));
  const core = bindAndLower(wasm, join(root, 'target/pkg-build'));
  await writePackage({ ...core, schemas: printSchemas() }, { out: pkg, work: join(root, 'target/pkg-build/entries') });
  writeFileSync(stamp, print);
  console.log(`pkg/ is built. Bytes:\n${table(sizes(pkg))}`);
}
