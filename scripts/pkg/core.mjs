// From Rust to WebAssembly, by wasm-pack. The flags stand in .cargo/config.toml (compiler and linker) and in each
// crate's Cargo.toml under `metadata.wasm-pack` (wasm-opt), so that `wasm-pack build` by hand makes the same bytes.

import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import binaryen from 'binaryen';

export const root = resolve(import.meta.dirname, '../..');
const target = 'wasm32-unknown-unknown';

/** Runs a tool; what it says to a person is shown. */
export const run = (command, args, cwd = root, env = {}) =>
  execFileSync(command, args, { cwd, stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env } });

/** Compiles a crate as wasm-pack does; gives what the compiler made, which tells whether wasm-pack has anything to do. */
export function compile(folder, crate) {
  run('cargo', ['build', '--lib', '--release', '--locked'], join(root, folder), { CARGO_BUILD_TARGET: target });
  return join(root, 'target', target, `release/${crate}.wasm`);
}

/** Builds a crate with wasm-pack; gives the folder of what it made, below target/wasm-pack. */
export function wasmPack(folder, name, options, cargoOptions = []) {
  const out = join(root, 'target/wasm-pack', name);
  const always = ['--mode', 'no-install', '--no-pack', '--no-typescript', '--out-dir', out];
  run('wasm-pack', ['--log-level', 'warn', 'build', folder, ...always, ...options, '--', '--locked', ...cargoOptions]);
  return out;
}

/** The core's modules: of what decides, and of everything. That one comes last, so that `compile` finds it again. */
export const buildCores = () => ({ check: buildCore('check', ['--no-default-features']), core: buildCore('core', []) });

function buildCore(name, cargoOptions) {
  const out = wasmPack('.', name, ['--release', '--target', 'web'], cargoOptions);
  // With the names of its functions, for the tests.
  cpSync(join(root, 'target', target, 'release/kualik_wasm.wasm'), join(out, 'compiled.wasm'));
  const bytes = readFileSync(join(out, 'kualik_wasm_bg.wasm'));
  requireFloor(bytes);
  return bytes;
}

/** The JSON Schemas by name, as the core's own types print them. */
export const printSchemas = () => JSON.parse(run('cargo', ['run', '--quiet', '--locked', '--example', 'schemas']));

/** Refuses a module with a feature beyond WebAssembly 1.0, which the oldest engines would refuse too. */
export function requireFloor(bytes) {
  const module = binaryen.readBinary(bytes);
  try {
    // Set after reading: what the module's own section of features names, `wasm-opt --mvp-features` would let pass.
    module.setFeatures(binaryen.Features.MVP);
    if (!module.validate()) throw new Error('a feature beyond WebAssembly 1.0: see above');
    // Segments that fill no table pass all the same.
    const newer = /^ *\(elem \S+ (?:declare )?func/m.exec(module.emitText());
    if (newer) throw new Error(`beyond WebAssembly 1.0: ${newer[0]}`);
  } finally {
    module.dispose();
  }
  const other = WebAssembly.Module.imports(new WebAssembly.Module(bytes)).find(({ kind }) => kind !== 'function');
  if (other) throw new Error(`an import that is no function: ${other.module} ${other.name}`);
}

/** The module as plain JavaScript, for engines without WebAssembly. */
export const plainJavaScript = (wasm, out) => run('wasm2js', ['--mvp-features', '-Oz', wasm, '-o', out]);
