// Builds the package from a clean checkout in another folder, and compares every byte with what stands in pkg/.
// Not among the `*.test.mjs`: it costs a whole build (`make test-reproducible`).

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, scratch } from './project.mjs';

/** Copies what git knows or would take, and lends it the installed tools; nothing that was built. */
function checkout(folder) {
  mkdirSync(folder, { recursive: true });
  run(
    'sh',
    [
      '-c',
      'git ls-files -z --cached --others --exclude-standard --deduplicate | tar --create --null --ignore-failed-read --files-from - | tar --extract --directory "$0"',
      folder,
    ],
    root,
  );
  for (const tools of ['node_modules', '.tools']) symlinkSync(join(root, tools), join(folder, tools));
  return folder;
}

function digestsIn(pkg) {
  const files = readdirSync(pkg, { recursive: true })
    .filter((name) => statSync(join(pkg, name)).isFile())
    .sort();
  return files.map(
    (name) =>
      `${createHash('sha256')
        .update(readFileSync(join(pkg, name)))
        .digest('hex')}  ${name}`,
  );
}

const other = checkout(join(scratch(), 'another', 'place', 'of-another-length'));
run('node', ['scripts/build-pkg.mjs'], other);
const [one, two] = [root, other].map((folder) => digestsIn(join(folder, 'pkg')));
const differing = [...one.filter((line) => !two.includes(line)), ...two.filter((line) => !one.includes(line))];
if (one.length < 30 || differing.length > 0) {
  console.error(`The two builds differ:\n${differing.join('\n')}`);
  process.exit(1);
}
console.log(`Two builds in two folders: ${one.length} files, byte for byte the same.`);
