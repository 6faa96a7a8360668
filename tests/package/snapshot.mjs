// The package's public types in one file, which is committed, so that a change of them is seen in review.
// `make update-types` writes it anew from pkg/.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesEnding, root } from './project.mjs';

export const snapshot = join(import.meta.dirname, 'public-types.d.ts.txt');

/** Every declaration file of a package; those for `require` say the same over other names. */
export const declarations = (pkg) =>
  filesEnding(pkg, '.d.ts')
    .sort()
    .map((name) => `// ${name}\n\n${readFileSync(join(pkg, name), 'utf8')}`)
    .join('\n');

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(snapshot, declarations(join(root, 'pkg')));
