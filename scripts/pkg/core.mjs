// From Rust to a module of plain WebAssembly 1.0, or with simd128 besides.
//
// cargo → wasm-opt (strip) → for the picture checks wasm-bindgen → wasm-opt (shrink, lower).
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
  'bulk-memory',
  'bulk-memory-opt',
  'sign-ext',
  'nontrapping-float-to-int',
  'mutable-globals',
  'multivalue',
  'reference-types',
  'extended-const',
].map((feature) => `--enable-${feature}`);
export const lowerings = ['--signext-lowering', '--llvm-nontrapping-fptoint-lowering', '--llvm-memory-copy-fill-lowering'];

// A function with one caller stays a function: inlined, it compresses worse. No address below 1024 is anything's but the
// stack's last, so that a constant may be folded into the offset of what is read. See docs/decisions/size.md.
export const shrinking = ['-Os', '--one-caller-inline-max-function-size=0', '--low-memory-unused', '--converge'];

/** What the engines have that have simd128: Chromium 91, Firefox 89, Safari 16.4. Such a module is not lowered. */
const withSimd = ['simd', 'bulk-memory', 'bulk-memory-opt', 'sign-ext', 'nontrapping-float-to-int', 'mutable-globals'].map(
  (feature) => `--enable-${feature}`,
);

/** Runs a tool; what it says to a person is shown. */
export const run = (command, ...args) => execFileSync(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });

/** Compiles the core. Small functions become part of their callers: smaller and a third faster. See docs/decisions/size.md. */
export const compileCore = () => compile('kualik', { flags: ['-Cllvm-args=-inline-threshold=60'] });

/** Compiles a crate of the workspace without its default features, with simd128 or without; gives the path of what rustc made. */
export function compile(crate, { simd = false, flags: more = [] } = {}) {
  const folder = join(root, simd ? 'target/pkg-simd' : 'target/pkg');
  const cargoHome = process.env.CARGO_HOME ?? join(homedir(), '.cargo');
  // The same bytes wherever it is built, and no path of the builder's in them; the last one that fits counts.
  const sources = join(cargoHome, 'registry/src');
  const registries = existsSync(sources) ? readdirSync(sources) : [];
  const places = [[root, '.'], [cargoHome, 'cargo'], ...registries.map((registry) => [join(sources, registry), 'crates'])];
  const flags = [...more, ...places.map(([from, to]) => `--remap-path-prefix=${from}=${to}`)];
  if (simd) flags.push('-Ctarget-feature=+simd128');
  execFileSync(
    'cargo',
    ['build', '--release', '--package', crate, '--lib', '--no-default-features', '--locked', '--target', target, '--target-dir', folder],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, CARGO_ENCODED_RUSTFLAGS: flags.join('\x1f') },
    },
  );
  return join(folder, target, `release/${crate.replaceAll('-', '_')}.wasm`);
}

/** The JSON Schemas by name, as the core's own types print them. */
export const printSchemas = () => JSON.parse(run('cargo', 'run', '--quiet', '--locked', '--example', 'schemas'));

/** Strips, shrinks and lowers what rustc made of the core; gives the module's bytes, with the functions' names or without. */
export function lower(wasm, work, { names = false } = {}) {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const path = (name) => join(work, name);
  const keep = names ? ['-g'] : [];
  writeFileSync(path('blank.wasm'), withoutPlaces(withoutPanicMessages(readFileSync(wasm), formatting)));
  run(
    'wasm-opt',
    ...rustcFeatures,
    '-O0',
    '--quiet',
    '--strip-target-features',
    '--strip-producers',
    ...keep,
    path('blank.wasm'),
    '-o',
    path('stripped.wasm'),
  );
  run('wasm-opt', ...rustcFeatures, ...lowerings, ...shrinking, ...keep, path('stripped.wasm'), '-o', path('core.wasm'));
  requireFloor(path('core.wasm'));
  return readFileSync(path('core.wasm'));
}

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
  writeFileSync(
    before,
    withBodies(module, read(module), ({ name }) => replace(name)),
  );
  strip(before, path('stripped.wasm'), ...(simd ? withSimd : []));
  run(
    'wasm-bindgen',
    '--target',
    'bundler',
    '--no-typescript',
    '--remove-name-section',
    '--remove-producers-section',
    '--out-dir',
    work,
    '--out-name',
    'core',
    path('stripped.wasm'),
  );
  const features = simd ? withSimd : [...rustcFeatures, ...lowerings];
  run('wasm-opt', ...features, ...shrinking, path('core_bg.wasm'), '-o', path('core.wasm'));
  if (!simd) requireFloor(path('core.wasm'));
  return { bytes: readFileSync(path('core.wasm')), glue: readFileSync(path('core_bg.js'), 'utf8') };
}

/** What rustc made, without what wasm-bindgen and the page have no use for; `options` go to wasm-opt. */
export function strip(wasm, out, ...options) {
  writeFileSync(out, withoutPanicMessages(readFileSync(wasm)));
  // Without the section that says which features rustc may use, wasm-bindgen needs no reference types.
  run('wasm-opt', ...rustcFeatures, '-O0', '--quiet', '--strip-target-features', ...options, out, '-o', out);
}

/** The library's functions that end in a panic, by their mangled names. */
export const panics = new RegExp(
  [
    '4core9panicking',
    '4core6(option|result)13(unwrap|expect)_failed$',
    '4core4cell\\d+panic_already',
    '4core.*_fail$',
    '5alloc7raw_vec12handle_error$',
    '17capacity_overflow$',
    '5alloc5alloc18handle_alloc_error$',
    '3std9panicking(?!.*drop_in_place)',
    '3std5alloc8rust_oom',
    '7___rustc\\d+(rust_panic|rust_begin_unwind|___rust_start_panic|___rust_abort|_?rust_alloc_error_handler)$',
  ].join('|'),
);

/**
 * A panic writes its message nowhere on this target and then traps. Here it traps at once, so that the
 * formatting of messages that nobody could read falls away. `make test-browsers` runs without this.
 */
function withoutPanicMessages(bytes, unused = /^$/) {
  const module = read(bytes);
  let found = 0;
  const shorter = withBodies(bytes, module, ({ name }) => {
    if (unused.test(name)) return trap;
    if (!panics.test(name)) return undefined;
    found += 1;
    return trap;
  });
  if (found < 10) throw new Error(`only ${found} panicking functions have a known name: see withoutPanicMessages`);
  return shorter;
}

/** What is left of formatting: it serves messages of panics alone. The core writes its few texts itself. */
const formatting = /4core3fmt/;

/** Names of source files, as places of panics have them. */
const sourceFiles =
  /(?:\/rustc\/[0-9a-f]{40}\/library|crates\/[\w.-]+|cargo|\.)?\/?src\/[\w/]+?\.rs|\/rustc\/[0-9a-f]{40}\/library\/[\w/]+?\.rs/g;

/**
 * The places of panics, which nobody is told either, are blank, so that they weigh next to nothing: each is the
 * address and the length of a file's name, a line and a column.
 */
function withoutPlaces(bytes) {
  const blank = Buffer.from(bytes);
  const { data } = read(bytes);
  let found = 0;
  for (const { address, start, end } of data) {
    for (const { 0: name, index } of blank.toString('latin1', start, end).matchAll(sourceFiles)) {
      const file = Buffer.alloc(8);
      file.writeUInt32LE(address + index, 0);
      file.writeUInt32LE(name.length, 4);
      for (let place = blank.indexOf(file, data[0].start); place !== -1; place = blank.indexOf(file, place + 1)) {
        blank.fill(0, place, place + 16);
        found += 1;
      }
      blank.fill(0, start + index, start + index + name.length);
    }
  }
  if (found < 10) throw new Error(`only ${found} places of panics were found: see withoutPlaces`);
  return blank;
}

/** Refused by binaryen where a feature beyond WebAssembly 1.0 is left: older engines would refuse it too. */
export function requireFloor(wasm) {
  run('wasm-opt', '--mvp-features', '-O0', '--quiet', wasm, '-o', `${wasm}.floor`);
}

/** The module as plain JavaScript, for engines without WebAssembly. */
export function plainJavaScript(bytesPath, out) {
  run('wasm2js', '--mvp-features', '-Oz', bytesPath, '-o', out);
}
