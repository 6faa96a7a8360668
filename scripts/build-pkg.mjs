// Builds the npm package into pkg/, where its sources have changed.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildCores, compile, printSchemas, root } from './pkg/core.mjs';
import { writePackage } from './pkg/entries.mjs';
import { buildImaging, writeImaging } from './pkg/imaging.mjs';
import { sizes, table } from './pkg/sizes.mjs';
import { requireWords } from './pkg/words.mjs';

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .sort();
}

function fingerprint(modules) {
  const hash = createHash('sha256');
  const files = [
    ...modules,
    import.meta.filename,
    ...[
      'package-lock.json',
      'Cargo.toml',
      'Cargo.lock',
      'imaging/Cargo.toml',
      '.cargo/config.toml',
      'docs/package.md',
      'examples/schemas.rs',
    ].map((name) => join(root, name)),
    ...filesBelow(join(root, 'scripts/pkg')),
    ...filesBelow(join(root, 'www/package')),
  ];
  for (const file of files) hash.update(file).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}

const pkg = join(root, 'pkg');
const stamp = join(root, 'target/pkg/stamp');
const print = fingerprint([compile('.', 'kualik_wasm'), compile('imaging', 'kualik_imaging')]);
if (existsSync(join(pkg, 'package.json')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === print) {
  console.log('pkg/ is up to date.');
} else {
  for (const folder of ['www/package', 'www/package/imaging']) await requireWords(join(root, folder));
  await writePackage({ ...buildCores(), schemas: printSchemas() }, { out: pkg, work: join(root, 'target/pkg/entries') });
  await writeImaging(buildImaging(), { out: join(pkg, 'imaging'), work: join(root, 'target/pkg/imaging-entries') });
  writeFileSync(stamp, print);
  console.log(`pkg/ is built. Bytes:\n${table(sizes(pkg))}`);
}
