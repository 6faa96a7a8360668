// The second module of the package, `kualik/imaging`: plain and with simd128, its entries, its face model, its words.

import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bindAndLower, compile, root } from './core.mjs';
import { buildEntry, factory, writeType, writeWords } from './entries.mjs';
import { writeFace } from './face.mjs';
import { trap } from './wasm.mjs';

const source = join(root, 'www/package/imaging');

// As the core: see core.mjs.
const flags = ['-Cllvm-args=-inline-threshold=60'];

/** Compiles both; gives the paths of what rustc made. */
export const compileImaging = () => ({
  plain: compile('kualik-imaging', { flags }),
  simd: compile('kualik-imaging', { simd: true, flags }),
});

/** Of the libraries: kinds of JPEG that are refused before they are decoded, and ways of encoding that nobody asks for. */
const unused =
  /jpeg_decoder.*lossless|jpeg_encoder.*(encode_image_progressive|encode_image_sequential|optimize_huffman_table|new_optimized)|4core3num7flt2dec/;

/** A body that writes an empty text, by the layout of Rust's `String`, to where its first argument points. */
const emptyText = [
  0,
  ...[
    [0, 0],
    [4, 1],
    [8, 0],
  ].flatMap(([offset, value]) => [0x20, 0, 0x41, value, 0x36, 2, offset]),
  0x0b,
];

/**
 * The decoder writes what is wrong with a file into texts that nobody reads: here they stay empty, and what writes
 * them falls away. The package's tests with broken files show that nothing else does.
 */
function replace(name = '') {
  if (/5alloc3fmt6format12format_inner/.test(name)) return emptyText;
  return unused.test(name) ? trap : undefined;
}

/** Binds both: their bytes, and the text of the glue that they share. */
export function bindImaging({ plain, simd }, work) {
  const one = bindAndLower(plain, join(work, 'plain'), { replace });
  const other = bindAndLower(simd, join(work, 'simd'), { replace, simd: true });
  if (one.glue !== other.glue) throw new Error('the two builds of the picture checks need different glue');
  return { plain: one.bytes, simd: other.bytes, glue: one.glue };
}

/** Writes the folder `out` of the package; `work` is for what comes between. */
export async function writeImaging({ plain, simd, glue }, { out, work }) {
  for (const folder of [out, work]) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }
  writeFileSync(join(out, 'imaging.wasm'), plain);
  writeFileSync(join(out, 'imaging-simd.wasm'), simd);
  writeFace(join(out, 'face.bin'));

  writeFileSync(join(work, 'glue.js'), glue);
  // These modules are not compared with a digest: there is none.
  const parts = { glue: await factory(work, `export * from './glue.js';`), digest: 'export default undefined;' };
  const entry = (name, format, file, more) => buildEntry(join(source, `${name}.js`), format, join(out, file), { ...parts, ...more });
  await entry('index', 'esm', 'index.js');
  // Of neither kind, so that engines without module workers run it as well.
  await entry('worker', 'iife', 'worker.js');
  await entry('node', 'esm', 'node.js');
  await entry('node', 'cjs', 'node.cjs');
  await entry('development', 'esm', 'development.js', {
    'imaging.wasm': plain,
    'imaging-simd.wasm': simd,
    'face.bin': readFileSync(join(out, 'face.bin')),
    'worker.js': `export default ${JSON.stringify(readFileSync(join(out, 'worker.js'), 'utf8'))};`,
  });

  cpSync(join(source, 'NOTICE'), join(out, 'NOTICE'));
  await writeWords(source, out);
  writeType(out, 'imaging', readFileSync(join(source, 'imaging.d.ts'), 'utf8'));
  writeType(out, 'index', `export * from './imaging.js';\n${readFileSync(join(source, 'index.d.ts'), 'utf8')}`);
}
