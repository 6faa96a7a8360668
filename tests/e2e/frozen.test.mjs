// What is shown is what is signed and sent, by one set-up: the day, the review, the configuration, the answers of a server.
// In Chromium, as built and served. Needs pkg/ and www/shell/dist/.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { check, goOn, next, open, person, send, textOf, toReview, toTicket } from './application.mjs';

let site;
before(async () => {
  site = await open();
});
after(() => site.close());

const noon = Date.parse('2025-06-01T07:00:00Z');

/** Sends to `window.answer(submission)`, signs with anything, and writes down what was sent. */
const setUp = (page, more = {}) =>
  page.evaluate(
    ([now, more]) => {
      window.sent ??= [];
      window.registered = ({ application: { region } }) => ({
        outcome: 'registered',
        event: { type: 'registered', at: now, by: 'portal', ticket: 'T-1', region, dutyPaid: true, paidOn: '2025-06-01' },
      });
      window.answer ??= window.registered;
      document.querySelector('kualik-renewal').configure({
        now,
        gateway: {
          kind: 'http',
          submit: async (submission) => {
            window.sent.push(submission);
            return window.answer(submission);
          },
          follow: () => () => {},
        },
        signing: {
          kind: 'ncalayer',
          sign: async () => {
            await window.pause;
            return { outcome: 'signed', signature: { format: 'cms', bytes: new Uint8Array([1]) } };
          },
        },
        ...more,
      });
    },
    [noon, more],
  );

describe('the day', () => {
  test('that is not today’s is named in the verdict and on each later step', () =>
    site.onPage({ query: 'on=2025-06-01&lang=en' }, async (page) => {
      await check(page);
      const says = /for 1\s?June\s?2025, not for today/;
      assert.match(await textOf(page.locator('.panel')), says);
      await page.locator('.go-on .solid').click();
      await page.locator('#iin').waitFor();
      assert.match(await textOf(page.locator('.later .other-day')), says);
      await page.reload();
      await page.locator('#situation').waitFor();
      await check(page, '2025-08-20');
      assert.match(await textOf(page.locator('.panel.wait')), says);
      await page.reload();
      await page.locator('#situation').waitFor();
      await toTicket(page);
      assert.match(await textOf(page.locator('.later .other-day')), says);
    }));

  test('that is today’s is not', () =>
    site.onPage({ query: 'on=2025-06-01&lang=en', init: (page) => page.clock.install({ time: '2025-06-01T07:00:00Z' }) }, async (page) => {
      await goOn(page);
      assert.equal(await page.locator('.other-day').count(), 0);
    }));

  test('of an address or a host counts in the sandbox alone', () =>
    site.onPage({ query: 'on=2025-06-01&lang=en' }, async (page) => {
      await check(page);
      await page.locator('.panel.yes').waitFor();
      await page.evaluate(() => document.querySelector('kualik-renewal').configure({ on: '2025-06-01', gateway: 'http', endpoint: '/a' }));
      await page.locator('.panel.no').waitFor();
      assert.equal(await page.locator('#other-day').count(), 0);
    }));
});

test('what is configured while an application is under way is for the next one', () =>
  site.onPage({ query: 'lang=en' }, async (page) => {
    await setUp(page);
    await toReview(page);
    await page.evaluate(() => {
      window.pause = new Promise((resolve) => {
        window.goOn = resolve;
      });
    });
    await send(page);
    await page.locator('#cancel').waitFor();
    await page.evaluate(() => document.querySelector('kualik-renewal').configure({ gateway: 'sandbox', signing: 'none' }));
    assert.equal(await page.locator('.sandbox').count(), 0);
    await page.evaluate(() => window.goOn());
    assert.equal(await textOf(page.locator('.ticket .number')), 'T-1');
    assert.equal(await page.evaluate(() => window.sent.length), 1);
  }));

describe('a draft that was signed', () => {
  /** Goes to the point where an answer is missing, and brings the draft, changed, into another element. */
  async function bringBack(page, change, more = {}) {
    await setUp(page, { keepsDrafts: true });
    await page.evaluate(() => {
      window.answer = () => ({ outcome: 'unreachable', because: 'timeout' });
    });
    await toReview(page);
    await send(page);
    await page.locator('#sending-problem .failure').waitFor();
    await page.evaluate((change) => {
      window.answer = window.registered;
      window.draft = structuredClone(window.heard.filter(({ type }) => type === 'draft').at(-1).detail);
      window.id = window.draft.id;
      new Function('draft', change)(window.draft);
      const other = document.createElement('kualik-renewal');
      other.lang = 'en';
      document.querySelector('kualik-renewal').replaceWith(other);
    }, change);
    await setUp(page, { keepsDrafts: true, ...more });
    await page.evaluate(() => document.querySelector('kualik-renewal').configure({ draft: window.draft }));
    await page.locator('#send').waitFor();
  }

  const review = (page) => textOf(page.locator('.later'));
  const sentText = (page, at) => page.evaluate((at) => new TextDecoder().decode(window.sent.at(at).canonical), at);

  test('whose fields say another name: the review says what the bytes say', () =>
    site.onPage({ query: 'lang=en' }, async (page) => {
      await bringBack(
        page,
        "draft.fields.surname = 'Үмбетәлі'; draft.fields.iin = '990101300122'; draft.fields.registrationPoint = 'ЦОН № 9'",
      );
      assert.match(await review(page), new RegExp(person.surname));
      assert.ok(!(await review(page)).includes('Үмбетәлі'));
      assert.equal(await page.locator('[data-edit]').count(), 0);
      await page.locator('#send').click();
      await page.locator('.ticket .number').waitFor();
      assert.equal(await sentText(page, 1), await sentText(page, 0));
      assert.match(await textOf(page.locator('.ticket')), new RegExp(person.registrationPoint));
    }));

  for (const [name, change] of Object.entries({
    'whose bytes say what the core would not':
      'const text = new TextDecoder().decode(draft.signed.canonical).replace(\'"daysToExpiry":19\', \'"daysToExpiry":18\'); draft.signed.canonical = new TextEncoder().encode(text)',
    'with another photo': 'draft.photo = draft.signature',
    'without its signature picture': 'delete draft.signature',
    'for another gateway': "draft.signed.gateway = 'host'",
    'without a signature': "draft.signed.signature.format = 'none'",
  })) {
    test(`${name}: cannot be sent, is told so, and everything can be signed anew under another id`, () =>
      site.onPage({ query: 'lang=en' }, async (page) => {
        await bringBack(page, change);
        assert.match(await textOf(page.locator('#sending-problem')), /cannot be sent from this page/);
        assert.equal(await page.locator('[data-edit]').count(), 6);
        assert.equal(await page.locator('#consent').isChecked(), false);
        if (!change.includes('delete') && !change.includes('photo')) {
          await send(page);
          await page.locator('.ticket .number').waitFor();
          const [id, other] = await page.evaluate(() => [window.id, window.sent.at(-1).application.id]);
          assert.notEqual(id, other);
        }
      }));
  }

  test('that comes late replaces nothing that was entered', () =>
    site.onPage({ query: 'on=2025-06-01&lang=en' }, async (page) => {
      await goOn(page);
      await page.locator('#surname').fill('Үмбетәлі');
      await page.evaluate(() =>
        document
          .querySelector('kualik-renewal')
          .configure({ draft: { version: 1, step: 'details', expiresOn: '2025-06-21', fields: { surname: 'Asel' } } }),
      );
      await page.locator('#back').click();
      await page.locator('[name=expiry-day]').fill('21');
      await page.locator('.go-on .solid').click();
      await page.locator('#iin').waitFor();
      assert.equal(await page.locator('#surname').inputValue(), 'Үмбетәлі');
    }));
});

describe('a server that refuses', () => {
  const refuses = (page, answer) =>
    page.evaluate((answer) => {
      window.answer = () => answer;
    }, answer);
  const accepts = (page) =>
    page.evaluate(() => {
      window.answer = window.registered;
    });

  test('names the fields, leads to each, and what was mended goes under another id', () =>
    site.onPage({ query: 'lang=en' }, async (page) => {
      await setUp(page);
      await toReview(page);
      await refuses(page, {
        outcome: 'refused',
        problems: [
          { code: 'wrong-control-digit', path: 'applicant.iin' },
          { code: 'inconsistent', path: 'verdict' },
          { code: 'inconsistent', path: 'ruleset' },
        ],
      });
      await send(page);
      await page.locator('#problems').waitFor();
      const lines = await page.locator('#problems li').allInnerTexts();
      assert.equal(lines.length, 3);
      assert.match(lines[0], /IIN/);
      assert.match(lines[1], /\(verdict\)/);
      assert.match(lines[2], /\(ruleset\)/);
      await page.locator('[data-field=iin]').click();
      await page.locator('#iin-problem p').waitFor();
      await accepts(page);
      await next(page);
      await page.locator('#send').click();
      await page.locator('.ticket .number').waitFor();
      const [one, other] = await page.evaluate(() => window.sent.map(({ application }) => application.id));
      assert.notEqual(one, other);
    }));

  for (const [because, says] of Object.entries({
    access: /log in/i,
    address: /at the address/,
    size: /too large/,
    other: /could not read/,
  })) {
    test(`without reading (${because}): says why, and everything can be changed and sent again`, () =>
      site.onPage({ query: 'lang=en' }, async (page) => {
        await setUp(page);
        await toReview(page);
        await refuses(page, { outcome: 'rejected', because });
        await send(page);
        await page.locator('#sending-problem .failure').waitFor();
        assert.match(await textOf(page.locator('#sending-problem')), says);
        assert.equal(await page.locator('[data-edit]').count(), 6);
        await accepts(page);
        await page.locator('#send').click();
        await page.locator('.ticket .number').waitFor();
        const [one, other] = await page.evaluate(() => window.sent.map(({ application }) => application.id));
        assert.equal(one, other);
      }));
  }

  test('and never answers: the applicant stops waiting, and sends the same again later', () =>
    site.onPage({ query: 'lang=en' }, async (page) => {
      await setUp(page);
      await toReview(page);
      await page.evaluate(() => {
        window.answer = () => new Promise(() => {});
      });
      await send(page);
      await page.locator('#cancel', { hasText: 'Stop waiting' }).click();
      await page.locator('#sending-problem .failure').waitFor();
      await accepts(page);
      await page.locator('#send').click();
      await page.locator('.ticket .number').waitFor();
      assert.ok(await page.evaluate(() => window.sent[0].canonical === window.sent[1].canonical));
    }));
});
