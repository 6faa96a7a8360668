// Every step, in every language and state: accessible, whole on a narrow screen and with large text, and usable by
// keyboard. In Chromium, as built and served.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  axeFindings,
  fillDetails,
  givePhoto,
  goOn,
  heading,
  languages,
  next,
  open,
  pay,
  person,
  play,
  send,
  sign,
  textOf,
  toTicket,
} from './application.mjs';

let site;
before(async () => {
  site = await open();
});
after(() => site.close());

/** Walks through every step and its states, and shows each to `look`. */
async function everyState(page, look) {
  await page.locator('#have-ticket').click();
  await page.locator('#ticket').fill('ALM-1');
  await page.locator('#find').click();
  await page.locator('#ticket[aria-invalid]').waitFor();
  await look('search, unknown');
  await page.locator('#back').click();
  await goOn(page);
  await look('details, empty');
  await next(page);
  await page.locator('#problems').waitFor();
  await look('details, with problems');
  await page.locator('.mrz summary').click();
  await page.locator('#mrz').fill('IDKAZ0412365878880412401006<<<\n8804123F3104116KAZ<<<<<<<<<<<2\nSEIDAKHMETOVA<<MADINA<<<<<<<<<');
  await page.locator('#mrz-fill').click();
  await look('details, filled in from the card');
  await fillDetails(page);
  await next(page);
  await page.locator('#photo').waitFor();
  await next(page);
  await page.locator('#problems').waitFor();
  await look('pictures, with problems');
  await givePhoto(page);
  await sign(page);
  await look('pictures');
  await next(page);
  await page.locator('#settledBy').waitFor();
  await next(page);
  await page.locator('#problems').waitFor();
  await look('duty, with nothing chosen');
  await page.locator('input[value=payment]').check();
  await next(page);
  await page.locator('#problems').waitFor();
  await look('duty, with problems');
  await pay(page);
  await next(page);
  await page.locator('#consent').waitFor();
  await page.locator('#send').click();
  await page.locator('#problems').waitFor();
  await look('review, with problems');
  await send(page);
  await page.locator('.ticket .number').waitFor();
  await look('ticket');
  await page.locator('#ticket-copy').click();
  await page.locator('#ticket-told', { hasText: /\S/ }).waitFor();
  await look('ticket, told what was done');
  await play(page, 'review-started');
  await play(page, 'annulled');
  await page.locator('#again').waitFor();
  await look('annulled');
  const ticket = await textOf(page.locator('.ticket .number'));
  await page.locator('#again').click();
  await page.locator('#photo').waitFor();
  await look('pictures, once more');
  for (const id of ['leave', 'leave-anyway', 'restart', 'have-ticket']) await page.locator(`#${id}`).click();
  await page.locator('#ticket').fill(ticket);
  await page.locator('#find').click();
  await page.locator('#another').waitFor();
  await look('search, found');
}

/** Text that is cut off, or that reaches beyond the screen. */
const clipped = (page) =>
  page.evaluate(() => {
    const found = [];
    const { clientWidth } = document.documentElement;
    if (document.documentElement.scrollWidth > clientWidth) found.push(`the page is ${document.documentElement.scrollWidth} px wide`);
    const visit = (root) => {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) visit(element.shadowRoot);
        if (element.closest('.hidden, .unseen, svg, canvas, video') || !element.checkVisibility() || !element.textContent.trim()) continue;
        const style = getComputedStyle(element);
        if (style.overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
          found.push(`${element.className || element.localName}: ${element.textContent.trim().slice(0, 40)}`);
        const { right, left, width } = element.getBoundingClientRect();
        if (width > 0 && (right > clientWidth + 1 || left < -1))
          found.push(`${element.className || element.localName} reaches beyond: ${element.textContent.trim().slice(0, 40)}`);
      }
    };
    visit(document);
    return found;
  });

/** All text that a reader sees. */
const seenText = (page) => page.evaluate(() => document.querySelector('kualik-renewal').shadowRoot.querySelector('.later').innerText);

const texts = {};
for (const lang of languages) {
  test(`axe finds nothing in any step, and nothing is cut off at 320 px, in ${lang}`, () =>
    site.onPage({ query: `on=2025-06-01&lang=${lang}`, context: { viewport: { width: 320, height: 740 } } }, async (page) => {
      await everyState(page, async (state) => {
        assert.deepEqual(await axeFindings(page), [], state);
        assert.deepEqual(await clipped(page), [], state);
        (texts[state] ??= {})[lang] = await seenText(page);
      });
    }));
}

test('no text is the same in two languages', () => {
  const entered = new RegExp(
    [
      ...Object.values(person).filter((value) => value.length > 2),
      'SEIDAKHMETOVA',
      'MADINA',
      'IDKAZ\\S+',
      '8804123\\S+',
      'P-1',
      'SANDBOX-\\d+',
    ]
      .map((value) => value.replace(/[()+]/g, '\\$&'))
      .join('|'),
    'g',
  );
  const lines = (text) =>
    text
      .replace(entered, '')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => /\p{Letter}{3}/u.test(line));
  // Proper names, and words that two of the languages share.
  const shared = /^((: )?Фото|город \p{L}+|область .*|[\p{L}-]+ область|УМС ДП.*|Алматы.*|[^\n]*облысы|Русский|Қазақша|English)$/u;
  for (const [state, byLanguage] of Object.entries(texts)) {
    assert.deepEqual(Object.keys(byLanguage), languages);
    for (const [one, other] of [
      ['kk', 'ru'],
      ['kk', 'en'],
      ['ru', 'en'],
    ]) {
      const same = lines(byLanguage[one]).filter((line) => lines(byLanguage[other]).includes(line) && !shared.test(line));
      assert.deepEqual(same, [], `${state}, ${one} and ${other}`);
    }
  }
});

for (const [name, emulated] of Object.entries({
  'in the dark': { colorScheme: 'dark' },
  'in forced colours': { forcedColors: 'active' },
})) {
  test(`axe finds nothing ${name}`, () =>
    site.onPage({ query: 'on=2025-06-01&lang=kk', context: emulated }, async (page) => {
      await everyState(page, async (state) => assert.deepEqual(await axeFindings(page), [], state));
    }));
}

test('with text twice as large nothing is cut off', () =>
  site.onPage({ query: 'on=2025-06-01&lang=kk' }, async (page) => {
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('html { font-size: 200% }');
      document.adoptedStyleSheets.push(sheet);
    });
    await everyState(page, async (state) => assert.deepEqual(await clipped(page), [], state));
  }));

test('each step begins at its heading, which is read out', () =>
  site.onPage({ query: 'on=2025-06-01&lang=en' }, async (page) => {
    const focused = () => page.evaluate(() => document.activeElement.shadowRoot.activeElement?.id);
    await goOn(page);
    assert.equal(await focused(), 'step-heading');
    await fillDetails(page);
    for (const title of ['Photo and signature', 'State duty', 'Check everything and sign']) {
      await next(page);
      assert.equal(await heading(page), title);
      assert.equal(await focused(), 'step-heading');
      if (title === 'Photo and signature') {
        await givePhoto(page);
        await sign(page);
      } else if (title === 'State duty') await pay(page);
    }
  }));

test('the keyboard alone leads through the details, the duty and the sending', () =>
  site.onPage({ query: 'on=2025-06-01&lang=en' }, async (page) => {
    const focused = () =>
      page.evaluate(() => {
        const element = document.activeElement.shadowRoot?.activeElement;
        return element && (element.id || element.name || element.value);
      });
    const to = async (wanted) => {
      for (let presses = 0; presses < 60; presses += 1) {
        if ((await focused()) === wanted) return;
        await page.keyboard.press('Tab');
      }
      assert.fail(`${wanted} was not reached`);
    };
    await goOn(page);
    for (const [id, value] of Object.entries(person)) {
      await to(id);
      if (id === 'region') await page.keyboard.press('ArrowDown');
      else await page.keyboard.type(value);
    }
    await to('continue');
    await page.keyboard.press('Enter');
    await page.locator('#photo').waitFor();
    assert.equal(await focused(), 'step-heading');
    await givePhoto(page);
    await sign(page);
    await to('continue');
    await page.keyboard.press('Space');
    await to('settledBy');
    await page.keyboard.press('Space');
    await to('paymentReference');
    await page.keyboard.type('P-1');
    for (const [part, value] of [
      ['day', '1'],
      ['month', '6'],
      ['year', '2025'],
    ]) {
      await to(`paidOn-${part}`);
      await page.keyboard.type(value);
    }
    await to('continue');
    await page.keyboard.press('Enter');
    await to('consent');
    await page.keyboard.press('Space');
    await to('send');
    await page.keyboard.press('Enter');
    await page.locator('.ticket .number').waitFor();
  }));

test('what is printed is the ticket alone', () =>
  site.onPage({ query: 'on=2025-06-01&lang=kk' }, async (page) => {
    await toTicket(page);
    await page.emulateMedia({ media: 'print' });
    for (const gone of ['.play', '.steps', '.progress', '.languages', '.ticket-actions', '.offline'])
      assert.equal(await page.locator(gone).first().isVisible(), false, gone);
    // A ticket of the demonstration says on paper, too, that it is none.
    for (const there of ['.ticket .number', '.ticket .qr', '.sandbox']) assert.equal(await page.locator(there).isVisible(), true, there);
  }));
