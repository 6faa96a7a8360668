// The packed package in Node: import, require, and the command line.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, cpSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { readVectors } from '../node/files.mjs';
import { runVectors } from '../node/vectors.mjs';
import { assertAllVectors } from './browser.mjs';
import { project, run, scratch } from './project.mjs';

const folder = project({
  'load.mjs': `export const load = (entry) => import(entry);`,
  'load.cjs': `exports.load = (entry) => require(entry);`,
  'worker.mjs': `import { parentPort, workerData } from 'node:worker_threads';
    import * as kualik from 'kualik';
    import { runVectors } from ${JSON.stringify(new URL('../node/vectors.mjs', import.meta.url))};
    await kualik.init();
    parentPort.postMessage(runVectors(kualik, workerData));`,
});
const installed = join(folder, 'node_modules/kualik');
const vectors = readVectors();
const loaders = {
  import: (await import(pathToFileURL(join(folder, 'load.mjs')))).load,
  require: createRequire(import.meta.url)(join(folder, 'load.cjs')).load,
};

for (const [how, load] of Object.entries(loaders)) {
  for (const entry of ['kualik', 'kualik/inline', 'kualik/no-wasm', 'kualik/check', 'kualik/check/inline', 'kualik/check/no-wasm']) {
    test(`${how} ${entry}`, async () => {
      const kualik = await load(entry);
      await kualik.init();
      assertAllVectors(runVectors(kualik, vectors));
    });
  }
  test(`${how} kualik/messages`, async () => {
    for (const language of ['ru', 'kk', 'en']) {
      const { messages } = await load(`kualik/messages/${language}`);
      assert.ok(messages.refusals['window-closed'] && messages.problems.internal && messages.statuses.ready);
    }
  });
}

test('a worker thread', async () => {
  const [result] = await once(new Worker(join(folder, 'worker.mjs'), { workerData: vectors }), 'message');
  assertAllVectors(result);
});

test('kualik/core.wasm and kualik/package.json', () => {
  const require = createRequire(join(folder, 'load.cjs'));
  assert.equal(readFileSync(require.resolve('kualik/core.wasm')).subarray(0, 4).toString(), '\0asm');
  assert.equal(require('kualik/package.json').name, 'kualik');
});

/** A copy of the installed package that starts anew, in an own process. */
const inFresh = (change, program) => {
  const copy = join(scratch(), 'kualik');
  cpSync(installed, copy, { recursive: true });
  change(copy);
  const kualik = JSON.stringify(pathToFileURL(join(copy, 'node.js')));
  return run(process.execPath, [
    '--input-type=module',
    '-e',
    `const kualik = await import(${kualik}); const core = ${JSON.stringify(join(copy, 'core.wasm'))};\n${program}`,
  ]).trim();
};
const codeOf = (start) => `await ${start}.then(() => console.log('started'), ({ code }) => console.log(code));`;

test('without WebAssembly, what withoutWebAssembly says; with it, that is never loaded', () => {
  const ask = (start) => `const plain = () => { console.log('plain'); return import(core.replace('core.wasm', 'no-wasm.js')); };
    ${start}
    await kualik.init({ withoutWebAssembly: plain });
    await kualik.init();
    console.log(kualik.checkEligibility({ document: 'identity-card', reason: 'expiry', applicant: 'owner', expiresOn: '2025-06-20', on: '2025-06-01' }).outcome);
    console.log(kualik.parseIin('990101300122').outcome, kualik.regions().length);`;
  assert.equal(
    inFresh(() => {}, ask('delete globalThis.WebAssembly;')),
    'plain\neligible\nvalid 20',
  );
  assert.equal(
    inFresh(() => {}, ask('')),
    'eligible\nvalid 20',
  );
  // What fails there is told as it is.
  assert.equal(
    inFresh(
      () => {},
      `delete globalThis.WebAssembly;
    await kualik.init({ withoutWebAssembly: () => Promise.reject(new RangeError('gone')) }).catch(({ message }) => console.log(message));`,
    ),
    'gone',
  );
});

test('where the engine refuses the memory, it is told as such, and withoutWebAssembly serves', () => {
  // V8's own limit, in pages of 64 KiB: the module begins with more.
  const scarce = "(await import('node:v8')).setFlagsFromString('--wasm-max-mem-pages=1');";
  const whole = () => {};
  assert.equal(inFresh(whole, `${scarce} ${codeOf('kualik.init()')}`), 'out-of-memory');
  const plain = "{ withoutWebAssembly: () => import(core.replace('core.wasm', 'no-wasm.js')) }";
  assert.equal(inFresh(whole, `${scarce} await kualik.init(${plain}); console.log(kualik.parseIin('990101300122').outcome);`), 'valid');
  // Engines that say so by another error than RangeError.
  const otherwise = `const { instantiate } = WebAssembly;
    WebAssembly.instantiate = (given, imports) => (imports ? Promise.reject(new Error('out of memory')) : instantiate(given));`;
  assert.equal(inFresh(whole, `${scarce} ${otherwise} ${codeOf('kualik.init()')}`), 'out-of-memory');
  assert.equal(inFresh(whole, `${otherwise} ${codeOf('kualik.init()')}`), 'not-wasm');
});

test('integrity', () => {
  const tamper = (copy) => appendFileSync(join(copy, 'core.wasm'), Buffer.from([0, 2, 1, 120]));
  const whole = () => {};
  assert.equal(inFresh(whole, codeOf('kualik.init({ integrity: true })')), 'started');
  assert.equal(inFresh(tamper, codeOf('kualik.init(core)')), 'started');
  assert.equal(inFresh(tamper, codeOf('kualik.init({ source: core, integrity: true })')), 'wrong-digest');
  const { integrity } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  assert.deepEqual(Object.keys(integrity), ['core.wasm', 'check/core.wasm']);
  for (const [file, pinned] of Object.entries(integrity)) {
    assert.equal(run('sh', ['-c', `openssl dgst -sha384 -binary ${file} | base64 -w0`], installed), pinned.slice('sha384-'.length));
  }
});

test('load failures, and what init takes', () => {
  const whole = () => {};
  const away = (copy) => renameSync(join(copy, 'core.wasm'), join(copy, 'elsewhere.wasm'));
  assert.equal(inFresh(away, codeOf('kualik.init(core)')), 'not-fetched');
  assert.equal(
    inFresh((copy) => writeFileSync(join(copy, 'core.wasm'), '<!doctype html>'), codeOf('kualik.init(core)')),
    'not-wasm',
  );
  // What is beside the script is not asked for: a bundled or traced server has nothing there.
  assert.equal(inFresh(away, codeOf('kualik.init({ integrity: true })')), 'started');
  assert.equal(inFresh(whole, `delete globalThis.WebAssembly; ${codeOf('kualik.init()')}`), 'no-webassembly');
  const given = `
    const { readFile } = await import('node:fs/promises');
    const { pathToFileURL } = await import('node:url');
    const bytes = await readFile(core);`;
  for (const [source, code] of Object.entries({
    '"no such file"': 'not-fetched',
    '{ source: 7 }': 'not-fetched',
    null: 'not-fetched',
    'Symbol()': 'not-fetched',
    '"http://127.0.0.1:1/core.wasm"': 'not-fetched',
    'new Uint8Array(8)': 'not-wasm',
    'new ArrayBuffer(0)': 'not-wasm',
    'bytes.subarray(1)': 'not-wasm',
    'bytes.subarray(0, 8)': 'not-wasm',
    'await WebAssembly.compile(bytes.subarray(0, 8))': 'not-wasm',
    '{ source: await WebAssembly.compile(bytes), integrity: true }': 'not-checked',
    // What only decides is no module of this entry: it would fail at the first application.
    'core.replace("core.wasm", "check/core.wasm")': 'not-wasm',
  })) {
    assert.equal(inFresh(whole, `${given} ${codeOf(`kualik.init(${source})`)}`), code, source);
  }
  for (const source of [
    'core',
    'pathToFileURL(core)',
    'pathToFileURL(core).href',
    'bytes',
    'bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)',
    'new DataView(bytes.buffer, bytes.byteOffset, bytes.length)',
    'await WebAssembly.compile(bytes)',
    '{ source: bytes }',
    '{}',
    'undefined',
  ]) {
    assert.equal(inFresh(whole, `${given} ${codeOf(`kualik.init(${source})`)}`), 'started', source);
  }
});

const cli = (...args) => {
  const { status, stdout, stderr } = spawnSync('npx', ['--offline', '--no-install', 'kualik', ...args], { cwd: folder, encoding: 'utf8' });
  return { status, stdout, stderr };
};

test('npx kualik check: exit status', () => {
  const status = (...args) => cli('check', ...args).status;
  assert.equal(status('--expires', '2025-06-20', '--on', '2025-06-01'), 0);
  assert.equal(status('--expires', '2025-06-20', '--on', '2025-05-01'), 1);
  assert.equal(status('--expires', '2025-02-30', '--on', '2025-06-01'), 2);
  assert.equal(status('--on', '2025-06-01'), 2);
  assert.equal(status('--expires', '2025-06-20', '--lang', 'de'), 2);
  assert.equal(status('--expired', '2025-06-20'), 2);
  assert.equal(cli().status, 2);
  assert.equal(cli('--help').status, 0);
});

test('npx kualik check --json: the verdict itself', async () => {
  const { init, checkEligibility } = await loaders.import('kualik');
  await init();
  const { stdout } = cli(
    'check',
    '--expires',
    '2025-06-20',
    '--on',
    '2025-06-01',
    '--document',
    'passport',
    '--reason',
    'loss',
    '--applicant',
    'representative',
    '--json',
  );
  const query = { document: 'passport', reason: 'loss', applicant: 'representative', expiresOn: '2025-06-20', on: '2025-06-01' };
  assert.deepEqual(JSON.parse(stdout), checkEligibility(query));
});

test('npx kualik check: words', async () => {
  const { init, ruleset } = await loaders.import('kualik');
  await init();
  for (const language of ['ru', 'kk', 'en']) {
    const { messages } = await loaders.import(`kualik/messages/${language}`);
    const refused = cli('check', '--expires', '2025-06-20', '--on', '2025-05-01', '--reason', 'loss', '--lang', language).stdout;
    for (const words of [
      ruleset().notice[language],
      messages.refusals['pilot-not-started'],
      messages.refusals['reason-not-covered'],
      ruleset().covers.basis.reason.text,
      ruleset().inForce.basis.act,
    ]) {
      assert.ok(refused.includes(words), `${words} is missing in:\n${refused}`);
    }
    const wrong = cli('check', '--expires', '2025-02-30', '--on', '2025-06-01', '--document', 'visa', '--lang', language).stdout;
    assert.ok(wrong.includes(`expiresOn: ${messages.problems['impossible-date']}`), wrong);
    assert.ok(wrong.includes(`document: ${messages.problems['unknown-value']}`), wrong);
    const allowed = cli('check', '--expires', '2025-06-20', '--on', '2025-06-01', '--lang', language).stdout;
    assert.match(allowed, /2025-05-28 – 2025-06-30/);
    for (const [day, words] of Object.entries({
      '2025-07-04': { ru: 'истёк 14 дней назад', kk: '14 күн бұрын аяқталды', en: 'Expired 14 days ago' },
      '2025-07-11': { ru: 'истёк 21 день назад', kk: '21 күн бұрын аяқталды', en: 'Expired 21 days ago' },
      '2025-06-18': { ru: '2 дня', kk: '2 күн қалды', en: '2 days until' },
      '2025-06-20': { ru: 'последний день', kk: 'соңғы күні', en: 'last day' },
      '2025-6-1': { ru: 'Формат: ГГГГ-ММ-ДД', kk: 'Пішімі: ЖЖЖЖ-АА-КК', en: 'Use YYYY-MM-DD' },
    })) {
      const args = ['check', '--expires', '2025-06-20', '--on', day, '--lang', language];
      const { stdout } = spawnSync(process.execPath, [join(installed, 'cli.js'), ...args], { encoding: 'utf8' });
      assert.ok(stdout.includes(words[language]), stdout);
    }
  }
});
