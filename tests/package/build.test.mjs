// What the build promises: the engine floor, the size, words for every code, nothing of the builder's.

import assert from 'node:assert/strict';
import { cpSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import binaryen from 'binaryen';
import { requireFloor } from '../../scripts/pkg/core.mjs';
import { sizes, table } from '../../scripts/pkg/sizes.mjs';
import { requireWords } from '../../scripts/pkg/words.mjs';
import { root, run, scratch } from './project.mjs';

const pkg = join(root, 'pkg');

/** Brotli, in bytes; the words and the picture checks have budgets of their own. */
const budgets = { kualik: 43_000, 'kualik (node)': 56_700, 'kualik/inline': 56_500, 'kualik/iife': 56_700, 'kualik/no-wasm': 57_000 };

test('every entry is within its budget', () => {
  const rows = sizes(pkg);
  console.log(table(rows));
  for (const [name, budget] of Object.entries(budgets)) {
    const { brotli } = rows.find(({ entry }) => entry === name);
    assert.ok(brotli <= budget, `${name}: ${brotli} bytes, and ${budget} are allowed`);
  }
});

// What decides first, so that the compiler leaves everything behind, as the build does.
for (const [module, options] of Object.entries({ 'check/core.wasm': ['--no-default-features'], 'core.wasm': [] })) {
  test(`${module} is what \`wasm-pack build\` makes, byte for byte`, () => {
    const out = scratch();
    run('wasm-pack', ['build', '--release', '--target', 'web', '--mode', 'no-install', '--out-dir', out, '--', ...options], root);
    assert.ok(readFileSync(join(out, 'kualik_wasm_bg.wasm')).equals(readFileSync(join(pkg, module))));
  });
}

test('a feature beyond WebAssembly 1.0 is refused', () => {
  const text = {
    'sign extension': '(func (export "f") (result i32) (i32.extend8_s (i32.const 1)))',
    'bulk memory': '(memory 1) (func (export "f") (memory.copy (i32.const 0) (i32.const 0) (i32.const 0)))',
    'saturating conversion': '(func (export "f") (result i32) (i32.trunc_sat_f64_s (f64.const 1)))',
    'reference types': '(func (export "f") (param externref))',
    'a table of references': '(table 128 externref)',
    'an imported table of references': '(import "a" "b" (table 1 externref))',
    'a second table': '(table 1 funcref) (table 1 funcref)',
    'a passive segment of a table': '(table 1 funcref) (func $f) (elem func $f)',
    'a passive segment of memory': '(memory 1) (data "x")',
    'several results': '(func (export "f") (result i32 i32) (i32.const 1) (i32.const 1))',
    'exported mutable globals': '(global (export "g") (mut i32) (i32.const 0))',
    'an imported memory': '(import "a" "b" (memory 1))',
    simd128: '(func (param v128))',
  };
  for (const [feature, fields] of Object.entries(text)) {
    const module = binaryen.parseText(`(module ${fields})`);
    module.setFeatures(binaryen.Features.All);
    // Once with a section that says which features the module has, as the linker writes it, and once without.
    for (const passes of [[], ['emit-target-features']]) {
      module.runPasses(passes);
      assert.throws(() => requireFloor(module.emitBinary()), /WebAssembly 1\.0|no function/, feature);
    }
  }
  requireFloor(
    binaryen
      .parseText('(module (memory 1) (table 1 funcref) (func $f (export "f") (result i32) (i32.const 1)) (elem (i32.const 0) $f))')
      .emitBinary(),
  );
});

test('the installed modules are of the floor', () => {
  for (const module of ['core.wasm', 'check/core.wasm']) requireFloor(readFileSync(join(pkg, module)));
});

test('nothing of the machine that built it is in the package', () => {
  const files = JSON.parse(run('npm', ['pack', '--json', '--dry-run'], pkg))[0].files.map(({ path }) => path);
  assert.ok(files.length > 30);
  for (const file of files) {
    const text = readFileSync(join(pkg, file), 'latin1');
    for (const trace of [root, process.env.HOME, 'registry/src', 'target/wasm32']) assert.ok(!text.includes(trace), `${file} has ${trace}`);
  }
});

test('a code without words in one language, or words for no code, fails the build', async () => {
  const after = async (language, change, below = '.') => {
    const folder = join(scratch(), 'package');
    cpSync(join(root, 'www/package'), folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    const words = join(folder, below, 'messages');
    const file = join(
      words,
      readdirSync(words).find((name) => name.startsWith(`${language}.`)),
    );
    writeFileSync(file, change(readFileSync(file, 'utf8')));
    await requireWords(join(folder, below));
  };
  await after('ru', (text) => text);
  await assert.rejects(after('kk', (text) => text.replace(/^ *'impossible-date'.*\n/m, '')));
  await assert.rejects(after('en', (text) => text.replace(/('impossible-date': )'.*'/, "$1' '")));
  await after('kk', (text) => text, 'imaging');
  await assert.rejects(after('kk', (text) => text.replace(/^ *'too-dark'.*\n/m, ''), 'imaging'));
  await assert.rejects(after('ru', (text) => text.replace(/(closed: )'.*'/, "$1''"), 'imaging'));
  await assert.rejects(after('ru', (text) => text.replace(/^( *)('impossible-date'.*\n)/m, "$1$2$1'no-such-code': 'Нет.',\n")));
});
