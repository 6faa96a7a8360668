// Builds the npm package into pkg/: the core lowered to plain WebAssembly 1.0, and its entries.
//
// cargo → (strip target features) → wasm-bindgen → wasm-opt (lower) → esbuild, one entry at a time.
// wasm-pack has no hook between its steps, so they are run here one by one.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const root = resolve(import.meta.dirname, '..');
const source = join(root, 'www/package');
const work = join(root, 'target/pkg-build');
const target = 'wasm32-unknown-unknown';

// Named one by one: with --all-features binaryen writes imports that wasm-bindgen cannot read.
const rustcFeatures = [
  'bulk-memory', 'bulk-memory-opt', 'sign-ext', 'nontrapping-float-to-int', 'mutable-globals', 'multivalue',
  'reference-types', 'extended-const',
].map((feature) => `--enable-${feature}`);
const lowerings = ['--signext-lowering', '--llvm-nontrapping-fptoint-lowering', '--llvm-memory-copy-fill-lowering'];
/** WebAssembly 1.0 with the one proposal that every engine with BigInt-free WebAssembly has had. */
const floor = ['--mvp-features', '--enable-mutable-globals'];

const run = (command, ...args) => execFileSync(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });

function compileCore() {
  const folder = join(root, 'target/pkg');
  const cargoHome = process.env.CARGO_HOME ?? join(homedir(), '.cargo');
  // The same bytes wherever it is built, and no path of the builder's in them.
  const flags = [`--remap-path-prefix=${root}=.`, `--remap-path-prefix=${cargoHome}=cargo`];
  execFileSync('cargo', ['build', '--release', '--lib', '--locked', '--target', target, '--target-dir', folder], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, CARGO_ENCODED_RUSTFLAGS: flags.join('\x1f') },
  });
  return join(folder, target, 'release/kualik.wasm');
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .sort();
}

function fingerprint(wasm) {
  const hash = createHash('sha256');
  const files = [wasm, import.meta.filename, join(root, 'package-lock.json'), join(root, 'Cargo.toml'), ...filesBelow(source)];
  for (const file of files) hash.update(file).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}

function bindAndLower(wasm) {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  // Without the section that says which features rustc may use, wasm-bindgen needs no reference types.
  run('wasm-opt', ...rustcFeatures, '-O0', '--strip-target-features', wasm, '-o', join(work, 'stripped.wasm'));
  run('wasm-bindgen', '--target', 'bundler', '--no-typescript', '--remove-name-section', '--remove-producers-section',
    '--out-dir', work, '--out-name', 'core', join(work, 'stripped.wasm'));
  const core = join(work, 'core.wasm');
  run('wasm-opt', ...rustcFeatures, '-Oz', ...lowerings, join(work, 'core_bg.wasm'), '-o', core);
  // Refused by binaryen where a feature beyond the floor is left.
  run('wasm-opt', ...floor, '-O0', core, '-o', join(work, 'floor.wasm'));
  mkdirSync(join(work, 'no-wasm'));
  run('wasm2js', ...floor, '-Oz', core, '-o', join(work, 'no-wasm/core.js'));
  const bindings = readFileSync(join(work, 'core_bg.js'), 'utf8');
  writeFileSync(join(work, 'no-wasm/core_bg.js'), withViewsThatFollowGrowth(bindings));
  return core;
}

/**
 * wasm-bindgen's views notice that memory grew by the old buffer being detached, which only real
 * WebAssembly does; in plain JavaScript they would go on reading the old one.
 */
function withViewsThatFollowGrowth(bindings) {
  const followed = bindings.replace(/(cached\w+Memory0) === null \|\| .*\) \{/g, '$1 === null || $1.buffer !== wasm.memory.buffer) {');
  const views = bindings.match(/^let cached\w+Memory0 = null;/gm).length;
  if (followed.split('.buffer !== wasm.memory.buffer) {').length - 1 !== views) {
    throw new Error('wasm-bindgen writes its memory views in a new way: see withViewsThatFollowGrowth');
  }
  return followed;
}

/** A module as a function that evaluates it anew at each call and gives its exports. */
async function factory(folder, contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: join(work, folder) },
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    globalName: 'exports',
    target: 'es2020',
    banner: { js: 'export default () => {' },
    footer: { js: 'return exports; }' },
  });
  return outputFiles[0].text;
}

async function buildEntry(entry, format, options = {}) {
  const here = format === 'cjs' ? 'export default require("node:url").pathToFileURL(__filename);' : 'export default import.meta.url;';
  const parts = { ...options.parts, here };
  await build({
    entryPoints: [join(source, 'entries', entry)],
    bundle: true,
    minify: true,
    format,
    target: 'es2020',
    outfile: join(root, 'pkg', options.out),
    external: ['node:*'],
    platform: 'neutral',
    globalName: format === 'iife' ? 'kualik' : undefined,
    plugins: [{
      name: 'parts',
      setup(plugin) {
        plugin.onResolve({ filter: /^kualik-build:/ }, ({ path }) => ({ path: path.slice('kualik-build:'.length), namespace: 'part' }));
        plugin.onLoad({ filter: /.*/, namespace: 'part' }, ({ path }) =>
          ({ contents: parts[path], loader: path === 'bytes' ? 'binary' : 'js' }));
      },
    }],
  });
}

const wasm = compileCore();
const stamp = join(root, 'target/pkg/stamp');
const print = fingerprint(wasm);
if (existsSync(join(root, 'pkg/package.json')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === print) {
  console.log('pkg/ is up to date.');
} else {
  const core = bindAndLower(wasm);
  const bytes = readFileSync(core);
  const integrity = `sha384-${createHash('sha384').update(bytes).digest('base64')}`;
  const parts = {
    bytes,
    digest: `export default ${JSON.stringify(integrity)};`,
    glue: await factory('.', `export * from './core_bg.js';`),
    'no-wasm': await factory('no-wasm',
      `import * as wasm from './core.js'; import { __wbg_set_wasm } from './core_bg.js'; __wbg_set_wasm(wasm); export * from './core_bg.js';`),
  };
  const pkg = join(root, 'pkg');
  rmSync(pkg, { recursive: true, force: true });
  mkdirSync(pkg, { recursive: true });
  writeFileSync(join(pkg, 'core.wasm'), bytes);
  await buildEntry('index.js', 'esm', { out: 'index.js', parts });
  await buildEntry('node.js', 'esm', { out: 'node.js', parts });
  await buildEntry('node.js', 'cjs', { out: 'node.cjs', parts });
  for (const entry of ['inline', 'no-wasm']) {
    await buildEntry(`${entry}.js`, 'esm', { out: `${entry}.js`, parts });
    await buildEntry(`${entry}.js`, 'cjs', { out: `${entry}.cjs`, parts });
  }
  await buildEntry('inline.js', 'iife', { out: 'iife.js', parts });
  cpSync(join(source, 'messages'), join(pkg, 'messages'), { recursive: true });
  for (const types of ['index', 'inline', 'no-wasm']) {
    const declarations = `export * from './contract.js';\n${readFileSync(join(source, 'types', `${types}.d.ts`), 'utf8')}`;
    writeFileSync(join(pkg, `${types}.d.ts`), declarations);
    writeFileSync(join(pkg, `${types}.d.cts`), declarations.replaceAll(`.js'`, `.cjs'`));
  }
  cpSync(join(source, 'contract.d.ts'), join(pkg, 'contract.d.ts'));
  cpSync(join(source, 'contract.d.ts'), join(pkg, 'contract.d.cts'));
  for (const licence of ['LICENSE-MIT', 'LICENSE-APACHE']) cpSync(join(root, licence), join(pkg, licence));
  const version = /^version = "(.*)"$/m.exec(readFileSync(join(root, 'Cargo.toml'), 'utf8'))[1];
  const manifest = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  writeFileSync(join(pkg, 'package.json'), `${JSON.stringify({ ...manifest, version, integrity: { 'core.wasm': integrity } }, null, 2)}\n`);
  writeFileSync(stamp, print);
  console.log(`pkg/ built: core.wasm ${bytes.length} bytes`);
}
