// The page in an engine as old as docs/support.md says, as far as Chromium can be made one: what ECMAScript 2021 and later
// years, and the DOM since, have brought is taken away. Needs pkg/ and www/shell/dist/.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { goOn, open, person, toTicket } from './application.mjs';

let site;
before(async () => {
  site = await open();
});
after(() => site.close());

function age() {
  const lists = ['at', 'findLast', 'findLastIndex', 'toReversed', 'toSorted', 'with'];
  for (const [owner, names] of [
    [window, ['AggregateError', 'FinalizationRegistry', 'WeakRef', 'structuredClone', 'scheduler', 'reportError']],
    [Object, ['groupBy', 'hasOwn']],
    [Array, ['fromAsync']],
    [Array.prototype, [...lists, 'toSpliced']],
    [Object.getPrototypeOf(Uint8Array.prototype), lists],
    [Uint8Array, ['fromBase64', 'fromHex']],
    [Uint8Array.prototype, ['setFromBase64', 'setFromHex', 'toBase64', 'toHex']],
    [ArrayBuffer.prototype, ['detached', 'resizable', 'resize', 'transfer', 'transferToFixedLength']],
    [String.prototype, ['at', 'isWellFormed', 'replaceAll', 'toWellFormed']],
    [Promise, ['any', 'try', 'withResolvers']],
    [Set.prototype, ['difference', 'intersection', 'isSubsetOf', 'union']],
    [Intl, ['DurationFormat', 'Segmenter', 'supportedValuesOf']],
    [Crypto.prototype, ['randomUUID']],
    [AbortSignal, ['abort', 'any', 'timeout']],
    [AbortSignal.prototype, ['reason', 'throwIfAborted']],
    [URL, ['canParse', 'parse']],
    [Element.prototype, ['checkVisibility', 'replaceChildren', 'setHTMLUnsafe']],
    [Document.prototype, ['replaceChildren', 'startViewTransition']],
    [DocumentFragment.prototype, ['replaceChildren']],
    [HTMLElement.prototype, ['attachInternals', 'inert', 'showPopover']],
  ]) {
    for (const name of names) delete owner[name];
  }
}

test('the whole way, in a page by itself', () =>
  site.onPage({ init: (page) => page.addInitScript(age) }, async (page) => {
    assert.match(await toTicket(page), /^SANDBOX-/);
    await page.locator('[data-move=review-started]').click();
    await page.locator('[data-move=annulled]').click();
    await page.locator('#again').click();
    await page.locator('#photo').waitFor();
  }));

test('a host configures the page, and gives it a draft', () =>
  site.onPage(
    {
      query: '',
      init: async (page) => {
        await page.addInitScript(age);
        await page.addInitScript(() => {
          window.KualikHost = { postMessage() {} };
        });
      },
    },
    async (page) => {
      const draft = { version: 1, step: 'details', expiresOn: '2025-06-20', fields: { surname: person.surname } };
      const message = JSON.stringify({ kualik: 1, type: 'configure', on: '2025-06-01', lang: 'en', draft });
      await page.evaluate((text) => {
        window.kualik.receive(text);
      }, message);
      await page.locator('#surname').waitFor();
      assert.equal(await page.locator('#surname').inputValue(), person.surname);
      assert.equal(await page.evaluate(() => document.querySelector('kualik-renewal').lang), 'en');
    },
  ));

test('the code of a page configures the element', () =>
  site.onPage({ query: 'lang=ru', init: (page) => page.addInitScript(age) }, async (page) => {
    await page.evaluate(() => document.querySelector('kualik-renewal').configure({ on: '2025-06-01', lang: 'en', keepsDrafts: true }));
    await goOn(page);
  }));
