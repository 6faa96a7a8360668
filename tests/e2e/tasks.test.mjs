// Twelve tasks, as people come with them, each walked by taps and typing alone, or by keys alone: what it takes, against what it took
// when the check asked four questions. In Chromium, as built and served.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { drawSignature, fillDetails, next, open, person, play, portrait, textOf, toReview, toTicket, typeDate } from './application.mjs';

const busy = fileURLToPath(new URL('../fixtures/imaging/portrait-1-busy.jpg', import.meta.url));
/** What the details take, on any page. */
const { region, ...written } = person;
const detailed = Object.values(written).join('').length;

let site;
before(async () => {
  site = await open();
});
after(() => site.close());

/** A person's hands on a phone: counts what they do. */
class Hands {
  taps = 0;
  characters = 0;

  constructor(page) {
    this.page = page;
  }

  async tap(css) {
    this.taps += 1;
    await this.page.locator(css).tap();
  }

  async type(css, text) {
    await this.tap(css);
    this.characters += text.length;
    await this.page.keyboard.type(text);
  }

  async date(id, text) {
    const [year, month, day] = text.split('-');
    for (const [part, value] of Object.entries({ day, month, year })) await this.type(`[name=${id}-${part}]`, value);
  }

  /** A choice in a list is two taps. */
  async choose(css, value) {
    this.taps += 2;
    await this.page.locator(css).selectOption(value);
  }

  /** A file dialog is a tap on what opens it and one on the file. */
  async give(css, file) {
    this.taps += 2;
    await this.page.locator(css).last().setInputFiles(file);
  }

  async answer(situation, expiresOn) {
    await this.tap(`#situation input[value=${situation}]`);
    if (expiresOn) await this.date('expiry', expiresOn);
  }

  async details() {
    await this.choose('#region', region);
    for (const [id, value] of Object.entries(written)) await this.type(`#${id}`, value);
    await this.tap('#continue');
  }

  async photo(file = portrait, judged = '.good, #photo-status.doubtful') {
    await this.give('#photo input[type=file]', file);
    await this.page.locator(`#photo-status${judged}`).waitFor();
  }

  async sign() {
    await this.tap('#signature-draw');
    await drawSignature(this.page);
    this.taps += 1;
    await this.tap('#signature-done');
    await this.page.locator('#signature-status.good, #signature-status.doubtful').waitFor();
  }

  async send() {
    await this.tap('#consent');
    await this.tap('#send');
    await this.page.locator('.ticket .number').waitFor();
  }

  /** From the check to the ticket. */
  async renew(expiresOn, paidOn) {
    await this.answer('expiry', expiresOn);
    await this.tap('.go-on .solid');
    await this.details();
    await this.photo();
    await this.sign();
    await this.tap('#continue');
    if (paidOn) {
      await this.pay(paidOn);
      await this.tap('#continue');
    }
    await this.send();
  }

  async pay(paidOn, reference = 'P-1') {
    const paid = 'input[value=payment]';
    if (await this.page.locator(`${paid}:not(:checked)`).count()) await this.tap(paid);
    await this.type('#paymentReference', reference);
    await this.date('paidOn', paidOn);
  }
}

const shown = (page, css) => page.locator(css).waitFor();

/** Each with what it took before, `[taps, characters]`; what could not be done at all has none. */
const tasks = {
  'too early': {
    before: [6, 8],
    walk: async (hands, page) => {
      await hands.answer('expiry', '2025-08-10');
      await shown(page, '.panel.wait');
    },
  },
  'expired eight days ago': {
    on: '2025-06-28',
    before: [6, 8],
    walk: async (hands, page) => {
      await hands.answer('expiry', '2025-06-20');
      assert.match(await textOf(page.locator('.panel.yes')), /8 дней назад/);
    },
  },
  lost: {
    before: [2, 0],
    walk: async (hands, page) => {
      await hands.answer('loss');
      await shown(page, '.panel.no');
    },
  },
  'for a mother': {
    before: [6, 8],
    walk: async (hands, page) => {
      await hands.answer('other-person');
      await shown(page, '.panel.no');
    },
  },
  'a passport': {
    before: [1, 0],
    walk: async (hands, page) => {
      await hands.answer('other-document');
      await shown(page, '.panel.no');
    },
  },
  'after the pilot': {
    on: '2026-11-27',
    before: [6, 8],
    walk: (_, page) => shown(page, '.not-in-force .panel.no'),
  },
  'to renew in December 2025, with the duty': {
    on: '2025-12-10',
    before: [29, 8 + detailed + 11],
    walk: (hands) => hands.renew('2025-12-20', '2025-12-10'),
  },
  'to renew in January 2026, where none arises': {
    on: '2026-01-10',
    before: [24, 8 + detailed],
    walk: (hands) => hands.renew('2026-01-20'),
  },
  'a poor photo, and another one': {
    before: [4, 0],
    start: async (page) => {
      await page.locator('#situation input[value=expiry]').tap();
      await typeDate(page, 'expiry', '2025-06-20');
      await page.locator('.go-on .solid').tap();
      await fillDetails(page);
      await next(page);
      await page.locator('#photo').waitFor();
    },
    walk: async (hands) => {
      await hands.photo(busy, '.poor');
      await hands.photo();
    },
  },
  'annulled for the photo, and applied for again': {
    before: [11, 11],
    start: async (page) => {
      await toTicket(page);
      await play(page, 'review-started');
      await play(page, 'annulled');
    },
    walk: async (hands, page) => {
      const before = await textOf(page.locator('.ticket .number'));
      await hands.tap('#again');
      await hands.photo();
      await hands.tap('#continue');
      await hands.pay('2025-06-01', 'P-2');
      await hands.tap('#continue');
      await hands.send();
      assert.notEqual(await textOf(page.locator('.ticket .number')), before);
    },
  },
  'to come back with the ticket': {
    start: async (page) => {
      const ticket = await toTicket(page);
      await page.locator('#leave').tap();
      await page.locator('#restart').tap();
      return ticket;
    },
    walk: async (hands, page, ticket) => {
      await hands.tap('#have-ticket');
      await page.locator('#ticket').waitFor();
      await hands.type('#ticket', ticket);
      await hands.tap('#find');
      assert.equal(await textOf(page.locator('.ticket .number')), ticket);
    },
  },
  'to change the phone at the review': {
    before: [2, 12],
    start: toReview,
    walk: async (hands, page) => {
      await hands.tap('[data-edit=phone]');
      assert.equal(await page.evaluate(() => document.activeElement.shadowRoot.activeElement.id), 'phone');
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.type('+77011112233');
      hands.characters += 12;
      await hands.tap('#continue');
      await page.locator('#consent').waitFor();
    },
  },
};

for (const [name, { on = '2025-06-01', before: [taps, characters] = [Infinity, Infinity], start = () => {}, walk }] of Object.entries(
  tasks,
)) {
  test(`${name}: no more taps and characters than before`, () =>
    site.onPage({ query: `on=${on}&lang=ru`, context: { hasTouch: true } }, async (page) => {
      const started = await start(page);
      const hands = new Hands(page);
      await walk(hands, page, started);
      assert.deepEqual([Math.min(hands.taps, taps), Math.min(hands.characters, characters)], [hands.taps, hands.characters]);
    }));
}

// Before, 23 keys: a tab to each of three languages and to the other day, then three questions.
test('in Kazakh, by keyboard and screen reader alone: 18 keys to the application', () =>
  site.onPage({ query: 'on=2025-06-01&lang=kk' }, async (page) => {
    let keys = 0;
    const press = async (...names) => {
      for (const name of names) {
        keys += 1;
        await page.keyboard.press(name);
      }
    };
    await press('Tab', 'Tab', 'Tab', 'Tab', 'Space', 'Tab', '2', '0', 'Tab', '0', '6', 'Tab', '2', '0', '2', '5');
    // What is announced by itself, and where the next keys lead.
    assert.match(await textOf(page.locator('[aria-live=polite]').filter({ hasText: /\S/ })), /^Онлайн ауыстыруға болады/);
    await press('Tab', 'Enter');
    await page.locator('#iin').waitFor();
    assert.equal(keys, 18);
    assert.equal(await page.evaluate(() => document.activeElement.shadowRoot.activeElement.id), 'step-heading');
  }));

test('what a screen reader reads of the check in Kazakh: the question with its answers, each by its name', () =>
  site.onPage({ query: 'on=2025-06-01&lang=kk' }, async (page) => {
    const question = page.getByRole('group', { name: 'Құжатқа не болды?' });
    assert.deepEqual(await question.getByRole('radio').evaluateAll((all) => all.map(({ labels: [label] }) => label.innerText.trim())), [
      'Жеке куәліктің мерзімі аяқталады немесе аяқталған',
      'Жеке куәлік жоғалған немесе ұрланған',
      'Жеке куәлік бүлінген',
      'Тегі, аты немесе басқа деректер өзгерген',
      'Бұл паспорт немесе басқа құжат',
      'Басқа адамның атынан ресімдеймін',
    ]);
    await question.getByRole('radio').first().click();
    await page.getByRole('button', { name: 'Өзгерту: Құжатқа не болды?' }).waitFor();
    await page.getByRole('group', { name: 'Жеке куәліктің мерзімі қай күні аяқталады?' }).getByRole('textbox', { name: 'Жылы' }).waitFor();
  }));
