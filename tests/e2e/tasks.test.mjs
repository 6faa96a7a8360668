// Twelve tasks, as people come with them, each walked by taps and typing alone, or by keys alone: what it takes, against what it took
// when the check asked four questions. In Chromium, as built and served.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { open, person, portrait, textOf, toReview, toTicket } from './application.mjs';

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
    for (const [id, value] of Object.entries(person)) {
      if (id === 'region') await this.choose('#region', value);
      else await this.type(`#${id}`, value);
    }
    await this.tap('#continue');
  }

  async photo(file = portrait) {
    await this.give('#photo input[type=file]', file);
    await this.page.locator('#photo-status.good, #photo-status.doubtful').waitFor();
  }

  async sign() {
    await this.tap('#signature-draw');
    const board = this.page.locator('#signature-board');
    await board.scrollIntoViewIfNeeded();
    const { x, y, width, height } = await board.boundingBox();
    const at = (share) => [x + width * (0.2 + 0.6 * share), y + height * (0.5 + 0.25 * Math.sin(share * 15))];
    await this.page.mouse.move(...at(0));
    await this.page.mouse.down();
    for (let step = 1; step <= 60; step += 1) await this.page.mouse.move(...at(step / 60));
    await this.page.mouse.up();
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
    before: BEFORE_DECEMBER,
    walk: (hands) => hands.renew('2025-12-20', '2025-12-10'),
  },
  'to renew in January 2026, where none arises': {
    on: '2026-01-10',
    before: BEFORE_JANUARY,
    walk: (hands) => hands.renew('2026-01-20'),
  },
};
