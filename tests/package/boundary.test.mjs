// Hostile arguments in a page, with what only a page has: windows of another origin, another realm's objects, `document.all`.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium, serve } from './browser.mjs';
import { root } from './project.mjs';

const count = Number(process.env.INPUTS ?? 10_000);
const seed = Number(process.env.SEED ?? 20250528);

const script = (entry) => `
import { attack, complaints, fooled, watch } from './boundary.mjs';

const frame = async (how) => {
  const one = document.createElement('iframe');
  const loaded = new Promise((resolve) => { one.onload = resolve; });
  Object.assign(one, how);
  document.body.append(one);
  await loaded;
  return one.contentWindow;
};

async function run() {
  watch();
  const kualik = await import('./${entry}');
  await kualik.init();
  const same = await frame({ srcdoc: 'x' });
  const foreign = await frame({ srcdoc: 'x', sandbox: '' });
  const places = {
    document: () => document,
    'document.all': () => document.all,
    location: () => location,
    storage: () => sessionStorage,
    element: () => document.createElement('input'),
    nodes: () => document.querySelectorAll('*'),
    file: () => new File(['x'], 'x.jpg'),
    pixels: () => new ImageData(4, 4).data,
    'window of another origin': () => foreign,
    'location of another origin': () => foreign.location,
    "another realm's object": (_, was) => same.Object.assign(new same.Object(), Object(was)),
    "another realm's list": () => new same.Array('photo-quality'),
    "another realm's bytes": () => new same.Uint8Array([0xff, 0xd8, 0xff]),
    "another realm's proxy": () => new same.Proxy({}, { get() { throw new same.Error('hostile'); }, ownKeys() { throw new same.Error('hostile'); } }),
  };
  const result = attack(kualik, { count: ${count}, seed: ${seed}, places });
  return { ...result, complaints: complaints(result), fooled: fooled(kualik) };
}
self.result = run();
`;
const html =
  '<!doctype html><meta charset="utf-8"><title>kualik</title><link rel="icon" href="data:,"><body><script type="module" src="attack.js"></script>';

let browser;
before(async () => {
  browser = await chromium();
});
after(() => browser?.close());

test(`Chromium: ${count} hostile inputs: no throw, no trap, and memory stays as it is`, async () => {
  const pages = {
    '/page.html': ['text/html', html],
    '/attack.js': ['text/javascript', script('index.js')],
    '/boundary.mjs': ['text/javascript', readFileSync(join(root, 'tests/node/boundary.mjs'))],
  };
  const site = await serve(join(root, 'pkg'), (path, answer) => {
    const [type, body] = pages[path] ?? [];
    return body ? { status: 200, headers: { 'Content-Type': type }, body } : answer;
  });
  try {
    const result = await browser.resultOf(`${site.url}/page.html`);
    console.log(result);
    assert.deepEqual(result.complaints, []);
    assert.deepEqual(result.fooled, []);
  } finally {
    await site.close();
  }
});
