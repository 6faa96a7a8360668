// The second module of the package, `kualik/imaging`: plain and with simd128, its entries, its face model, its words.

import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireFloor, root, wasmPack } from './core.mjs';
import { buildEntry, factory, languages, writeType, writeWords } from './entries.mjs';
import { writeFace } from './face.mjs';

const source = join(root, 'www/package/imaging');

/** Builds both: their bytes, and the text of the glue that they share. */
export function buildImaging() {
  const build = (name, profile, cargoOptions) => {
    const out = wasmPack('imaging', name, [...profile, '--target', 'bundler', '--out-name', 'core'], cargoOptions);
    return { bytes: readFileSync(join(out, 'core_bg.wasm')), glue: readFileSync(join(out, 'core_bg.js'), 'utf8') };
  };
  const plain = build('imaging', ['--release']);
  // Besides the flags of .cargo/config.toml.
  // Unrolled, its loops weigh 4 KB more and are no faster; the plain module's are.
  const flags = 'target.wasm32-unknown-unknown.rustflags=["-Ctarget-feature=+simd128", "-Cllvm-args=-unroll-threshold=0"]';
  const simd = build('imaging-simd', ['--profile', 'simd'], ['--config', flags]);
  requireFloor(plain.bytes);
  if (plain.glue !== simd.glue) throw new Error('the two builds of the picture checks need different glue');
  return { plain: plain.bytes, simd: simd.bytes, glue: seeingGrowth(plain.glue) };
}

/** The glue, with views of memory told stale by their buffer: in Chromium 64 they keep their length when it grows. */
export function seeingGrowth(glue) {
  const changed = glue.replace(/(cached\w+)\.byteLength === 0/g, '$1.buffer !== wasm.memory.buffer');
  if (changed === glue || changed.includes('.byteLength')) throw new Error('the glue looks at its memory in another way');
  return changed;
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
  // Of the core's loader the imaging only takes what neither asks for.
  const parts = {
    glue: await factory(work, `export * from './glue.js';`),
    digest: 'export default undefined;',
    proof: 'export default undefined;',
  };
  const entry = (name, format, file, more) => buildEntry(join(source, `${name}.ts`), format, join(out, file), { ...parts, ...more });
  await entry('index', 'esm', 'index.js');
  // Of neither kind, so that engines without module workers run it as well.
  await entry('worker', 'iife', 'worker.js');
  const globals = [join(source, 'node-globals.ts')];
  for (const [format, file] of Object.entries({ esm: 'node.js', cjs: 'node.cjs' })) {
    await buildEntry(join(source, 'node.ts'), format, join(out, file), parts, undefined, globals);
  }
  await entry('development', 'esm', 'development.js', {
    'imaging.wasm': plain,
    'imaging-simd.wasm': simd,
    'face.bin': readFileSync(join(out, 'face.bin')),
    'worker.js': `export default ${JSON.stringify(readFileSync(join(out, 'worker.js'), 'utf8'))};`,
  });

  cpSync(join(source, 'NOTICE'), join(out, 'NOTICE'));
  await writeWords(source, out);
  writeType(out, 'messages/messages', readFileSync(join(source, 'messages/messages.d.ts'), 'utf8'));
  for (const language of languages) writeType(out, `messages/${language}`, `export * from './messages.js';\n`);
  writeType(out, 'imaging', readFileSync(join(source, 'imaging.d.ts'), 'utf8'));
  writeType(out, 'index', `export * from './imaging.js';\n${readFileSync(join(source, 'load-error.d.ts'), 'utf8')}`);
}
