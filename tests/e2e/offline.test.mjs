// The page without a network, and a new version of it: in Chromium, as built and served.
// Needs pkg/ and www/shell/dist/.

import assert from 'node:assert/strict';
import { appendFileSync, cpSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import { build } from 'esbuild';
import { launch } from '../../scripts/chromium.mjs';
import { serve } from '../../scripts/demo.mjs';

const en = { ready: 'The check also works without the internet.' };
const shell = fileURLToPath(new URL('../../www/shell/', import.meta.url));

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** Runs `use` with a page of a copy of the build, on a server of its own that has it under `path`. */
async function onCopy(use, path = '') {
  const root = mkdtempSync(join(tmpdir(), 'kualik-offline-'));
  const folder = join(root, path);
  cpSync(join(shell, 'dist'), folder, { recursive: true });
  const server = await serve({ root, port: 0 });
  server.url += path;
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  try {
    await page.goto(`${server.url}?on=2025-06-01&lang=en`);
    await use({ page, context, server, folder });
    assert.deepEqual(errors, []);
  } finally {
    await context.close();
    await server.close();
    rmSync(root, { recursive: true });
  }
}

const status = (page, text) => page.locator('.offline', { hasText: text }).waitFor();

async function check(page) {
  for (const value of ['identity-card', 'expiry', 'owner']) await page.locator(`input[value=${value}]`).check();
  for (const [part, value] of [
    ['day', '20'],
    ['month', '6'],
    ['year', '2025'],
  ])
    await page.locator(`[name=expiry-${part}]`).fill(value);
  await page.locator('.panel.yes').waitFor();
}

test('after the first visit the check works without a network, whatever the address asks for', () =>
  onCopy(async ({ page, server }) => {
    await status(page, en.ready);
    await server.close();
    await page.goto(`${server.url}?on=2025-06-01&lang=ru`);
    await check(page);
    assert.match(await page.locator('.panel.yes').innerText(), /19/);
  }, 'some/path/'));

test('what was opened of the later steps is there without a network too', () =>
  onCopy(async ({ page, server }) => {
    await status(page, en.ready);
    await check(page);
    await page.locator('.go-on .solid').click();
    await page.locator('#iin').waitFor();
    await server.close();
    await page.goto(`${server.url}?on=2025-06-01&lang=en`);
    await check(page);
    await page.locator('.go-on .solid').click();
    await page.locator('#iin').waitFor();
  }));

test('a page that a server gives in place of a file is not kept as that file', () =>
  onCopy(async ({ page, server, folder }) => {
    const journey = readdirSync(join(folder, 'assets')).find((name) => /^journey-.*\.js$/.test(name));
    const file = join(folder, 'assets', journey);
    renameSync(file, join(folder, journey));
    symlinkSync(join(folder, 'index.html'), file);
    await status(page, en.ready);
    await check(page);
    const answered = page.waitForResponse((response) => response.url().endsWith(journey));
    await page.locator('.go-on .solid').click();
    assert.match((await (await answered).allHeaders())['content-type'], /^text\/html/);
    await page.locator('.go-on [role=alert]').waitFor();
    rmSync(file);
    renameSync(join(folder, journey), file);
    await page.goto(`${server.url}?on=2025-06-01&lang=en`);
    await check(page);
    await page.locator('.go-on .solid').click();
    await page.locator('#iin').waitFor();
  }));

test('the first visit loads no file of a later step, and asks for nothing once it says that it works offline', () =>
  onCopy(async ({ page, context, server, folder }) => {
    await status(page, en.ready);
    const kept = await page.evaluate(async () => {
      const all = await Promise.all(
        (await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)),
      );
      return all.flat().sort();
    });
    assert.ok(
      kept.some((path) => path.endsWith('.wasm')),
      kept.join(' '),
    );
    assert.deepEqual(
      kept.filter((path) => /journey|imaging|face|sandbox|worker-/.test(path)),
      [],
    );
    assert.ok(kept.length < readdirSync(join(folder, 'assets')).length / 2);
    const asked = [];
    context.on('request', (request) => asked.push(request.url()));
    await check(page);
    await page.locator('input[value=loss]').check();
    await page.locator('.panel.no').waitFor();
    assert.deepEqual(asked, []);
    assert.ok(server.url);
  }));

test('a new version waits until it is let in, and is not offered while it would cost a draft', () =>
  onCopy(async ({ page, folder }) => {
    await status(page, en.ready);
    await check(page);
    await page.locator('.go-on .solid').click();
    await page.locator('#surname').fill('Үмбетәлі');
    appendFileSync(join(folder, 'service-worker.js'), '\n// Another version.\n');
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      await registration.update();
      const { installing } = registration;
      if (installing) await new Promise((installed) => installing.addEventListener('statechange', installed));
    });
    await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistration()).waiting !== null);
    assert.equal(await page.locator('.offline button').count(), 0);
    assert.equal(await page.locator('#surname').inputValue(), 'Үмбетәлі');
    await page.locator('#surname').fill('');
    await page.locator('#back').click();
    await page.locator('.offline button').click();
    await status(page, en.ready);
    await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistration()).waiting === null);
  }));

test('where the page is no web page, nothing is registered', () =>
  onCopy(async ({ page, context, server }) => {
    const other = await context.newPage();
    // Any other name than this machine's own is no secure place without https.
    await other.route('http://kualik.test/**', async (route) => {
      const address = new URL(route.request().url());
      route.fulfill({ response: await page.request.get(server.url + address.pathname.slice(1)) });
    });
    await other.goto('http://kualik.test/?on=2025-06-01&lang=en');
    await check(other);
    assert.equal(await other.locator('.offline').innerText(), '');
    assert.equal(await other.evaluate(() => 'serviceWorker' in navigator), false);
  }));

test('a worker is registered beside a web page, and nowhere else', async () => {
  const {
    outputFiles: [{ text }],
  } = await build({
    entryPoints: [join(shell, 'src/page/offline.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'offline',
  });
  for (const [address, worker] of [
    ['https://example.kz/renew/?lang=kk', 'https://example.kz/renew/service-worker.js'],
    ['http://localhost:4173/', 'http://localhost:4173/service-worker.js'],
    ['http://127.0.0.1:4173/', 'http://127.0.0.1:4173/service-worker.js'],
    ['http://[::1]:4173/', 'http://[::1]:4173/service-worker.js'],
    ['http://example.kz/'],
    ['app://localhost/'],
    ['capacitor://localhost/index.html'],
    ['file:///android_asset/index.html'],
  ]) {
    const registered = [];
    // A page may be refused by the browser for reasons of its own: nobody hears of it.
    const register = (url) => {
      registered.push(url);
      return Promise.reject(new Error('refused'));
    };
    const told = [];
    await runInNewContext(`${text}; offline.keepOffline((state) => told.push(state))`, {
      URL,
      told,
      location: new URL(address),
      document: { baseURI: address },
      navigator: { serviceWorker: { register } },
    });
    assert.deepEqual(registered, worker ? [worker] : [], address);
    assert.deepEqual(told, []);
  }
});
