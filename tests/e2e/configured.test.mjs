// What an app around the page gives it through the protocol: the places where cards are collected, its own words of consent.
// And what the page asks itself: with what the application is signed, and how the duty is settled. In Chromium, as built and
// served. Needs pkg/ and www/shell/dist/.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fillDetails, goOn, next, open, pay, person, textOf, toDuty, toReview } from './application.mjs';

let site;
before(async () => {
  site = await open();
});
after(() => site.close());

/** An app around the page, which answers `ready` by this configuration. */
const inApp = (configuration) => (page) =>
  page.addInitScript((given) => {
    window.said = [];
    window.KualikHost = {
      postMessage: (text) => {
        const message = JSON.parse(text);
        window.said.push(message);
        window.say = (body) => window.kualik.receive({ kualik: 1, ...body });
        if (message.type === 'ready') setTimeout(() => window.say({ type: 'configure', ...given }));
      },
    };
  }, configuration);

const base = { on: '2025-06-01', lang: 'ru', gateway: 'sandbox' };
const configured = (page) => page.waitForFunction(() => document.querySelector('kualik-renewal').on === '2025-06-01');
const problems = (page) => page.evaluate(() => window.said.filter(({ type }) => type === 'protocol-problem').map(({ because }) => because));
const options = (page) => page.locator('#registrationPoint option').allInnerTexts();
const tag = (page) => page.locator('#registrationPoint').evaluate(({ localName }) => localName);

test('places to choose from where the app gives them, and an example where it does not', () =>
  site.onPage(
    { query: '', init: inApp({ ...base, registrationPoints: { 75: ['№ 1, Абай даңғылы', '№ 2'], 71: ['№ 9'] } }) },
    async (page) => {
      await configured(page);
      await goOn(page);
      // Before a region is chosen there is nothing to choose.
      assert.deepEqual(await options(page), ['Сначала выберите регион']);
      const { registrationPoint, region, ...rest } = person;
      await fillDetails(page, { ...rest, region });
      assert.deepEqual(await options(page), ['Выберите пункт', '№ 1, Абай даңғылы', '№ 2']);
      await next(page);
      assert.deepEqual(await page.locator('#problems [data-field]').evaluateAll((all) => all.map(({ dataset }) => dataset.field)), [
        'registrationPoint',
      ]);
      await page.locator('#registrationPoint').selectOption('№ 2');
      // What belongs to a region does not follow to another.
      await page.locator('#region').selectOption('71');
      assert.equal(await page.locator('#registrationPoint').inputValue(), '');
      assert.deepEqual(await options(page), ['Выберите пункт', '№ 9']);
      await page.locator('#region').selectOption('10');
      assert.equal(await tag(page), 'input');
      assert.match(await textOf(page.locator('#registrationPoint-hint')), /например: №/);
      await page.locator('#registrationPoint').fill('№ 2');
      await page.locator('#region').selectOption('75');
      assert.equal(await page.locator('#registrationPoint').inputValue(), '№ 2');
      await next(page);
      await page.locator('#photo').waitFor();
      assert.deepEqual(await problems(page), []);
    },
  ));

test('a place of a draft that is none any more is chosen anew', () =>
  site.onPage(
    {
      query: '',
      init: inApp({
        ...base,
        registrationPoints: { 75: ['№ 2'] },
        draft: { version: 1, step: 'details', expiresOn: '2025-06-20', fields: { region: '75', registrationPoint: '№ 1' } },
      }),
    },
    async (page) => {
      await page.locator('#iin').waitFor();
      assert.equal(await page.locator('#registrationPoint').inputValue(), '');
      await next(page);
      assert.equal(await page.locator('#registrationPoint').getAttribute('aria-invalid'), 'true');
    },
  ));

const consent = {
  kk: 'Оператор: «Сынақ» ЖШС.',
  ru: 'Оператор: ТОО «Пример».\nЦель: замена удостоверения. <b>Срок</b>: один год.',
  en: 'Operator: Example LLP.',
};

test('the app’s own words of consent, as plain text, in the reader’s language; else who receives what', () =>
  site.onPage({ query: '', init: inApp({ ...base, consent }) }, async (page) => {
    await configured(page);
    await toReview(page);
    assert.equal(await page.locator('#consent-text').innerText(), consent.ru);
    assert.equal(await page.locator('#consent-text b').count(), 0);
    assert.equal(await textOf(page.locator('label:has(#consent)')), 'Даю согласие');
    await page.getByRole('button', { name: 'English' }).click();
    await page.locator('#consent-text', { hasText: consent.en }).waitFor();
    assert.deepEqual(await problems(page), []);
  }));

test('without them: who receives what', () =>
  site.onPage({}, async (page) => {
    await toReview(page);
    const text = await textOf(page.locator('#consent-text'));
    assert.match(text, /Кто получит: УМС ДП города Алматы\./);
    for (const part of [/ИИН/, /телефон/, /фото/, /подпись/]) assert.match(text, part);
    assert.equal(await page.locator('#consent').isChecked(), false);
  }));

test('a configuration with a place or a consent that is none is refused whole', () =>
  site.onPage({ query: 'lang=ru', init: inApp({ lang: 'ru' }) }, async (page) => {
    await page.waitForFunction(() => window.say);
    const wrong = [
      { registrationPoints: { Алматы: ['№ 1'] } },
      { registrationPoints: { 75: '№ 1' } },
      { registrationPoints: { 75: [' '] } },
      { registrationPoints: { 75: ['x'.repeat(201)] } },
      { registrationPoints: { 75: Array.from({ length: 1_001 }, (_, number) => `№ ${number}`) } },
      { consent: { kk: 'a', ru: 'b' } },
      { consent: { ...consent, de: 'c' } },
      { consent: { ...consent, en: 'x'.repeat(4_001) } },
      { consent: { ...consent, ru: '\n' } },
      { consent: { ...consent, ru: ['a'] } },
    ];
    for (const [index, body] of wrong.entries()) {
      await page.evaluate((given) => window.say({ type: 'configure', lang: 'kk', ...given }), body);
      assert.equal((await problems(page)).length, index + 1, JSON.stringify(body).slice(0, 80));
    }
    assert.ok((await problems(page)).every((each) => each === 'wrong-body'));
    assert.equal(await page.evaluate(() => document.querySelector('kualik-renewal').lang), 'ru');
  }));

for (const [signing, said] of [
  ['none', /подписывать заявку не нужно/],
  ['ncalayer', /ЭЦП и программа NCALayer/],
  ['host', /в приложении, в котором открыта/],
]) {
  test(`with what it is signed stands before anything is filled in: ${signing}`, () =>
    site.onPage({ query: '', init: inApp({ ...base, signing }) }, async (page) => {
      await configured(page);
      await goOn(page);
      assert.match(await textOf(page.locator('#sign-with')), said);
    }));
}

test('how the duty is settled is for the applicant to say: nothing is chosen beforehand', () =>
  site.onPage({}, async (page) => {
    await toDuty(page);
    assert.equal(await page.locator('#settledBy input:checked').count(), 0);
    assert.equal(await page.locator('#paymentReference, #exemption').count(), 0);
    await next(page);
    assert.deepEqual(await page.locator('#problems [data-field]').evaluateAll((all) => all.map(({ dataset }) => dataset.field)), [
      'settledBy',
    ]);
    assert.match(await textOf(page.locator('#settledBy-problem')), /\p{Letter}/u);
    await page.locator('#problems [data-field=settledBy]').click();
    assert.equal(await page.evaluate(() => document.activeElement.shadowRoot.activeElement.name), 'settledBy');
    await pay(page);
    await next(page);
    await page.locator('#consent').waitFor();
  }));

test('the border of a field that is wrong has the colour of what is wrong', () =>
  site.onPage({}, async (page) => {
    await goOn(page);
    const colour = (selector) => page.locator(selector).evaluate((element) => getComputedStyle(element).borderTopColor);
    const line = await colour('#surname');
    await next(page);
    await page.locator('#problems').waitFor();
    // #a3200f, as the words above the field.
    for (const id of ['surname', 'iin', 'region', 'registrationPoint']) assert.equal(await colour(`#${id}`), 'rgb(163, 32, 15)', id);
    assert.equal(await colour('#givenName'), line);
    assert.equal(await page.locator('#surname-problem p').evaluate((element) => getComputedStyle(element).color), 'rgb(163, 32, 15)');
  }));
