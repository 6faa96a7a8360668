// The element moved about in a page, twice in one page, and in a sandboxed frame. Needs pkg/ and www/shell/dist/.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fillDetails, givePhoto, goOn, open, play, textOf, toTicket } from './application.mjs';
import { startOrigin } from './origin.mjs';

let site;
before(async () => {
  site = await open();
});
after(() => site.close());

/** How frameworks move an element: out of the page, and back in another place, in the same task or a later one. */
const moves = {
  'in one task': (page) =>
    page.evaluate(() => {
      const place = document.createElement('div');
      document.body.append(place);
      place.append(document.querySelector('kualik-renewal'));
    }),
  'after a while': (page) =>
    page.evaluate(async () => {
      const element = document.querySelector('kualik-renewal');
      const { parentNode } = element;
      element.remove();
      await new Promise(requestAnimationFrame);
      parentNode.append(element);
    }),
};

const records = (page) =>
  page.evaluate(() => window.heard.filter(({ type, detail }) => type === 'record' && detail).map(({ detail }) => detail.status));

for (const [when, move] of Object.entries(moves)) {
  test(`removed and attached again ${when} after registration: the application is followed on`, () =>
    site.onPage({ query: 'on=2025-06-01&lang=en' }, async (page) => {
      const ticket = await toTicket(page);
      await play(page, 'review-started');
      await page.locator('.stations li:nth-child(2)[aria-current=step]').waitFor();
      await move(page);
      await play(page, 'approved');
      await page.locator('.stations li:nth-child(3)[aria-current=step]').waitFor();
      await play(page, 'arrived');
      await page.locator('.stations li:nth-child(4)[aria-current=step]').waitFor();
      assert.equal(await textOf(page.locator('.ticket .number')), ticket);
      // Each once: it is not followed twice either.
      assert.deepEqual(await records(page), ['submitted', 'under-review', 'in-production', 'ready']);
    }));

  test(`removed and attached again ${when} while it is filled in: all is there, and Back leads back once`, () =>
    site.onPage({ query: 'on=2025-06-01&lang=en' }, async (page) => {
      await goOn(page);
      await fillDetails(page);
      await page.locator('#continue').click();
      await givePhoto(page);
      await move(page);
      await page.locator('#photo-status.good, #photo-status.doubtful').waitFor();
      const shown = await page
        .locator('#photo img')
        .evaluateAll((images) => Promise.all(images.map((image) => image.decode().then(() => image.naturalWidth))));
      assert.ok(shown.length > 0 && shown.every((width) => width > 0), String(shown));
      await page.goBack();
      await page.locator('#iin').waitFor();
      assert.equal(await page.locator('#iin').inputValue(), '880412401006');
    }));
}

/** One of several elements, as the functions for a page take it. */
const inside = (page, number) => {
  const element = page.locator('kualik-renewal').nth(number);
  return Object.assign(Object.create(page), { locator: (css) => element.locator(css), element });
};

test('two elements on one page: each step back is one element’s', () =>
  site.onPage({ query: 'on=2025-06-01&lang=en' }, async (page) => {
    await page.evaluate(() => {
      const second = document.createElement('kualik-renewal');
      document.body.append(second);
      second.configure({ on: '2025-06-01', lang: 'en' });
    });
    const [one, other] = [inside(page, 0), inside(page, 1)];
    await other.locator('#situation').waitFor();
    await goOn(one);
    await goOn(other);
    const shown = async () => [await one.locator('#iin').count(), await other.locator('#iin').count()];
    assert.deepEqual(await shown(), [1, 1]);
    await page.goBack();
    await other.locator('#situation').waitFor();
    assert.deepEqual(await shown(), [1, 0]);
    await page.goBack();
    await one.locator('#situation').waitFor();
    assert.deepEqual(await shown(), [0, 0]);
    await page.goForward();
    await one.locator('#iin').waitFor();
    assert.deepEqual(await shown(), [1, 0]);
    await page.goForward();
    await other.locator('#iin').waitFor();
    assert.deepEqual(await shown(), [1, 1]);
  }));

/** A page of another origin around the frame; `use` gets the frame. */
async function framed(sandbox, use) {
  const { origin, close } = await startOrigin((_, response) =>
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>app</title>'),
  );
  try {
    await site.onPage({ context: { serviceWorkers: 'block' }, expectErrors: true }, async (page) => {
      await page.goto(`${origin}/`);
      const loaded = page.evaluate(
        ([src, allowed]) =>
          new Promise((resolve) => {
            const frame = document.createElement('iframe');
            frame.setAttribute('sandbox', allowed);
            frame.onload = resolve;
            frame.src = src;
            document.body.append(frame);
          }),
        [`${site.server.url}?lang=en`, sandbox],
      );
      await loaded;
      await use(page.frames()[1]);
    });
  } finally {
    await close();
  }
}

test('a frame with sandbox="allow-scripts": the page says that it cannot work there', () =>
  framed('allow-scripts', async (frame) => {
    await frame.locator('body :visible').first().waitFor();
    assert.ok((await textOf(frame.locator('body'))).length > 20);
  }));

test('a frame with sandbox="allow-scripts allow-same-origin", of an origin of its own: the page works as in any frame', () =>
  framed('allow-scripts allow-same-origin', async (frame) => {
    await frame.locator('kualik-renewal p').first().waitFor();
  }));
