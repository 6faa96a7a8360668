// Bundles what src/wasm/tests.rs runs in the page into target/web/package.js.

import { join } from 'node:path';
import { build } from 'esbuild';
import { readVectors } from '../node/files.mjs';

await build({
  entryPoints: [join(import.meta.dirname, 'package.mjs')],
  outfile: join(import.meta.dirname, '../../target/web/package.js'),
  bundle: true,
  format: 'esm',
  define: { VECTORS: JSON.stringify(JSON.stringify(readVectors())) },
});
