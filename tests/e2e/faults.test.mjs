// What goes wrong around the page: workers that die, memory that is full, clocks that jump, tabs and taps that come twice,
// pages that are put aside and come back. In Chromium, as built and served. The network: network.test.mjs; a page that is
// killed: tests/webview/. Needs pkg/ and www/shell/dist/.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { chromium } from 'playwright-core';
import { switches } from '../../scripts/chromium.mjs';
import {
  check,
  fillDetails,
  givePhoto,
  goOn,
  next,
  open,
  person,
  portrait,
  send,
  sign,
  textOf,
  toReview,
  typeDate,
} from './application.mjs';

let site;
before(async () => {
  site = await open();
});
after(() => site.close());

/** Noon of that day in Kazakhstan, as a host says it: with a real gateway the page takes no day from anybody. */
const noonOf = (day) => Date.parse(`${day}T07:00:00Z`);

/**
 * Opens the page anew, sending to a register outside of it, which keeps what it got in `registry` by its id. The time is the
 * host's, unless the page's own clock was set.
 */
async function withRegister(page, context, registry, answer, configuration = {}, setUp = { now: noonOf('2025-06-01') }) {
  await context.exposeFunction('registerOutside', (id, text, wait) => answer(registry, id, text, wait));
  await context.addInitScript(() => {
    window.setUp = (more = {}) =>
      document.querySelector('kualik-renewal').configure({
        gateway: {
          kind: 'http',
          submit: async ({ application, canonical }) => window.registerOutside(application.id, new TextDecoder().decode(canonical)),
          follow: () => () => {},
        },
        signing: { kind: 'ncalayer', sign: async () => ({ outcome: 'signed', signature: { format: 'cms', bytes: new Uint8Array([1]) } }) },
        ...more,
      });
  });
  await page.reload();
  await page.locator('#situation').waitFor();
  await page.evaluate((more) => window.setUp(more), { ...setUp, ...configuration });
}

const event = (text) => ({
  type: 'registered',
  at: 1748736000000,
  by: 'portal',
  ticket: 'ALM-1',
  region: JSON.parse(text).region,
  dutyPaid: true,
  paidOn: '2025-06-01',
});
/** As docs/openapi.yaml has it: the same again is answered as the first time, another of the same id is refused. */
function register(registry, id, text) {
  const first = registry.get(id);
  if (first !== undefined && first !== text) return { outcome: 'refused', problems: [{ code: 'duplicate', path: 'id' }] };
  registry.set(id, text);
  return { outcome: 'registered', event: event(text) };
}

test('a worker that dies while it checks: the next picture is checked all the same', () =>
  site.onPage({ context: { serviceWorkers: 'block' } }, async (page) => {
    await goOn(page);
    await fillDetails(page);
    await next(page);
    await page.locator('#photo').waitFor();
    const started = page.waitForEvent('worker');
    await givePhoto(page);
    const worker = await started;
    await page.locator('#photo-file').setInputFiles(portrait);
    await worker.evaluate(() => {
      setTimeout(() => {
        throw new Error('dies');
      });
    });
    await page.locator('#photo-status.good, #photo-status.doubtful, #photo-status.blocked').waitFor();
    if (await page.locator('#photo-again').count()) await page.locator('#photo-again').click();
    await page.locator('#photo-status.good, #photo-status.doubtful').waitFor();
    await sign(page);
    await next(page);
    await page.locator('#settledBy').waitFor();
  }));

describe('memory', () => {
  let small;
  // Room for the core and its stack, not for a picture of 12 million pixels.
  before(async () => {
    small = await open(['--js-flags=--wasm-max-mem-pages=170']);
  });
  after(() => small.close());

  test('a picture that there is no room for is told of, and the page lives on with what was entered', () =>
    small.onPage({ context: { serviceWorkers: 'block' }, expectErrors: true }, async (page) => {
      await goOn(page);
      await fillDetails(page);
      await next(page);
      // Drawn by the browser itself: 4000 × 3000 of noise, so that it is no small file.
      const bytes = await page.evaluate(async () => {
        const canvas = new OffscreenCanvas(4000, 3000);
        const context = canvas.getContext('2d');
        let seed = 1;
        for (let y = 0; y < 3000; y += 25)
          for (let x = 0; x < 4000; x += 25) {
            seed = (seed * 48271) % 2147483647;
            context.fillStyle = `rgb(${seed % 256} ${(seed >> 8) % 256} ${(seed >> 16) % 256})`;
            context.fillRect(x, y, 25, 25);
          }
        return [...new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })).arrayBuffer())];
      });
      await page.locator('#photo-file').setInputFiles({ name: 'x.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(bytes) });
      await page.locator('#photo-status.blocked').waitFor();
      // Not a picture that was looked at and found wrong: one that could not be looked at.
      await page.locator('#photo-again').waitFor();
      assert.equal(await page.locator('#photo .findings').count(), 0);
      await page.locator('#back').click();
      assert.equal(await page.locator('#surname').inputValue(), person.surname);
      await page.locator('#continue').click();
      await givePhoto(page);
    }));
});

describe('the clock', () => {
  for (const [name, to] of Object.entries({
    'a year ahead': '2026-06-01T06:00:00Z',
    'a year back': '2024-06-01T06:00:00Z',
    'over the last midnight': '2025-06-30T19:00:01Z',
  })) {
    test(`jumps ${name} between the review and sending: decided anew, told, and nothing is sent`, () =>
      site.onPage({ query: 'lang=en', init: (page) => page.clock.install({ time: '2025-06-01T06:00:00Z' }) }, async (page, context) => {
        const registry = new Map();
        await withRegister(page, context, registry, register, {}, {});
        await toReview(page);
        await page.locator('#consent').check();
        await page.clock.setFixedTime(to);
        await page.locator('#send').click();
        await page.locator('.panel.no, .panel.wait').waitFor();
        assert.equal(registry.size, 0);
        assert.deepEqual(await page.evaluate(() => window.heard.filter(({ type }) => type === 'record')), []);
        // Once the clock is right again, so is the verdict, and nothing that was entered is gone.
        await page.clock.setFixedTime('2025-06-01T06:05:00Z');
        await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
        await page.locator('.panel.yes').waitFor();
        await page.locator('.go-on .solid').click();
        await page.locator('#surname').waitFor();
        assert.equal(await page.locator('#surname').inputValue(), person.surname);
      }));
  }

  test('of a host counts, whatever the device’s does', () =>
    site.onPage({ query: 'lang=en', init: (page) => page.clock.install({ time: '2031-01-01T00:00:00Z' }) }, async (page) => {
      await page.evaluate(() => document.querySelector('kualik-renewal').configure({ now: Date.parse('2025-06-30T18:59:00Z') }));
      await check(page);
      await page.locator('.panel.yes').waitFor();
      // The device's clock is set, to a year before or after: nothing moves.
      for (const time of ['2030-01-01T00:00:00Z', '2032-01-01T00:00:00Z']) {
        await page.clock.setSystemTime(time);
        await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
        await page.evaluate(() => document.querySelector('kualik-renewal').updateComplete);
        assert.equal(await page.locator('.panel.yes').count(), 1, time);
      }
      // Minutes later in earnest, in Almaty it is another day.
      await page.clock.fastForward(5 * 60_000);
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
      await page.locator('.panel.no').waitFor();
    }));
});

test('two tabs with one draft: one application, and the other tab is told', () =>
  site.onPage({ query: 'on=2025-06-01&lang=en' }, async (page, context) => {
    const registry = new Map();
    await withRegister(page, context, registry, register);
    await toReview(page);
    await page.locator('#back').click();
    await page.locator('#back').click();
    await page.locator('#back').click();
    await page.locator('#keep').check();
    for (let step = 0; step < 3; step += 1) await next(page);
    await page.locator('#consent').waitFor();

    const other = await context.newPage();
    await other.goto(page.url());
    await other.locator('#situation').waitFor();
    await other.evaluate((now) => window.setUp({ now }), noonOf('2025-06-01'));
    await goOn(other);
    await other.locator('#use-draft').click();
    await other.locator('#consent').waitFor();

    await send(page);
    await page.locator('.ticket .number').waitFor();
    // The other one says another day of payment: other bytes, and still the same application.
    await other.locator('[data-edit=settledBy]').click();
    await typeDate(other, 'paidOn', '2025-05-31');
    await next(other);
    await send(other);
    await other.locator('#sending-problem .failure').waitFor();
    assert.match(await textOf(other.locator('#sending-problem')), /already registered/);
    assert.equal(registry.size, 1);
  }));

test('a double tap on send, and one while it is under way, send once', () =>
  site.onPage({ query: 'on=2025-06-01&lang=en' }, async (page, context) => {
    const sent = [];
    let answerIt;
    await withRegister(
      page,
      context,
      new Map(),
      (registry, id, text) =>
        new Promise((resolve) => {
          sent.push(id);
          answerIt = () => resolve(register(registry, id, text));
        }),
    );
    await toReview(page);
    await page.locator('#consent').check();
    await page.locator('#send').dblclick();
    await page.locator('#send[aria-disabled=true]').waitFor();
    await page.locator('#send').click({ force: true });
    await page.locator('#send').press('Enter');
    answerIt();
    await page.locator('.ticket .number').waitFor();
    assert.equal(sent.length, 1);
  }));

for (const [name, later] of [
  ['on the same day', '2025-06-01'],
  ['after the window has closed', '2025-07-15'],
]) {
  test(`a page lost while it sends comes back ${name}: the same signed bytes are sent, and registered once`, () =>
    site.onPage({ query: 'on=2025-06-01&lang=en', context: { serviceWorkers: 'block' } }, async (page, context) => {
      const registry = new Map();
      const got = [];
      await withRegister(
        page,
        context,
        registry,
        (known, id, text) => {
          got.push(text);
          const answer = register(known, id, text);
          // The first answer never comes.
          return got.length === 1 ? new Promise(() => {}) : answer;
        },
        { keepsDrafts: true },
      );
      await context.exposeFunction('keepOutside', (text) => {
        kept = text;
      });
      let kept;
      const draftToText = () => {
        const pack = (_, part) => (part instanceof Uint8Array ? { $bytes: [...part] } : part);
        document
          .querySelector('kualik-renewal')
          .addEventListener('kualik-draft', ({ detail }) => window.keepOutside(JSON.stringify(detail, pack)));
      };
      await page.evaluate(draftToText);
      await toReview(page);
      await send(page);
      await page.waitForFunction(() => document.querySelector('kualik-renewal').shadowRoot.querySelector('#send')?.ariaDisabled === 'true');
      while (got.length === 0) await page.evaluate(() => new Promise(requestAnimationFrame));

      // The page is gone without a word; another one comes up.
      await page.evaluate(() => window.stop());
      page.once('dialog', (dialog) => dialog.accept());
      await page.reload();
      await page.locator('#situation').waitFor();
      await page.evaluate(
        ([text, now]) => {
          const unpack = (_, part) => (part?.$bytes ? Uint8Array.from(part.$bytes) : part);
          window.setUp({ now, keepsDrafts: true, draft: JSON.parse(text, unpack) });
        },
        [kept, noonOf(later)],
      );
      await page.locator('#sending-problem .failure').waitFor();
      // What was signed cannot be changed any more.
      assert.equal(await page.locator('[data-edit]').count(), 0);
      await page.locator('#send').click();
      await page.locator('.ticket .number').waitFor();
      assert.deepEqual([got.length, got[0] === got[1], registry.size], [2, true, 1]);
    }));
}

test('a draft that is too late is told so, and another card can be checked', () =>
  site.onPage({ query: 'on=2025-07-15&lang=en' }, async (page) => {
    await page.evaluate(() =>
      document
        .querySelector('kualik-renewal')
        .configure({ keepsDrafts: true, draft: { version: 1, step: 'details', expiresOn: '2025-06-20', fields: {} } }),
    );
    await page.locator('.panel.no').waitFor();
    await typeDate(page, 'expiry', '2025-07-20');
    await page.locator('.panel.yes').waitFor();
  }));

test('put aside and brought back by the browser, a page shows nothing of the application any more, and can be begun anew', async () => {
  // Playwright turns this off by default.
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: switches,
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
  try {
    const page = await browser.newPage({ serviceWorkers: 'block' });
    page.setDefaultTimeout(15_000);
    await page.addInitScript(() => {
      addEventListener('pageshow', ({ persisted }) => {
        window.persisted = persisted;
      });
    });
    await page.goto(`${site.server.url}?on=2025-06-01&lang=en`);
    await page.locator('#situation').waitFor();
    await goOn(page);
    await page.locator('#surname').fill(person.surname);
    page.on('dialog', (dialog) => dialog.accept());
    await page.goto(`${site.server.url}imaging.html`);
    await page.goBack({ waitUntil: 'commit' });
    await page.waitForFunction(() => window.persisted !== undefined);
    assert.equal(await page.evaluate(() => window.persisted), true);
    await page.locator('#restart').waitFor();
    assert.equal(await page.locator('#surname').count(), 0);
    const everything = await page.evaluate(() => document.querySelector('kualik-renewal').shadowRoot.innerHTML);
    assert.ok(!everything.includes(person.surname));
    await page.locator('#restart').click();
    await page.locator('#situation').waitFor();
    assert.equal(await page.locator('input:checked').count(), 0);
  } finally {
    await browser.close();
  }
});

test('nothing is left behind by who did not ask for it, at any step that one leaves from', () =>
  site.onPage({ query: 'on=2025-06-01&lang=en' }, async (page) => {
    await toReview(page);
    await page.evaluate(() => document.querySelector('kualik-renewal').remove());
    assert.deepEqual(
      await page.evaluate(async () => ({
        local: localStorage.length,
        session: sessionStorage.length,
        cookie: document.cookie,
        databases: (await indexedDB.databases()).length,
      })),
      { local: 0, session: 0, cookie: '', databases: 0 },
    );
  }));
