// What the build of the page consists of: digests that hold what is served to what was built, and the notices of others'
// work. In Chromium, as built and served. Needs pkg/ and www/shell/dist/.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { check, dist, open } from './application.mjs';

let site;
before(async () => {
  site = await open();
});
after(() => site.close());

const assets = readdirSync(join(dist, 'assets'));
const named = (start) => assets.find((name) => name.startsWith(start));
const pages = ['index.html', 'imaging.html'].map((name) => [name, readFileSync(join(dist, name), 'utf8')]);

// Subresource Integrity, W3C; the `integrity` of import maps, HTML 8.1.5.2.
describe('a file that is not the one that was built', () => {
  const spoilt = async (start, change, use) => {
    const name = named(start);
    const body = change(readFileSync(join(dist, 'assets', name)));
    const init = (page) =>
      page.route(`**/${name}`, async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, body });
      });
    const context = await site.browser.newContext({ serviceWorkers: 'block', locale: 'en' });
    try {
      const page = await context.newPage();
      await init(page);
      await page.goto(`${site.server.url}?on=2025-06-01&lang=en`);
      await use(page);
    } finally {
      await context.close();
    }
  };
  /** Code that does the same and says that it ran. */
  const marked = (bytes) => Buffer.concat([Buffer.from('window.ran = true;'), bytes]);
  /** Whether any script of the page ran, once all is loaded. */
  const ran = (page) => page.evaluate(() => [window.ran, customElements.get('kualik-renewal') !== undefined]);

  for (const start of ['index-', 'renewal-', 'shared-']) {
    test(`${start}*.js of the first page: nothing runs`, () =>
      spoilt(readFirst(start), marked, async (page) => {
        assert.deepEqual(await ran(page), [undefined, false]);
      }));
  }

  test('the sheet of styles', () =>
    spoilt(
      'page-',
      (bytes) => Buffer.concat([bytes, Buffer.from('main { display: none }')]),
      async (page) => {
        assert.notEqual(await page.evaluate(() => getComputedStyle(document.querySelector('main')).display), 'none');
      },
    ));

  test('a later step', () =>
    spoilt('journey-', marked, async (page) => {
      await check(page);
      await page.locator('.go-on .solid').click();
      await page.locator('.go-on .failure').waitFor();
      assert.equal(await page.evaluate(() => window.ran), undefined);
    }));

  test('the module, by a bit that the engine does not mind', () =>
    spoilt('core-', withOtherWord, async (page) => {
      await page.getByRole('alert').waitFor();
      assert.match(await page.getByRole('alert').innerText(), /technical problem/);
      assert.equal(await page.locator('#situation').count(), 0);
    }));

  /** The page names two scripts that begin so; this is the one of its own. */
  function readFirst(start) {
    const [, html] = pages[0];
    return new RegExp(`assets/(${start}[^"]*\\.js)" integrity`).exec(html)[1];
  }

  /** A letter of the module's own texts is another one: sound for every engine. */
  function withOtherWord(bytes) {
    const changed = Buffer.from(bytes);
    const at = changed.indexOf('identity-card');
    assert.ok(at > 0 && WebAssembly.validate(changed));
    changed[at] ^= 1;
    assert.ok(WebAssembly.validate(changed));
    return changed;
  }
});

test('every script that there is stands in the pages with its digest: where they name it, or else in their maps', () => {
  const scripts = assets.filter((name) => name.endsWith('.js'));
  for (const [name, html] of pages) {
    const { integrity } = JSON.parse(/<script type="importmap">(.*?)<\/script>/.exec(html)[1]);
    const named = [...html.matchAll(/(?:src|href)="(\.\/[^"]+\.js)" integrity="([^"]+)"/g)].map(([, file, digest]) => [file, digest]);
    const expected = scripts.map((file) => {
      const bytes = readFileSync(join(dist, 'assets', file));
      return [`./assets/${file}`, `sha256-${createHash('sha256').update(bytes).digest('base64')}`];
    });
    assert.ok(named.length > 1, name);
    assert.deepEqual({ ...integrity, ...Object.fromEntries(named) }, Object.fromEntries(expected), name);
  }
});

test('no window that opened the page, or that it opens, holds on to it', () =>
  site.onPage({ context: { serviceWorkers: 'block' } }, async (page) => {
    // HTML 7.1.3, cross-origin opener policies: the opener's is unsafe-none, so the page gets a group of its own.
    const opener = await page.context().newPage();
    await opener.route('http://localhost:*/opener', (route) => route.fulfill({ contentType: 'text/html', body: '<title>opener</title>' }));
    const { port } = new URL(page.url());
    await opener.goto(`http://localhost:${port}/opener`);
    const popup = opener.waitForEvent('popup');
    await opener.evaluate((address) => {
      window.held = window.open(address);
    }, page.url());
    const opened = await popup;
    await opened.locator('#situation').waitFor();
    assert.equal(await opened.evaluate(() => window.opener), null);
    assert.equal(await opener.evaluate(() => window.held.closed), true);
    assert.equal((await page.request.get(page.url())).headers()['cross-origin-opener-policy'], 'same-origin');
  }));

test('whose work it contains is told beside it, and each page says where', async () => {
  const text = readFileSync(join(dist, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
  // What is in the package, all of it.
  const entries = (notices) => notices.split(/^-{100}\n/m).slice(1);
  const ofPackage = entries(readFileSync(new URL('../../pkg/THIRD-PARTY-NOTICES.txt', import.meta.url), 'utf8')).map((each) => each.trim());
  const there = entries(text).map((each) => each.trim());
  assert.deepEqual(
    ofPackage.filter((each) => !there.includes(each)),
    [],
  );
  const require = createRequire(new URL('../../www/shell/package.json', import.meta.url));
  for (const [name, start] of [
    ['lit-html', 'BSD 3-Clause License'],
    ['lit-element', 'BSD 3-Clause License'],
    ['@lit/reactive-element', 'BSD 3-Clause License'],
    ['signature_pad', 'MIT License'],
    ['uqr', 'MIT License'],
  ]) {
    const entry = there.find((each) => each.startsWith(`${name} `));
    assert.ok(entry?.includes(start), name);
    const folder = require.resolve
      .paths(name)
      .map((each) => join(each, name))
      .find((each) => existsSync(join(each, 'LICENSE')));
    assert.ok(entry.includes(readFileSync(join(folder, 'LICENSE'), 'utf8').replaceAll('\r\n', '\n').trim()), name);
  }
  assert.match(text, /BlazeFace\nApache-2\.0/);
  for (const licence of ['LICENSE-MIT', 'LICENSE-APACHE'])
    assert.deepEqual(readFileSync(join(dist, licence)), readFileSync(new URL(`../../${licence}`, import.meta.url)));
  for (const [name, html] of pages) {
    const [, address] = /<link rel="license" href="\.\/([^"]+)"/.exec(html) ?? assert.fail(name);
    const response = await fetch(site.server.url + address);
    assert.deepEqual([response.status, await response.text()], [200, text]);
  }
});
