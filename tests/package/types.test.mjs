// The types of the packed package: what a strict consumer sees, and what other tools find wrong with them.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { filesEnding, pack, project, root, run } from './project.mjs';
import { declarations, snapshot } from './snapshot.mjs';

const bin = join(root, 'node_modules/.bin');
const consumer = readFileSync(join(import.meta.dirname, 'consumer.ts'), 'utf8');
const script = `/// <reference types="kualik/iife" />\nexport const outcome: 'sound' | 'invalid' = kualik.checkRuleset(kualik.ruleset()).outcome;\n`;
const folder = project({
  'consumer.mts': consumer,
  'consumer.cts': consumer,
  'consumer.ts': consumer,
  'script.cts': script,
  'narrow.mts': `import { checkEligibility, init } from 'kualik';\nexport const both = [checkEligibility, init];\n`,
});

function compile(...options) {
  try {
    run(join(bin, 'tsc'), ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess', ...options], folder);
  } catch ({ stdout }) {
    assert.fail(stdout);
  }
}

test('a strict consumer, as Node resolves modules', () =>
  compile(
    '--module',
    'nodenext',
    '--target',
    'es2022',
    '--lib',
    'es2022,dom',
    '--types',
    '',
    'consumer.mts',
    'consumer.cts',
    'script.cts',
  ));

test('a strict consumer, as bundlers resolve modules', () =>
  compile(
    '--module',
    'esnext',
    '--moduleResolution',
    'bundler',
    '--target',
    'es2022',
    '--lib',
    'es2022,dom',
    '--types',
    '',
    'consumer.ts',
  ));

test('a strict consumer that has Node but no page', () =>
  compile(
    '--module',
    'nodenext',
    '--target',
    'es2022',
    '--lib',
    'es2022',
    '--types',
    'node',
    '--typeRoots',
    join(root, 'node_modules/@types'),
    'narrow.mts',
  ));

test('publint finds nothing', () => {
  const found = run(join(bin, 'publint'), ['run', pack(), '--strict'], folder, { NO_COLOR: '1' });
  assert.match(found, /All good!/);
});

test('arethetypeswrong finds nothing', () => {
  // core.wasm is a file to deploy: TypeScript knows no module of that kind, and what an import of it gives is each bundler's own.
  const found = run(join(bin, 'attw'), [pack(), '--exclude-entrypoints', './core.wasm', './check/core.wasm', '--format', 'json'], folder);
  const { problems, entrypoints } = JSON.parse(found).analysis;
  assert.deepEqual(problems, []);
  const { exports } = JSON.parse(readFileSync(join(folder, 'node_modules/kualik/package.json'), 'utf8'));
  assert.deepEqual(
    Object.keys(entrypoints),
    Object.keys(exports).filter((entry) => !entry.endsWith('.wasm')),
  );
});

test('every exported declaration has a comment, and so has every code of a problem', () => {
  for (const name of filesEnding(join(folder, 'node_modules/kualik'), '.d.ts')) {
    const lines = readFileSync(join(folder, 'node_modules/kualik', name), 'utf8').split('\n');
    lines.forEach((line, index) => {
      if (!/^ *(export (declare )?(type|interface|function|class|const) |const )/.test(line)) return;
      assert.match(lines[index - 1], /\*\/$/, `${name}: ${line}`);
    });
  }
});

test('the types are as reviewed', () => {
  assert.equal(
    declarations(join(folder, 'node_modules/kualik')),
    readFileSync(snapshot, 'utf8'),
    'the public types have changed: look at the difference, then `make update-types`',
  );
});
