// From Rust to a module of plain WebAssembly 1.0, or with simd128 besides, and the JavaScript that talks to it.
//
// cargo → wasm-opt (strip) → wasm-bindgen → wasm-opt (shrink, lower).
// wasm-pack has no hook between its steps, so they are run here one by one.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { read, trap, withBodies } from './wasm.mjs';

export const root = resolve(import.meta.dirname, '../..');
const target = 'wasm32-unknown-unknown';

// Named one by one: with --all-features binaryen writes imports that wasm-bindgen cannot read.
export const rustcFeatures = [
  'bulk-memory', 'bulk-memory-opt', 'sign-ext', 'nontrapping-float-to-int', 'mutable-globals', 'multivalue',
  'reference-types', 'extended-const',
].map((feature) => `--enable-${feature}`);
export const lowerings = ['--signext-lowering', '--llvm-nontrapping-fptoint-lowering', '--llvm-memory-copy-fill-lowering'];

// A function with one caller stays a function: inlined, it compresses worse. See docs/decisions/size.md.
export const shrinking = ['-Os', '--one-caller-inline-max-function-size=0', '--converge'];

/** What the engines have that have simd128: Chromium 91, Firefox 89, Safari 16.4. Such a module is not lowered. */
const withSimd = ['simd', 'bulk-memory', 'bulk-memory-opt', 'sign-ext', 'nontrapping-float-to-int', 'mutable-globals'].map((feature) => `--enable-${feature}`);

const run = (command, ...args) => execFileSync(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });

/** Compiles a crate of the workspace, with simd128 or without; gives the path of what rustc made. */
export function compile(crate, { simd = false } = {}) {
  const folder = join(root, simd ? 'target/pkg-simd' : 'target/pkg');
  const cargoHome = process.env.CARGO_HOME ?? join(homedir(), '.cargo');
  // The same bytes wherever it is built, and no path of the builder's in them; the last one that fits counts.
  const sources = join(cargoHome, 'registry/src');
  const registries = existsSync(sources) ? readdirSync(sources) : [];
  const places = [[root, '.'], [cargoHome, 'cargo'], ...registries.map((registry) => [join(sources, registry), 'crates'])];
  const flags = places.map(([from, to]) => `--remap-path-prefix=${from}=${to}`);
  if (simd) flags.push('-Ctarget-feature=+simd128');
  execFileSync('cargo', ['build', '--release', '--package', crate, '--lib', '--locked', '--target', target, '--target-dir', folder], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, CARGO_ENCODED_RUSTFLAGS: flags.join('\x1f') },
  });
  return join(folder, target, `release/${crate.replaceAll('-', '_')}.wasm`);
}

/** The JSON Schemas by name, as the core's own types print them. */
export const printSchemas = () => JSON.parse(run('cargo', 'run', '--quiet', '--locked', '--example', 'schemas'));

/**
 * Binds and lowers what rustc made: the module's bytes and the text of its glue. `simd`: with simd128, and not lowered;
 * `replace` gives other bodies for functions by their mangled names, where it has one.
 */
export function bindAndLower(wasm, work, { simd = false, replace = () => undefined } = {}) {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const path = (name) => join(work, name);
  const before = path('replaced.wasm');
  const module = readFileSync(wasm);
  writeFileSync(before, withBodies(module, read(module), ({ name }) => replace(name)));
  strip(before, path('stripped.wasm'), ...(simd ? withSimd : []));
  run('wasm-bindgen', '--target', 'bundler', '--no-typescript', '--remove-name-section', '--remove-producers-section',
    '--out-dir', work, '--out-name', 'core', path('stripped.wasm'));
  const features = simd ? withSimd : [...rustcFeatures, ...lowerings];
  run('wasm-opt', ...features, ...shrinking, path('core_bg.wasm'), '-o', path('core.wasm'));
  if (!simd) requireFloor(path('core.wasm'));
  return { bytes: readFileSync(path('core.wasm')), glue: withoutBigInts(readFileSync(path('core_bg.js'), 'utf8')) };
}

/** What rustc made, without what wasm-bindgen and the page have no use for; `options` go to wasm-opt. */
export function strip(wasm, out, ...options) {
  writeFileSync(out, withoutPanicMessages(readFileSync(wasm)));
  // Without the section that says which features rustc may use, wasm-bindgen needs no reference types.
  run('wasm-opt', ...rustcFeatures, '-O0', '--quiet', '--strip-target-features', ...options, out, '-o', out);
}

/** The library's functions that end in a panic, by their mangled names. */
export const panics = new RegExp([
  '4core9panicking', '4core6(option|result)13(unwrap|expect)_failed$', '4core4cell\\d+panic_already', '4core.*_fail$',
  '5alloc7raw_vec12handle_error$', '17capacity_overflow$', '5alloc5alloc18handle_alloc_error$',
  '3std9panicking(?!.*drop_in_place)', '3std5alloc8rust_oom',
  '7___rustc\\d+(rust_panic|rust_begin_unwind|___rust_start_panic|___rust_abort|_?rust_alloc_error_handler)$',
].join('|'));

/**
 * A panic writes its message nowhere on this target and then traps. Here it traps at once, so that the
 * formatting of messages that nobody could read falls away. `make test-browsers` runs without this.
 */
function withoutPanicMessages(bytes) {
  const module = read(bytes);
  let found = 0;
  const shorter = withBodies(bytes, module, ({ name }) => {
    if (!panics.test(name)) return undefined;
    found += 1;
    return trap;
  });
  if (found < 10) throw new Error(`only ${found} panicking functions have a known name: see withoutPanicMessages`);
  return shorter;
}

/** Refused by binaryen where a feature beyond WebAssembly 1.0 is left: older engines would refuse it too. */
export function requireFloor(wasm) {
  run('wasm-opt', '--mvp-features', '-O0', '--quiet', wasm, '-o', `${wasm}.floor`);
}

/** The module as plain JavaScript, for engines without WebAssembly. */
export function plainJavaScript(bytesPath, out) {
  run('wasm2js', '--mvp-features', '-Oz', bytesPath, '-o', out);
}

/**
 * The serializer could pass a 64-bit number to JavaScript as a BigInt, which old engines cannot do.
 * Nothing in the contract is that large; should it happen all the same, it fails in every engine alike
 * and so in the tests, not in old ones alone.
 */
function withoutBigInts(glue) {
  return glue.replace(/(Cast intrinsic for `[IU]64 -> Externref`\.\n).*\n.*\n/g, "$1    throw new TypeError('BigInt');\n");
}

/**
 * wasm-bindgen's views notice that memory grew by the old buffer being detached, which only real
 * WebAssembly does; in plain JavaScript they would go on reading the old one.
 */
export function withViewsThatFollowGrowth(glue) {
  const followed = glue.replace(/(cached\w+Memory0) === null \|\| .*\) \{/g, '$1 === null || $1.buffer !== wasm.memory.buffer) {');
  const views = glue.match(/^let cached\w+Memory0 = null;/gm).length;
  if (followed.split('.buffer !== wasm.memory.buffer) {').length - 1 !== views) {
    throw new Error('wasm-bindgen writes its memory views in a new way: see withViewsThatFollowGrowth');
  }
  return followed;
}
