// The same answers in Node, in bundles and on pages, with simd128 and without, in a worker and without.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import * as vite from 'vite';
import webpack from 'webpack';
import { chromium, serve } from '../package/browser.mjs';
import { filesEnding, project, root, run, scratch, write } from '../package/project.mjs';
import { assertBrowserDecodes, assertSame, expected, look } from './answers.mjs';
import { furnish, headers, html, inNode, installed, loadImaging, picture, pictures, policy, python, site, strict } from './places.mjs';

let browser;
let folder;

before(async () => {
  browser = await chromium();
  folder = await site();
});
after(() => browser.close());

test('Node: what is expected is not empty, and the build without simd128 gives the same', async () => {
  const outcomes = Object.values(expected.answers).map(({ outcome }) => outcome);
  assert.deepEqual(outcomes, [
    'jpeg',
    'jpeg',
    'invalid',
    'assessed',
    'assessed',
    'assessed',
    'assessed',
    'assessed',
    'prepared',
    'prepared',
    'invalid',
  ]);
  assert.ok(expected.answers['assessPhoto photo.jpg'].face);
  assert.deepEqual(await inNode({ simd: false }), expected);
});

test('the same natively', () => {
  const native = (...args) =>
    JSON.parse(
      run('cargo', ['run', '--quiet', '--locked', '--release', '-p', 'kualik-imaging', '--example', 'assess', '--', ...args], root),
    );
  run('node', ['scripts/pkg/face.mjs', 'target/face/face.bin'], root);
  assert.deepEqual(native(join(pictures(), 'photo.jpg')), expected.answers['assessPhoto photo.jpg']);
  assert.deepEqual(native(join(pictures(), 'photo.png')), expected.answers['assessPhoto photo.png']);
  assert.deepEqual(native('--signature', join(pictures(), 'signature.png')), expected.answers['assessSignature signature.png']);
});

test('Node: require, and the words', async () => {
  write(installed, { 'require.cjs': `exports.imaging = require('kualik/imaging'); exports.kk = require('kualik/imaging/messages/kk');\n` });
  const { imaging, kk } = createRequire(join(installed, 'x.cjs'))('./require.cjs');
  const { inspectJpeg } = await imaging.loadImaging();
  assert.equal(inspectJpeg(picture('photo.jpg')).outcome, 'jpeg');
  assert.ok(kk.messages.poor['too-dark']);
});

/** What a page of a folder found out. */
async function page(where, address, options, change) {
  const server = await serve(where, change);
  try {
    return { result: await browser.resultOf(`${server.url}/${address}`, options), requests: server.requests };
  } finally {
    await server.close();
  }
}

test('a page, with its worker, and only what it needs is fetched', async () => {
  const { result, requests } = await page(folder, 'module.html');
  assertSame(result);
  const fetched = (paths) => paths.filter((path) => path.startsWith('/imaging/')).sort();
  assert.deepEqual(fetched(requests), ['/imaging/face.bin', '/imaging/imaging-simd.wasm', '/imaging/index.js', '/imaging/worker.js']);
  const plain = await page(folder, 'module.html?plain&here');
  assertSame(plain.result, false);
  assert.deepEqual(fetched(plain.requests), ['/imaging/face.bin', '/imaging/imaging.wasm', '/imaging/index.js']);
});

test("a page under default-src 'none' with worker-src 'self' and 'wasm-unsafe-eval'", async () => {
  assertSame((await page(folder, 'module.html', {}, strict)).result);
  // The worker obeys its own answer's policy.
  const everywhere = headers({ 'Content-Security-Policy': policy }, /\.(html|js)$/);
  assertSame((await page(folder, 'module.html', {}, everywhere)).result);
});

test('where there can be no worker, the calling thread does the work', async () => {
  const without = headers({ 'Content-Security-Policy': policy.replace("worker-src 'self'", "worker-src 'none'") });
  assertSame((await page(folder, 'module.html', {}, without)).result, false);
  assertSame(
    (await page(folder, 'module.html', { before: 'delete self.Worker; self.Worker = class { constructor() { throw new Error(); } };' }))
      .result,
    false,
  );
  const missing = (path, answer) => (path.endsWith('worker.js') ? { ...answer, status: 404, body: 'Not found' } : answer);
  assertSame((await page(folder, 'module.html', {}, missing)).result, false);
});

const codeOf = async (change, before) => (await page(folder, 'module.html', { before }, change)).result;
const only = (ending, answer) => (path, was) => (path.endsWith(ending) ? { ...was, ...answer } : was);

test('load failures say what to do', async () => {
  for (const file of ['imaging-simd.wasm', 'face.bin']) {
    const { name, code, message } = await codeOf(only(file, { status: 404, body: 'Not found' }));
    assert.equal(`${name} ${code}`, 'LoadError not-fetched');
    assert.match(message, new RegExp(`^kualik: ${file} .*base`));
    assert.equal((await codeOf(only(file, { body: '<!doctype html>' }))).code, 'not-wasm');
    assert.equal((await codeOf(only(file, { body: '' }))).code, 'not-wasm');
  }
  assert.equal((await codeOf(undefined, 'delete self.WebAssembly')).code, 'no-webassembly');
  const refuse = `const { instantiate } = WebAssembly;
    WebAssembly.instantiate = (given, imports) => (imports ? Promise.reject(new RangeError('Out of memory')) : instantiate(given));`;
  assert.equal((await codeOf(undefined, refuse)).code, 'out-of-memory');
  const blocked = headers({ 'Content-Security-Policy': "default-src 'none'; script-src 'self'; connect-src 'self'" });
  assert.equal((await codeOf(blocked)).code, 'blocked-by-csp');
});

const app = () =>
  project({
    'index.html': html('./main.js'),
    'main.js': `import { loadImaging } from 'kualik/imaging';\nself.tryImaging(loadImaging);\n`,
  });

const files = ['.wasm', '.bin'];
const taken = (where) => files.flatMap((ending) => filesEnding(where, ending)).length;

test('Vite, production', async () => {
  const outDir = scratch();
  await vite.build({
    root: app(),
    configFile: false,
    logLevel: 'error',
    cacheDir: join(scratch(), 'cache'),
    build: { outDir, emptyOutDir: true },
  });
  assert.equal(taken(outDir), 3);
  assertSame((await page(await furnish(outDir), 'index.html', {}, strict)).result);
});

test('webpack 5, production', async () => {
  const outDir = scratch();
  const stats = await promisify(webpack)({
    mode: 'production',
    context: app(),
    entry: './main.js',
    devtool: false,
    output: { path: outDir },
    performance: { hints: false },
  });
  assert.deepEqual(stats.toJson().errors, []);
  assert.deepEqual(stats.toJson().warnings, []);
  assert.equal(taken(outDir), 3);
  writeFileSync(join(outDir, 'index.html'), html('main.js', 'defer'));
  assertSame((await page(await furnish(outDir), 'index.html', {}, strict)).result);
});

test('Vite, development server', async () => {
  const where = app();
  await furnish(join(where, 'public'));
  process.env.NODE_ENV = 'development';
  const server = await vite.createServer({
    root: where,
    configFile: false,
    logLevel: 'error',
    cacheDir: join(scratch(), 'cache'),
    server: { port: 0, host: '127.0.0.1' },
  });
  try {
    await server.listen();
    assertSame(await browser.resultOf(server.resolvedUrls.local[0]));
  } finally {
    await server.close();
  }
});

test('Chromium decodes what the module leaves to it, in the worker and on the page', async () => {
  const { result } = await page(folder, 'module.html?browser');
  assertBrowserDecodes(result.found);
  assertBrowserDecodes((await page(folder, 'module.html?browser&here')).result.found);
  // As in engines whose workers cannot draw: the page does it for the worker.
  const noCanvas = (path, answer) =>
    path.endsWith('worker.js') ? { ...answer, body: `delete self.OffscreenCanvas;\n${answer.body}` } : answer;
  const without = (await page(folder, 'module.html?browser', {}, noCanvas)).result;
  assert.deepEqual(without.found, result.found);
  assert.equal(without.answered, result.answered);
});

test('Node has no browser to decode it', async () => {
  const imaging = await loadImaging();
  assert.deepEqual(await imaging.assessPhoto(picture('photo.webp')), {
    outcome: 'invalid',
    problems: [{ code: 'not-an-image', path: '', params: { actual: 'image/webp' } }],
  });
  assert.deepEqual(await imaging.assessPhoto(picture('progressive-6.jpg')), {
    outcome: 'invalid',
    problems: [{ code: 'too-many-pixels', path: '', params: { max: 8_000_000 } }],
  });
});

test('another reader finds nothing in a prepared JPEG but the picture', () => {
  const { 'prepare place.jpg': whole, ...answers } = expected.answers;
  const name = Object.keys(answers).find((each) => each.startsWith('prepare photo.png'));
  assert.deepEqual(whole.changed, ['location-removed', 'metadata-removed']);
  assert.deepEqual(answers[name].changed, ['cropped', 're-encoded']);
  const seen = look({ whole, cropped: answers[name] });
  assert.deepEqual([seen.whole.place, seen.whole.exif, seen.whole.more], [0, 0, []]);
  assert.deepEqual([seen.cropped.width, seen.cropped.height], [420, 540]);
  const given = JSON.parse(run(python, [join(import.meta.dirname, 'look.py'), join(pictures(), 'place.jpg')], root))[0];
  assert.ok(given.place > 0 && given.more.includes('comment'), 'the picture has a place to remove');
});
