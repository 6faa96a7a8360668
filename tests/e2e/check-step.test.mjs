// The check step in a real browser, as built and served: what a visitor sees, hears and sends.
// Needs pkg/ and www/shell/dist/.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { checkEligibility, init, ruleset } from '../../pkg/node.js';
import { messages as en } from '../../pkg/messages/en.js';
import { messages as kk } from '../../pkg/messages/kk.js';
import { messages as ru } from '../../pkg/messages/ru.js';
import { launch } from '../../scripts/chromium.mjs';
import { serve } from '../../scripts/demo.mjs';
import { choose, digestsInside } from './application.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const messages = { kk, ru, en };
const languages = Object.keys(messages);
const date = { kk: '2025 жылғы 1 маусым', ru: '1 июня 2025 г.', en: '1 June 2025' };

let server;
let browser;

before(async () => {
  await init();
  server = await serve({ port: 0 });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.close();
});

const plain = (text) => text.replace(/\s+/g, ' ').trim();
const textOf = async (locator) => plain(await locator.innerText());

/** Runs `use` with the page, loaded; then nothing may have gone wrong in it. */
async function onPage({ query = 'on=2025-06-01&lang=ru', context: options = {}, init: script, ready = true, expectErrors = false }, use) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const seen = { errors: [], requests: [] };
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) seen.errors.push(message.text());
  });
  page.on('pageerror', (error) => seen.errors.push(String(error)));
  page.on('request', (request) => seen.requests.push(request.url()));
  await page.addInitScript(() => {
    window.violations = [];
    addEventListener('securitypolicyviolation', ({ effectiveDirective }) => window.violations.push(effectiveDirective));
    window.shifts = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
    window.verdicts = [];
    addEventListener('kualik-verdict', ({ detail }) => window.verdicts.push(detail));
  });
  try {
    if (script) await script(page);
    await page.goto(`${server.url}?${query}`);
    if (ready) await page.locator('#situation').waitFor();
    await use(page, seen);
    if (!expectErrors) {
      assert.deepEqual(seen.errors, []);
      assert.deepEqual(await page.evaluate(() => window.violations), []);
    }
  } finally {
    await context.close();
  }
}

async function typeDate(page, id, ...parts) {
  for (const [index, part] of ['day', 'month', 'year'].entries()) {
    if (parts[index] !== undefined) await page.locator(`[name=${id}-${part}]`).fill(parts[index]);
  }
}

async function askOwnCard(page, ...expiry) {
  await choose(page, 'expiry');
  await typeDate(page, 'expiry', ...expiry);
}

const values = (page, id) => page.locator(`#${id} input`).evaluateAll((inputs) => inputs.map(({ value }) => value));
const codes = (page) => page.locator('.refusals li').evaluateAll((items) => items.map((item) => item.dataset.code));
const questions = (page) => page.locator('#situation, #expiry').evaluateAll((all) => all.map(({ id }) => id));
const situations = ['expiry', 'loss', 'damage', 'other-data', 'other-document', 'other-person'];

test('a card in its window can be renewed: days left, the last day, and a line drawn to scale', () =>
  onPage({}, async (page) => {
    await askOwnCard(page, '20', '6', '2025');
    await page.locator('.panel.yes').waitFor();
    const panel = await textOf(page.locator('.panel.yes'));
    assert.match(panel, /Можно заменить онлайн/);
    assert.match(panel, /19 дней/);
    assert.match(panel, /по 30 июня 2025 г\. включительно/);
    assert.deepEqual(await page.locator('.timeline li time').evaluateAll((all) => all.map(({ dateTime }) => dateTime)), [
      '2025-05-28',
      '2025-06-01',
      '2025-06-20',
      '2025-06-30',
    ]);
    const [opens, now, expires, closes] = await Promise.all(
      ['.hollow', '.now', '.bar', '.solid'].map(async (mark) => {
        const { x, width } = await page.locator(`.line ${mark}`).boundingBox();
        return x + width / 2;
      }),
    );
    // 4, 19 and 10 of 33 days.
    const scale = (closes - opens) / 33;
    for (const [gap, days] of [
      [now - opens, 4],
      [expires - now, 19],
      [closes - expires, 10],
    ]) {
      assert.ok(Math.abs(gap - days * scale) < 1.5, `${gap} px for ${days} days at ${scale} px a day`);
    }
    await page.locator('.basis summary').click();
    const basis = await textOf(page.locator('.basis'));
    for (const { text } of checkEligibility({
      document: 'identity-card',
      reason: 'expiry',
      applicant: 'owner',
      expiresOn: '2025-06-20',
      on: '2025-06-01',
    }).basis) {
      assert.ok(basis.includes(plain(text)), text);
    }
  }));

test('days since expiry are told once the card has expired', () =>
  onPage({ query: 'on=2025-06-21&lang=en' }, async (page) => {
    await askOwnCard(page, '20', '6', '2025');
    assert.match(await textOf(page.locator('.panel.yes')), /Expired 1 day ago/);
  }));

const stages = (page) =>
  page
    .locator('.fine')
    .evaluateAll((all) => all.flatMap((each) => [...each.querySelectorAll('[data-stage]')].map(({ dataset }) => dataset.stage)));

// КоАП 492: a warning from the tenth day, a fine of 7 МРП, or 13 again within a year, after a calendar month; the order admits the
// tenth day. Expired on 20.06.2025: day 10 is 30.06, the month ends on 20.07. МРП of 2025: 3932, so 27 524 and 51 116; of 2026: 4325,
// so 30 275 and 56 225.
test('an expired card that may still be renewed: from which day it costs what (КоАП 492)', () =>
  onPage({ query: 'on=2025-06-29&lang=ru' }, async (page) => {
    await askOwnCard(page, '20', '6', '2025');
    await page.locator('.panel.yes').waitFor();
    assert.deepEqual(await stages(page), ['none']);
    assert.match(await textOf(page.locator('.fine')), /предупреждение возможно с 30 июня 2025 г\.(?!\.)/);
    assert.equal(await page.locator('.fine [data-code]').count(), 0);
    // Still valid, nothing is said.
    await typeDate(page, 'expiry', '29', '6', '2025');
    assert.equal(await page.locator('.panel.yes').count(), 1);
    assert.equal(await page.locator('.fine').count(), 0);
  }));

for (const [language, caution, fineFrom] of [
  ['kk', /құқық бұзушылық/, /2025 жылғы 21 шілде/],
  ['ru', /правонарушение.*не откладывайте/, /21 июля 2025 г\./],
  ['en', /is an offence.*do not put it off/, /21 July 2025/],
]) {
  test(`on the last day of the window the verdict stays, with a caution beside it (${language})`, () =>
    onPage({ query: `on=2025-06-30&lang=${language}` }, async (page) => {
      await askOwnCard(page, '20', '6', '2025');
      await page.locator('.panel.yes').waitFor();
      assert.equal(await page.locator('.go-on').count(), 1);
      const note = await textOf(page.locator('.fine'));
      assert.match(await textOf(page.locator('.fine [data-code=offence-begins]')), caution);
      assert.deepEqual(await stages(page), ['warning', 'fine']);
      assert.match(note, fineFrom);
      assert.match(note, language === 'en' ? /27,524 ₸.*\b7\b.*51,116 ₸.*\b13\b/ : /27 524 ₸.*\b7\b.*51 116 ₸.*\b13\b/);
      assert.match(note, /ст\. 492/);
      assert.doesNotMatch(note, /[{}]/);
    }));
}

test('a card that expired long ago: the fine of the day, by the index of the year; where no value is known, nothing', () =>
  onPage({ query: 'on=2025-07-21&lang=ru' }, async (page) => {
    await askOwnCard(page, '20', '6', '2025');
    await page.locator('.panel.no').waitFor();
    assert.deepEqual(await stages(page), ['fine']);
    assert.match(await textOf(page.locator('.fine')), /с 21 июля 2025 г\. влечёт штраф 27 524 ₸ \(7 МРП\).*51 116 ₸ \(13 МРП\)/);
    await page.getByRole('button', { name: 'Проверить на другую дату' }).click();
    // A day before the fine begins it is still the warning, and it says what comes.
    await typeDate(page, 'day', '20', '7', '2025');
    assert.deepEqual(await stages(page), ['warning', 'fine']);
    await typeDate(page, 'day', '1', '4', '2026');
    assert.match(await textOf(page.locator('.fine')), /30 275 ₸ \(7 МРП\).*56 225 ₸ \(13 МРП\)/);
    // The code was looked at for 2025 and 2026.
    await typeDate(page, 'day', '1', '1', '2027');
    await page.locator('.decided', { hasText: '2027' }).waitFor();
    assert.equal(await page.locator('.panel.no').count(), 1);
    assert.equal(await page.locator('.fine').count(), 0);
  }));

/** The bounds of the rules, in words: 30 days before, 10 after (the order, as the press reports it). */
const bounds = {
  kk: { 'window-not-open': /30 күн қалғанда/, 'window-closed': /кейін 10 күн ішінде/ },
  ru: { 'window-not-open': /не раньше чем за 30 дней до конца срока/, 'window-closed': /не позже чем через 10 дней после конца срока/ },
  en: { 'window-not-open': /no earlier than 30 days before/, 'window-closed': /no later than 10 days after/ },
};

for (const language of languages) {
  test(`too early is headed by the day to come back on, with the notice word for word below it, and the bound in numbers (${language})`, () =>
    onPage({ query: `on=2025-06-01&lang=${language}` }, async (page) => {
      await askOwnCard(page, '10', '8', '2025');
      const panel = page.locator('.panel.wait');
      await panel.waitFor();
      // 30 days before 10 August 2025.
      const opens = { kk: '2025 жылғы 11 шілде', ru: '11 июля 2025 г.', en: '11 July 2025' }[language];
      assert.ok((await textOf(panel.locator('h2'))).includes(opens));
      assert.equal(await panel.locator('.notice').textContent(), ruleset().notice[language]);
      assert.equal(await panel.locator('q[lang=ru]').count(), language === 'ru' ? 0 : 1);
      assert.deepEqual(await codes(page), ['window-not-open']);
      assert.match(await textOf(page.locator('.refusals')), bounds[language]['window-not-open']);
      await typeDate(page, 'expiry', '20', '5', '2025');
      await page.locator('.panel.no').waitFor();
      assert.deepEqual(await codes(page), ['window-closed']);
      assert.match(await textOf(page.locator('.refusals')), bounds[language]['window-closed']);
    }));

  test(`a refusal says the notice word for word, the ground with its clause, and what to do (${language})`, () =>
    onPage({ query: `on=2026-04-01&lang=${language}` }, async (page) => {
      await askOwnCard(page, '20', '6', '2025');
      const {
        notice,
        inForce,
        window: { basis },
      } = ruleset();
      assert.equal(notice.ru, 'оформление недоступно, обратитесь в ЦОН');
      assert.equal(await page.locator('.verdict h2').textContent(), notice[language]);
      // A sentence begins with a capital, and its letters stay the order's.
      assert.equal(
        await page.locator('.verdict h2').evaluate((element) => getComputedStyle(element, '::first-letter').textTransform),
        'uppercase',
      );
      assert.equal(await page.locator('.panel q[lang=ru]').count(), language === 'ru' ? 0 : 1);
      if (language !== 'ru') assert.equal(await page.locator('.panel q').textContent(), notice.ru);

      assert.deepEqual(await codes(page), ['pilot-ended', 'window-closed']);
      const refusals = page.locator('.refusals li');
      assert.equal(await textOf(refusals.first().locator('> p')), messages[language].refusals['pilot-ended']);
      for (const [index, citation] of [inForce.basis, basis].entries()) {
        await refusals.nth(index).locator('summary').click();
        const shown = await textOf(refusals.nth(index).locator('details'));
        for (const part of [citation.act, citation.text, citation.clause ?? '']) assert.ok(shown.includes(plain(part)), part);
      }
      // The pilot's term is read in the order itself, its window in the press; in the package's words.
      const { act, report } = messages[language].certainty;
      for (const [index, words] of [act, report].entries()) {
        assert.ok((await textOf(refusals.nth(index).locator('summary'))).includes(words), words);
      }
      const next = await textOf(page.locator('.next'));
      assert.match(next, /ХҚКО|ЦОН|TsON/);
      assert.match(next, /egov\.kz, eGov Mobile .* 1414/);
    }));

  test(`where the order is not in force, that is said before anything is asked, with what to do (${language})`, () =>
    onPage({ query: `on=2026-04-01&lang=${language}` }, async (page) => {
      const said = page.locator('.not-in-force');
      assert.equal(await said.locator('h2').textContent(), ruleset().notice[language]);
      const through = { kk: '2026 жылғы 31 наурыз', ru: '31 марта 2026 г.', en: '31 March 2026' }[language];
      assert.ok((await textOf(said)).includes(through));
      assert.match(await textOf(said.locator('.next')), /1414/);
      const [first, second] = await Promise.all([said, page.locator('#situation')].map(async (one) => (await one.boundingBox()).y));
      assert.ok(first < second);
      // From there another day can be checked, in force: then nothing of it is left.
      await said.locator('#check-other-day').click();
      assert.equal(await page.evaluate(() => document.activeElement.shadowRoot.activeElement.name), 'day-day');
      await typeDate(page, 'day', '1', '6', '2025');
      assert.equal(await said.count(), 0);
      // Answered, it is said once.
      await typeDate(page, 'day', '1', '4', '2026');
      await choose(page, 'loss');
      assert.equal(await page.locator('.panel.no').count(), 1);
      assert.equal(await said.count(), 0);
    }));
}

test('before the order, the day on which it begins is the one to come back on', () =>
  onPage({ query: 'on=2025-05-01&lang=ru' }, async (page) => {
    await askOwnCard(page, '20', '6', '2025');
    assert.deepEqual(await codes(page), ['pilot-not-started', 'window-not-open']);
    // The window would open on 21 May; the order is in force from 28 May.
    assert.match(await textOf(page.locator('.panel.wait h2')), /28 мая 2025 г\./);
  }));

test('each situation is the question that it is put to the core as; only the first asks for the date', () =>
  onPage({}, async (page) => {
    assert.equal(await page.locator('input:checked').count(), 0);
    assert.deepEqual(await page.locator('#situation input').evaluateAll((all) => all.map(({ value }) => value)), situations);
    for (const [situation, refused] of [
      ['loss', 'reason-not-covered'],
      ['damage', 'reason-not-covered'],
      ['other-data', 'reason-not-covered'],
      ['other-document', 'document-not-covered'],
      ['other-person', 'applicant-not-owner'],
    ]) {
      await choose(page, situation);
      assert.deepEqual(await codes(page), [refused], situation);
      assert.deepEqual(await questions(page), ['situation'], situation);
    }
    await choose(page, 'expiry');
    assert.deepEqual(await questions(page), ['situation', 'expiry']);
    assert.equal(await page.locator('.panel').count(), 0);
  }));

test('for another person: no date is asked for, and none is told; the owner is named', () =>
  onPage({}, async (page) => {
    await choose(page, 'other-person');
    assert.match(await textOf(page.locator('.next')), /подать сам владелец/);
    const [{ refusals, ...verdict }] = await page.evaluate(() => window.verdicts);
    assert.deepEqual(
      refusals.map(({ code }) => code),
      ['applicant-not-owner'],
    );
    // Neither the days to expiry nor a window, which nobody has asked about.
    assert.deepEqual(Object.keys(verdict).sort(), ['checkedOn', 'notice', 'outcome', 'ruleset']);
    assert.doesNotMatch(await textOf(page.locator('.verdict')), /срока действия: |истёк \d/);
  }));

test('what was stolen is told to the police first, and nobody is asked to bring what is lost', () =>
  onPage({}, async (page) => {
    await choose(page, 'loss');
    const [first, ...more] = await page.locator('.next > li').allInnerTexts();
    assert.match(first, /полици/);
    assert.doesNotMatch(more.join(), /Возьмите старое/);
    await choose(page, 'damage');
    assert.match(await textOf(page.locator('.next')), /Возьмите старое удостоверение/);
    assert.doesNotMatch(await textOf(page.locator('.next')), /полици/);
  }));

test('an answer folds to a line after a tap, and unfolds to be changed; what is tapped again stays the answer', () =>
  onPage({ context: { hasTouch: true } }, async (page) => {
    const focusedId = () => page.evaluate(() => document.activeElement.shadowRoot.activeElement?.id);
    await page.locator('input[value=loss]').tap();
    assert.equal(await page.locator('#situation input').count(), 0);
    assert.match(await textOf(page.locator('#situation')), /^Удостоверение потеряно или украдено Изменить$/);
    assert.equal(await focusedId(), 'change-situation');
    await page.locator('#change-situation').tap();
    assert.equal(await page.locator('input:checked').getAttribute('value'), 'loss');
    assert.deepEqual(await codes(page), ['reason-not-covered']);
    await page.locator('input[value=loss]').tap();
    assert.equal(await page.locator('#situation input').count(), 0);
    assert.deepEqual(await codes(page), ['reason-not-covered']);
  }));

/** In view, as a whole. */
const isInView = (locator) =>
  locator.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });

for (const language of languages) {
  for (const percent of [100, 200]) {
    test(`on a small phone the question is in sight at once, and each answer without scrolling by hand (${language}, text at ${percent} %)`, () =>
      onPage(
        {
          query: `on=2025-06-01&lang=${language}`,
          context: { hasTouch: true },
          init: (page) =>
            page.addInitScript((size) => {
              document.addEventListener('DOMContentLoaded', () => document.documentElement.style.setProperty('font-size', size));
            }, `${percent}%`),
        },
        async (page) => {
          assert.ok(await isInView(page.locator('h1')));
          assert.ok(await isInView(page.locator('#situation legend')));
          if (percent === 100) assert.ok(await isInView(page.locator('#situation')));
          for (const situation of situations.slice(1)) {
            if (await page.locator('#change-situation').count()) await page.locator('#change-situation').tap();
            await page.locator(`input[value=${situation}]`).tap();
            assert.ok(await isInView(page.locator('.panel h2')), situation);
          }
          await page.locator('#change-situation').tap();
          await page.locator('input[value=expiry]').tap();
          assert.ok(await isInView(page.locator('#expiry legend')));
          // Eligible, too early, too late: each from the field in which the date ends.
          for (const [month, year, panel] of [
            ['6', '2025', '.panel.yes'],
            ['8', '2025', '.panel.wait'],
            ['6', '2024', '.panel.no'],
          ]) {
            await typeDate(page, 'expiry', '20', month, year);
            assert.ok(await isInView(page.locator(`${panel} h2`)), panel);
          }
        },
      ));
  }
}

test('half a date is left in peace; a wrong one is told at its field, in words', () =>
  onPage({}, async (page) => {
    const problem = page.locator('#expiry-problem');
    const invalid = page.locator('#expiry input[aria-invalid=true]');
    await askOwnCard(page, '30', '2');
    assert.equal(await textOf(problem), '');
    assert.equal(await page.locator('.panel').count(), 0);
    await typeDate(page, 'expiry', undefined, undefined, '20');
    assert.equal(await textOf(problem), '');

    await typeDate(page, 'expiry', undefined, undefined, '2025');
    assert.equal(await textOf(problem), ru.problems['impossible-date']);
    assert.equal(await invalid.count(), 3);
    assert.equal(await invalid.first().getAttribute('aria-describedby'), 'expiry-problem');
    assert.equal(await page.locator('.panel').count(), 0);

    await typeDate(page, 'expiry', '20', '6', '1990');
    assert.equal(await textOf(problem), ru.problems['date-out-of-range']);
    await typeDate(page, 'expiry', '20', 'VI', '2025');
    assert.equal(await textOf(problem), ru.problems['malformed-date']);

    await typeDate(page, 'expiry', '20', '6', '25');
    assert.equal(await textOf(problem), '');
    await page.locator('[name=expiry-year]').blur();
    assert.equal(await textOf(problem), ru.problems['malformed-date']);

    await typeDate(page, 'expiry', '20', '6', '2025');
    assert.equal(await textOf(problem), '');
    assert.equal(await invalid.count(), 0);
    assert.equal(await page.locator('.panel.yes').count(), 1);
  }));

test('a whole date can be pasted into any of its fields', () =>
  onPage({ context: { permissions: ['clipboard-read', 'clipboard-write'] } }, async (page) => {
    await askOwnCard(page);
    for (const [field, text] of [
      ['day', '20.06.2025'],
      ['month', ' 20/6/2025 '],
      ['year', '2025-06-20'],
      ['day', '20062025'],
    ]) {
      await typeDate(page, 'expiry', '', '', '');
      await page.evaluate((value) => navigator.clipboard.writeText(value), text);
      await page.locator(`[name=expiry-${field}]`).press('Control+V');
      await page.locator('.panel.yes').waitFor();
      assert.deepEqual((await values(page, 'expiry')).map(Number), [20, 6, 2025], text);
    }
  }));

test('the language can be switched at any time, and nothing entered is lost', () =>
  onPage({}, async (page) => {
    await askOwnCard(page, '20', '6', '2025');
    for (const [language, name, title, service, days] of [
      ['kk', 'Қазақша', 'Жеке куәлікті онлайн ауыстыруға бола ма?', 'Жеке куәлікті онлайн ауыстыру', '19 күн'],
      ['en', 'English', 'Can your identity card be renewed online?', 'Renew an identity card online', '19 days'],
      ['ru', 'Русский', 'Можно ли заменить удостоверение личности онлайн?', 'Замена удостоверения онлайн', '19 дней'],
    ]) {
      await page.getByRole('button', { name }).click();
      assert.equal(await textOf(page.locator('h1')), service);
      assert.equal(await page.title(), title);
      assert.equal(await page.locator('html').getAttribute('lang'), language);
      assert.equal(await page.locator('kualik-renewal').getAttribute('lang'), language);
      assert.ok((await textOf(page.locator('.panel.yes'))).includes(days));
      assert.ok((await textOf(page.locator('.decided'))).includes(date[language]));
      assert.deepEqual(await values(page, 'expiry'), ['20', '6', '2025']);
    }
  }));

test('without ?lang= the reader’s own language is taken, otherwise Russian', async () => {
  for (const [locale, language] of [
    ['kk-KZ', 'kk'],
    ['en-US', 'en'],
    ['de-DE', 'ru'],
  ]) {
    await onPage({ query: 'on=2025-06-01', context: { locale } }, async (page) => {
      assert.equal(await page.locator('html').getAttribute('lang'), language);
    });
  }
});

test('another day can be checked, by ?on= or by hand, and the page says which', () =>
  onPage({ query: 'on=2025-06-21&lang=ru' }, async (page) => {
    assert.match(await textOf(page.locator('.decided')), /21 июня 2025 г\.$/);
    await askOwnCard(page, '20', '6', '2025');
    assert.match(await textOf(page.locator('.panel.yes')), /истёк 1 день назад/);

    assert.equal(await page.locator('#day').isVisible(), false);
    await page.getByRole('button', { name: 'Проверить на другую дату' }).click();
    assert.deepEqual((await values(page, 'day')).map(Number), [21, 6, 2025]);
    await typeDate(page, 'day', '1', '4', '2026');
    assert.match(await textOf(page.locator('.decided')), /1 апреля 2026 г\.$/);
    assert.deepEqual(await codes(page), ['pilot-ended', 'window-closed']);

    await typeDate(page, 'day', '31', '2', '2026');
    assert.equal(await textOf(page.locator('#day-problem')), ru.problems['impossible-date']);
    assert.equal(await page.locator('.panel').count(), 0);
    await typeDate(page, 'day', '21', '6', '2025');
    assert.equal(await page.locator('.panel.yes').count(), 1);
  }));

test('a wrong ?on= is told, not guessed', async () => {
  for (const [on, code] of [
    ['2025-02-30', 'impossible-date'],
    ['tomorrow', 'malformed-date'],
    ['1990-01-01', 'date-out-of-range'],
  ]) {
    await onPage({ query: `on=${on}&lang=en` }, async (page) => {
      assert.equal(await textOf(page.locator('#day-problem')), en.problems[code]);
      assert.equal(await page.locator('#day').isVisible(), true);
    });
  }
});

test('without a day, today in Kazakhstan is taken, wherever the device is', async () => {
  // 19:30 in London: 00:30 of the next day in Astana.
  for (const [now, day] of [
    ['2025-06-01T18:59:59Z', '1 June 2025'],
    ['2025-06-01T19:00:00Z', '2 June 2025'],
  ]) {
    await onPage(
      {
        query: 'lang=en',
        context: { timezoneId: 'America/Los_Angeles' },
        init: (page) => page.clock.setFixedTime(new Date(now)),
      },
      async (page) => {
        assert.equal(await textOf(page.locator('.decided')), `Checked for ${day} (today in Kazakhstan)`);
        await askOwnCard(page, '20', '6', '2025');
        assert.equal(await textOf(page.locator('.timeline li.today')), `Today ${day}`);
      },
    );
  }
});

test('clearing the day goes back to today', () =>
  onPage({ init: (page) => page.clock.setFixedTime(new Date('2025-07-01T12:00:00Z')) }, async (page) => {
    await page.getByRole('button', { name: 'Проверить на другую дату' }).click();
    await typeDate(page, 'day', '', '', '');
    assert.match(await textOf(page.locator('.decided')), /1 июля 2025 г\. \(сегодня в Казахстане\)$/);
  }));

test('the keyboard alone is enough, and the focus is always seen', () =>
  onPage({}, async (page) => {
    const focused = () =>
      page.evaluate(() => {
        const element = document.activeElement.shadowRoot.activeElement;
        const ring = element.type === 'radio' ? element.parentElement : element;
        const { outlineStyle, outlineWidth } = getComputedStyle(ring);
        return {
          name: element.name || element.textContent.trim(),
          value: element.value,
          ring: outlineStyle === 'none' ? 0 : parseFloat(outlineWidth),
        };
      });
    const tab = async (name) => {
      await page.keyboard.press('Tab');
      const now = await focused();
      assert.equal(now.name, name);
      assert.ok(now.ring >= 2, `${name} has a ring of ${now.ring} px`);
    };
    for (const name of ['Қазақша', 'Русский', 'English', 'situation']) await tab(name);
    // The arrow keys choose, and nothing folds under them.
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    assert.equal((await focused()).value, 'loss');
    assert.deepEqual(await codes(page), ['reason-not-covered']);
    await page.keyboard.press('ArrowUp');
    assert.equal((await focused()).value, 'expiry');
    await tab('expiry-day');
    assert.equal(await page.locator('#situation input').count(), 0);
    await page.keyboard.type('20');
    await tab('expiry-month');
    await page.keyboard.type('06');
    await tab('expiry-year');
    await page.keyboard.type('2025');
    await page.locator('.panel.yes').waitFor();
    assert.equal((await focused()).name, 'expiry-year');
    await tab('Перейти к заявке');
    await tab('Правила и источники');
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('.basis blockquote').first().isVisible(), true);
  }));

test('the answer stands in a live region that was there before it', () =>
  onPage({}, async (page) => {
    const region = page.locator('.verdict [aria-live=polite]');
    assert.equal(await textOf(region), '');
    const before = await region.elementHandle();
    await askOwnCard(page, '20', '6', '2025');
    assert.match(plain(await before.innerText()), /^Можно заменить онлайн.*19 дней/);
    await typeDate(page, 'expiry', '20', '8', '2025');
    assert.match(plain(await before.innerText()), /^Пока рано.*оформление недоступно, обратитесь в ЦОН/i);
  }));

test('the host hears each verdict of the core, and when it no longer stands', () =>
  onPage({}, async (page) => {
    const query = { document: 'identity-card', reason: 'expiry', applicant: 'owner', expiresOn: '2025-06-20', on: '2025-06-01' };
    await askOwnCard(page, '20', '6', '2025');
    await typeDate(page, 'expiry', '');
    await typeDate(page, 'expiry', '31');
    await choose(page, 'other-document');
    await page.locator('.panel.no').waitFor();
    const [eligible, gone, invalid, unavailable, ...more] = await page.evaluate(() => window.verdicts);
    assert.deepEqual(eligible, checkEligibility(query));
    assert.equal(gone, null);
    assert.deepEqual(invalid, checkEligibility({ ...query, expiresOn: '2025-06-31' }));
    assert.equal(unavailable.outcome, 'unavailable');
    assert.deepEqual(
      unavailable.refusals.map(({ code }) => code),
      ['document-not-covered'],
    );
    assert.deepEqual(more, []);
  }));

test('the element works by its attributes and properties alone', () =>
  onPage({}, async (page) => {
    await askOwnCard(page, '20', '6', '2025');
    await page.evaluate(() => {
      const element = document.querySelector('kualik-renewal');
      element.setAttribute('on', '2025-07-01');
      element.setAttribute('lang', 'en-GB');
    });
    await page.locator('.panel.no').waitFor();
    assert.deepEqual(await codes(page), ['window-closed']);
    assert.equal(await textOf(page.locator('.decided')), 'Checked for 1 July 2025');
    await page.evaluate(() => {
      document.querySelector('kualik-renewal').on = '2025-06-30';
    });
    await page.locator('.panel.yes').waitFor();
    assert.deepEqual((await values(page, 'day')).map(Number), [30, 6, 2025]);
  }));

test('after loading nothing is requested, stored or put into the address', () =>
  onPage({}, async (page, { requests }) => {
    // Keeping the check for a visit without a network is part of loading: docs/decisions/offline.md.
    await page.locator('.offline', { hasText: 'Проверка работает и без интернета' }).waitFor();
    await page.waitForLoadState('networkidle');
    const loaded = [...requests];
    assert.ok(loaded.some((url) => url.endsWith('.wasm')));
    for (const url of loaded) assert.equal(new URL(url).origin, new URL(server.url).origin);
    const address = page.url();

    await askOwnCard(page, '20', '6', '2025');
    await page.locator('.basis summary').click();
    for (const name of ['Қазақша', 'English', 'Русский']) await page.getByRole('button', { name }).click();
    await page.getByRole('button', { name: 'Проверить на другую дату' }).click();
    await typeDate(page, 'day', '1', '5', '2025');
    await page.locator('.refusals summary').first().click();
    await choose(page, 'loss');
    await page.waitForLoadState('networkidle');

    assert.deepEqual(requests, loaded);
    assert.equal(page.url(), address);
    assert.deepEqual(
      await page.evaluate(async () => ({
        local: localStorage.length,
        session: sessionStorage.length,
        cookie: document.cookie,
        history: history.length,
        databases: (await indexedDB.databases()).length,
      })),
      { local: 0, session: 0, cookie: '', history: 2, databases: 0 },
    );
  }));

test('the page’s policy is strict and in force', () =>
  onPage({ expectErrors: true }, async (page) => {
    const policy = await page.locator('meta[http-equiv=Content-Security-Policy]').getAttribute('content');
    const digests = await digestsInside(page);
    assert.equal(digests.length, 2);
    assert.deepEqual(policy.split('; ').sort(), [
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'none'",
      "font-src 'none'",
      "form-action 'none'",
      "img-src 'self' blob:",
      "manifest-src 'self'",
      "require-trusted-types-for 'script'",
      `script-src 'self' 'wasm-unsafe-eval' ${digests.join(' ')}`,
      "style-src 'self'",
      'trusted-types lit-html kualik older',
      "worker-src 'self'",
    ]);
    assert.deepEqual(await page.evaluate(() => window.violations), []);
    await page.evaluate(() => {
      document.body.setAttribute('style', 'color: red');
      try {
        document.body.insertAdjacentHTML('beforeend', '<b>markup</b>');
      } catch {
        // Refused, as it should be.
      }
      return fetch('http://127.0.0.2:9/').catch(() => undefined);
    });
    await page.waitForFunction(() => window.violations.length >= 3);
    assert.deepEqual((await page.evaluate(() => window.violations)).sort(), ['connect-src', 'require-trusted-types-for', 'style-src-attr']);
  }));

test('a core that does not load is told in words, and can be tried again', () => {
  let down = true;
  return onPage(
    {
      ready: false,
      expectErrors: true,
      // A service worker would have fetched the core by itself meanwhile.
      context: { serviceWorkers: 'block' },
      init: (page) => page.route('**/*.wasm', (route) => (down ? route.abort() : route.continue())),
    },
    async (page) => {
      const alert = page.getByRole('alert');
      await alert.waitFor();
      assert.match(await textOf(alert), /Проверьте подключение/);
      const retry = page.getByRole('button', { name: 'Попробовать ещё раз' });
      const again = page.waitForEvent('requestfailed');
      await retry.click();
      await again;
      await alert.getByText('Проверьте подключение').waitFor();
      down = false;
      await retry.click();
      await page.locator('#situation').waitFor();
      assert.equal(await page.locator('.failure').count(), 0);
      await askOwnCard(page, '20', '6', '2025');
      await page.locator('.panel.yes').waitFor();
    },
  );
});

test('without WebAssembly, a core in plain JavaScript that does not load is told in words too', () =>
  onPage(
    {
      ready: false,
      expectErrors: true,
      context: { serviceWorkers: 'block' },
      init: async (page) => {
        await page.addInitScript(() => {
          delete globalThis.WebAssembly;
        });
        await page.route('**/no-wasm-*.js', (route) => route.abort());
      },
    },
    async (page) => {
      await page.getByRole('alert').waitFor();
      assert.match(await textOf(page.getByRole('alert')), /Проверьте подключение/);
    },
  ));

/** What engines say where there is no memory for the module (Chromium: RangeError; others do not all say so by that). */
const refusals = {
  'as Chromium does': () => {
    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = (given, imports) =>
      imports
        ? Promise.reject(new RangeError('WebAssembly.Instance(): Out of memory: Cannot allocate Wasm memory for new instance'))
        : instantiate.call(WebAssembly, given);
  },
  'by another error': () => {
    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = (given, imports) =>
      imports ? Promise.reject(new Error('out of memory')) : instantiate.call(WebAssembly, given);
    WebAssembly.Memory = class {
      constructor() {
        throw new Error('out of memory');
      }
    };
  },
};
for (const [name, refuse] of Object.entries(refusals)) {
  test(`where WebAssembly gets no memory, ${name}, the core in plain JavaScript decides`, () =>
    onPage({ init: (page) => page.addInitScript(refuse), expectErrors: true }, async (page) => {
      await askOwnCard(page, '20', '6', '2025');
      await page.locator('.panel.yes').waitFor();
    }));

  test(`where there is none for that either (${name}), it is told as such, and can be tried again`, () =>
    onPage(
      {
        ready: false,
        expectErrors: true,
        init: async (page) => {
          await page.addInitScript(refuse);
          await page.addInitScript(() => {
            const Own = ArrayBuffer;
            // What is as large as the memory that the core begins with.
            window.ArrayBuffer = new Proxy(Own, {
              construct(target, [length, ...more]) {
                if (length >= 2 ** 20 && !window.isFree) throw new RangeError('Array buffer allocation failed');
                return Reflect.construct(target, [length, ...more]);
              },
            });
          });
        },
      },
      async (page) => {
        const alert = page.getByRole('alert');
        await alert.waitFor();
        assert.match(await textOf(alert), /не хватает памяти/);
        await page.evaluate(() => {
          window.isFree = true;
        });
        await page.getByRole('button', { name: 'Попробовать ещё раз' }).click();
        await page.locator('#situation').waitFor();
      },
    ));
}

const states = {
  start: () => {},
  available: async (page) => {
    await askOwnCard(page, '20', '6', '2025');
    await page.locator('.basis summary').click();
  },
  unavailable: async (page) => {
    await choose(page, 'loss');
    await page.locator('.refusals summary').first().click();
  },
  'too early': async (page) => {
    await askOwnCard(page, '10', '8', '2025');
    await page.locator('.refusals summary').first().click();
  },
  'not in force': async (page) => {
    await page.locator('.day button').click();
    await typeDate(page, 'day', '1', '4', '2026');
    await page.locator('.not-in-force summary').click();
  },
  wrong: async (page) => {
    await askOwnCard(page, '30', '2', '2025');
    await page.locator('.day button').click();
    await typeDate(page, 'day', '31', '6', '2025');
  },
};

for (const language of languages) {
  // Words have no colours: those of the dark are tried with one language.
  for (const colorScheme of language === 'kk' ? ['light', 'dark'] : ['light']) {
    test(`axe finds nothing (${language}, ${colorScheme})`, async () => {
      for (const [name, reach] of Object.entries(states)) {
        await onPage(
          {
            query: `on=2025-06-01&lang=${language}`,
            context: { colorScheme },
            init: (page) => page.addInitScript(axe),
          },
          async (page) => {
            await reach(page);
            const { violations, incomplete, passes } = await page.evaluate(() => window.axe.run());
            const brief = (rules) =>
              rules.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.flat().join(' ')).join(', ')}`);
            assert.deepEqual(brief(violations), [], name);
            assert.deepEqual(brief(incomplete), [], name);
            // It has looked inside the element, at colours too.
            assert.ok(passes.find(({ id }) => id === 'color-contrast').nodes.length > 10, name);
          },
        );
      }
    });
  }

  test(`on a narrow phone nothing runs over the edge, and everything can be hit with a thumb (${language})`, async () => {
    for (const [name, reach] of Object.entries(states)) {
      await onPage(
        { query: `on=2025-06-01&lang=${language}`, context: { viewport: { width: 320, height: 640 }, hasTouch: true } },
        async (page) => {
          await reach(page);
          const { over, small } = await page.evaluate(() => {
            const inside = [...document.querySelector('kualik-renewal').shadowRoot.querySelectorAll('*')].filter(
              (element) => element.getClientRects().length > 0,
            );
            const label = (element) => `${element.localName}.${element.getAttribute('class')} ${element.textContent.trim().slice(0, 20)}`;
            return {
              over: [document.documentElement.scrollWidth > innerWidth ? 'the page' : '']
                .concat(
                  inside
                    .filter(
                      (element) =>
                        element.getBoundingClientRect().right > innerWidth ||
                        (element instanceof HTMLElement && element.scrollWidth > element.clientWidth && element.clientWidth > 0),
                    )
                    .map(label),
                )
                .filter(Boolean),
              small: inside
                .filter((element) => element.matches('button, .option, summary, input:not([type=radio])'))
                .filter((element) => {
                  const { width, height } = element.getBoundingClientRect();
                  return width < 44 || height < 44;
                })
                .map(label),
            };
          });
          assert.deepEqual(over, [], name);
          assert.deepEqual(small, [], name);
        },
      );
    }
  });
}

test('what is printed is black on nothing, whatever the answer', () =>
  onPage({}, async (page) => {
    const printed = (css) =>
      page.locator(css).evaluate((element) => {
        const { color, backgroundColor } = getComputedStyle(element);
        return [color, backgroundColor];
      });
    await page.emulateMedia({ media: 'print' });
    for (const [month, panel] of [
      ['6', '.panel.yes'],
      ['8', '.panel.wait'],
      ['5', '.panel.no'],
    ]) {
      await choose(page, 'expiry');
      await typeDate(page, 'expiry', '20', month, '2025');
      assert.deepEqual(await printed(panel), ['rgb(0, 0, 0)', 'rgba(0, 0, 0, 0)'], panel);
    }
    assert.deepEqual(await printed('header'), ['rgb(0, 0, 0)', 'rgba(0, 0, 0, 0)']);
  }));

test('nothing moves while the page loads', () =>
  onPage(
    {
      init: (page) =>
        page.route('**/*.wasm', async (route) => {
          // The core comes only after the page has been painted without it.
          await page.waitForFunction(() => performance.getEntriesByType('paint').some(({ name }) => name === 'first-contentful-paint'));
          await route.continue();
        }),
    },
    async (page) => {
      await page.evaluate(
        () =>
          new Promise((resolve) => {
            requestAnimationFrame(() => requestAnimationFrame(resolve));
          }),
      );
      assert.equal(await page.evaluate(() => window.shifts), 0);
    },
  ));
