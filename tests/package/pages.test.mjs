// The packed package on pages without a bundler, in Chromium: each entry, strict policies, workers, file:.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { assertAllVectors, chromium, serve } from './browser.mjs';
import { policies, site } from './site.mjs';

let browser;
let folder;

before(async () => {
  browser = await chromium();
  folder = await site();
});
after(() => browser.close());

/** What a page of the site found out. */
async function page(name, { change, ...options } = {}) {
  const server = await serve(folder, change);
  try {
    return { result: await browser.resultOf(`${server.url}/${name}.html`, options), requests: server.requests };
  } finally {
    await server.close();
  }
}

const withHeader =
  (name, value, only = /\.html$/) =>
  (path, answer) =>
    only.test(path) ? { ...answer, headers: { ...answer.headers, [name]: value } } : answer;
const underPolicy = (policy) => withHeader('Content-Security-Policy', policy);

for (const name of [
  'module',
  'inline',
  'no-wasm',
  'check',
  'check-inline',
  'check-no-wasm',
  'iife',
  'inline-sync',
  'no-wasm-sync',
  'worker-module',
  'worker-classic',
  'service-worker-module',
  'service-worker-classic',
]) {
  test(`${name}`, async () => assertAllVectors((await page(name)).result));
}

test('a wrong MIME type for core.wasm', async () => {
  for (const type of ['text/html', 'text/plain', 'application/octet-stream']) {
    const change = (path, answer) =>
      withHeader('X-Content-Type-Options', 'nosniff', /./)(path, withHeader('Content-Type', type, /\.wasm$/)(path, answer));
    assertAllVectors((await page('module', { change })).result);
  }
});

test("a page under default-src 'none' with 'wasm-unsafe-eval'", async () => {
  for (const name of ['module', 'inline', 'iife']) {
    assertAllVectors((await page(name, { change: underPolicy(policies.strict) })).result);
  }
});

test("the same without 'wasm-unsafe-eval'", async () => {
  const change = underPolicy(policies.strictest);
  assertAllVectors((await page('no-wasm', { change })).result);
  for (const name of ['module', 'inline', 'inline-sync', 'iife']) {
    const { result } = await page(name, { change });
    assert.equal(`${name} ${result.name} ${result.code}`, `${name} LoadError blocked-by-csp`);
    assert.match(result.message, /'wasm-unsafe-eval'.*kualik\/no-wasm/);
  }
});

test('a page that turns to kualik/no-wasm where it must', async () => {
  assertAllVectors((await page('fallback', { change: underPolicy(policies.strictest) })).result);
  const { result, requests } = await page('fallback', { before: 'delete globalThis.WebAssembly' });
  assertAllVectors(result);
  assert.ok(requests.includes('/kualik/no-wasm.js'));
  assert.ok(!(await page('fallback')).requests.includes('/kualik/no-wasm.js'));
});

test('with withoutWebAssembly, no module is waited for where it is forbidden', async () => {
  for (const [options, asked, left] of [
    [{}, 'core.wasm', 'no-wasm.js'],
    [{ change: underPolicy(policies.strictest) }, 'no-wasm.js', 'core.wasm'],
  ]) {
    const { result, requests } = await page('other-way', options);
    assertAllVectors(result);
    assert.deepEqual([requests.includes(`/kualik/check/${asked}`), requests.includes(`/kualik/check/${left}`)], [true, false]);
  }
});

test('file: with kualik/iife', async () => {
  assertAllVectors(await browser.resultOf(`${pathToFileURL(join(folder, 'iife.html'))}`));
  assertAllVectors(await browser.resultOf(`${pathToFileURL(join(folder, 'no-wasm-iife.html'))}`));
});

test('only what it needs is fetched', async () => {
  const fetched = async (name) => (await page(name)).requests.filter((path) => path.startsWith('/kualik/'));
  assert.deepEqual(await fetched('module'), ['/kualik/index.js', '/kualik/core.wasm']);
  assert.deepEqual(await fetched('check'), ['/kualik/check/index.js', '/kualik/check/core.wasm']);
  assert.deepEqual(await fetched('inline'), ['/kualik/inline.js']);
  assert.deepEqual(await fetched('no-wasm'), ['/kualik/no-wasm.js']);
  assert.deepEqual(await fetched('iife'), ['/kualik/iife/index.js']);
});

test('an engine of the floor: nothing newer is called', async () => {
  for (const name of ['old-module', 'old-iife', 'old-no-wasm']) assertAllVectors((await page(name)).result);
  // This one cannot be taken away: the driver of the browser needs it.
  for (const entry of ['index.js', 'inline.js', 'iife/index.js', 'no-wasm.js']) {
    assert.doesNotMatch(readFileSync(join(folder, 'kualik', entry), 'utf8'), /\bglobalThis\b/);
  }
});

const failure = async (name, options) => {
  const { result } = await page(name, options);
  assert.equal(result.name, 'LoadError', JSON.stringify(result).slice(0, 300));
  return result;
};
const forWasm = (answer) => (path, was) => (path.endsWith('.wasm') ? { ...was, ...answer } : was);

test('no WebAssembly', async () => {
  const before = 'delete globalThis.WebAssembly';
  for (const name of ['module', 'inline', 'inline-sync', 'iife']) {
    const { code, message } = await failure(name, { before });
    assert.equal(code, 'no-webassembly');
    assert.match(message, /kualik\/no-wasm/);
  }
  assertAllVectors((await page('no-wasm', { before })).result);
});

test('core.wasm is not there', async () => {
  const { code, message } = await failure('module', { change: forWasm({ status: 404, body: 'Not found' }) });
  assert.equal(code, 'not-fetched');
  assert.match(message, /core\.wasm .*status 404/);
});

test('core.wasm does not answer', async () => {
  const { code, message } = await failure('module', { prepare: (page) => page.route('**/core.wasm', (route) => route.abort()) });
  assert.equal(code, 'not-fetched');
  assert.match(message, /no answer/);
});

test('a page of HTML comes instead of core.wasm, as single-page servers do', async () => {
  const change = forWasm({ body: '<!doctype html>', headers: { 'Content-Type': 'text/html' } });
  assert.equal((await failure('module', { change })).code, 'not-wasm');
});

test('core.wasm is empty, damaged, or another module', async () => {
  const whole = readFileSync(join(folder, 'kualik/core.wasm'));
  for (const body of ['', whole.subarray(0, 5_000), whole.subarray(0, 8)]) {
    assert.equal((await failure('module', { change: forWasm({ body: Buffer.from(body) }) })).code, 'not-wasm');
  }
});

test('status 0 is an answer only where the page is not http(s)', async () => {
  // As webviews answer for an app's own scheme: no success, status 0, and the bytes all the same.
  const before = `
    fetch = async (address) => ({ ok: false, status: 0, arrayBuffer: async () => Uint8Array.from(atob(self.core), (c) => c.charCodeAt(0)).buffer });`;
  const { code, message } = await failure('module', { before });
  assert.equal(code, 'not-fetched');
  assert.match(message, /status 0/);
  assertAllVectors(await browser.resultOf(`${pathToFileURL(join(folder, 'address-iife.html'))}`, { before }));
});

test('file: without kualik/iife: the error names it', async () => {
  const { code, message } = await browser.resultOf(`${pathToFileURL(join(folder, 'address-iife.html'))}`);
  assert.equal(code, 'not-fetched');
  assert.match(message, /kualik\/iife/);
});

test('integrity', async () => {
  assertAllVectors((await page('integrity')).result);
  // A section that changes nothing but the bytes: the module works, and is not the one that was published.
  const tampered = Buffer.concat([readFileSync(join(folder, 'kualik/core.wasm')), Buffer.from([0, 2, 1, 120])]);
  const change = forWasm({ body: tampered });
  assertAllVectors((await page('module', { change })).result);
  assert.equal((await failure('integrity', { change })).code, 'wrong-digest');
  assert.equal((await failure('integrity-module')).code, 'not-checked');
});

test('integrity on a page without a secure context', async () => {
  const prepare = (page) =>
    page.route('http://kualik.example/**', (route) => route.fulfill({ path: join(folder, new URL(route.request().url()).pathname) }));
  const { code } = await browser.resultOf('http://kualik.example/integrity.html', { prepare });
  assert.equal(code, 'not-checked');
  assertAllVectors(await browser.resultOf('http://kualik.example/module.html', { prepare }));
});

test('one load at a time, and a failed one is not remembered', async () => {
  let refused = 0;
  const change = (path, answer) => {
    if (!path.endsWith('.wasm') || refused > 0) return answer;
    refused += 1;
    return { ...answer, status: 503 };
  };
  const { result, requests } = await page('again', { change });
  assert.deepEqual(result, {
    before: 'kualik: await init() before checkEligibility().',
    failed: 'not-fetched',
    same: true,
    after: 'not-fetched',
    later: 'eligible',
  });
  assert.equal(requests.filter((path) => path.endsWith('.wasm')).length, 2);
});
