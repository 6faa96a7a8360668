// The page that shows the checks themselves, as built and served. Needs pkg/ and www/shell/dist/.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { messages as en } from '../../pkg/imaging/messages/en.js';
import { messages as kk } from '../../pkg/imaging/messages/kk.js';
import { messages as ru } from '../../pkg/imaging/messages/ru.js';
import { launch } from '../../scripts/chromium.mjs';
import { serve } from '../../scripts/demo.mjs';
import { assertAccessible, assertFits, onPage, withAxe } from './pictures/open.mjs';
import { policy } from './pictures/site.mjs';
import { digestsInside } from './application.mjs';

const messages = { kk, ru, en };
const portrait = new URL('../fixtures/imaging/portrait-1-plain.jpg', import.meta.url);

/** The contract's own lists of checks, in their order. */
const contract = readFileSync(new URL('../../www/package/imaging/imaging.d.ts', import.meta.url), 'utf8');
const idsOf = (name) => [...contract.match(new RegExp(`type ${name} =([^;]*);`))[1].matchAll(/'([^']+)'/g)].map(([, id]) => id);

let server;
let browser;

before(async () => {
  [server, browser] = await Promise.all([serve({ port: 0 }), launch()]);
});

after(async () => {
  await browser?.close();
  await server?.close();
});

const open = (language, options, use) =>
  onPage(browser, `${server.url}imaging.html?lang=${language}`, options, async (page, seen) => {
    await page.locator('#file').waitFor({ state: 'attached' });
    await use(page, seen);
  });
const shown = (page) => page.locator('.measures li').evaluateAll((all) => all.map(({ dataset }) => dataset.check));

test('the policy is that of the main page', () =>
  open('ru', {}, async (page) => {
    // The build adds the digests of the two scripts in the page, and nothing else.
    const digests = await digestsInside(page);
    const found = await page.locator('meta[http-equiv=Content-Security-Policy]').getAttribute('content');
    assert.equal(found, policy.replace("'wasm-unsafe-eval'", `$& ${digests.join(' ')}`));
  }));

for (const language of Object.keys(messages)) {
  test(`a photo is shown with its face and every check, its value and limits (${language})`, () =>
    open(language, {}, async (page, { requests }) => {
      await page.locator('#file').setInputFiles(portrait.pathname);
      await page.locator('.measures').waitFor();
      assert.deepEqual(await shown(page), idsOf('PhotoCheckId'));
      assert.equal(await page.locator('.drawing rect.face').count(), 1);
      for (const item of await page.locator('.measures li').all()) {
        const { checks } = messages[language];
        const text = await item.innerText();
        assert.ok(text.startsWith(checks[await item.getAttribute('data-check')]), text);
        const value = await item.locator('.value').innerText();
        assert.match(value, /\d/);
        if (language !== 'en') assert.doesNotMatch(value, /[a-z]{3}/i);
      }
      assert.ok((await page.locator('.limits').count()) > 20);
      // Nothing but the page's own files was asked for.
      for (const url of requests) assert.ok(url.startsWith(server.url) || url.startsWith('blob:'), url);
      assert.equal(await page.locator('html').getAttribute('lang'), language);
    }));

  test(`in every state axe finds nothing, and nothing is cut off on a narrow phone (${language})`, async () => {
    for (const colorScheme of ['light', 'dark']) {
      await open(language, { init: withAxe, context: { colorScheme, viewport: { width: 320, height: 640 } } }, async (page) => {
        const look = async (state) => {
          await assertAccessible(page, state);
          await assertFits(page, 'kualik-imaging', state);
        };
        await look('empty');
        for (const sample of ['face', 'signature']) {
          await page.locator(`#sample-${sample}`).click();
          await page.locator(`[data-check=${sample === 'face' ? 'upright' : 'ink'}]`).waitFor();
          await look(sample);
        }
        await page.locator('#file').setInputFiles({ name: 'x', mimeType: 'image/jpeg', buffer: Buffer.from('no picture') });
        await page.locator('#status.blocked').waitFor();
        await look('refused');
      });
    }
  });
}

test('a signature has its own checks, and the drawn one is good', () =>
  open('en', {}, async (page) => {
    await page.locator('#sample-signature').click();
    await page.locator('[data-check=ink]').waitFor();
    assert.deepEqual(await shown(page), idsOf('SignatureCheckId'));
    assert.equal(await page.locator('#status').innerText(), 'No problems found');
    assert.equal(await page.locator('.drawing rect.face').count(), 0);
    await page.locator('input[value=photo]').check();
    await page.locator('[data-check=face].poor').waitFor();
  }));

test('the language can be switched without losing the picture', () =>
  open('ru', {}, async (page) => {
    await page.locator('#sample-signature').click();
    await page.locator('[data-check=ink]').waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    assert.match(await page.locator('[data-check=ink]').innerText(), new RegExp(en.checks.ink));
    assert.equal(await page.title(), 'Check a photo or signature');
  }));
