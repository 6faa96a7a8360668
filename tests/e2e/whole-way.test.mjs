// The whole way, from the check to the card or to another application, in Chromium, as built and served.
// Needs pkg/ and www/shell/dist/.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { init, ruleset } from '../../pkg/node.js';
import {
  check,
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
  toDuty,
  toReview,
  toTicket,
  typeDate,
} from './application.mjs';

let site;
before(async () => {
  await init();
  site = await open();
});
after(() => site.close());

const records = (page) => page.evaluate(() => window.heard.filter(({ type }) => type === 'record').map(({ detail }) => detail));

for (const lang of languages) {
  test(`the whole way to the card in the sandbox, in ${lang}`, () =>
    site.onPage({ query: `on=2025-06-01&lang=${lang}` }, async (page) => {
      const ticket = await toTicket(page);
      assert.match(ticket, /^SANDBOX-\d{6}$/);
      // «Көші-қон» is one word, within which no line breaks.
      const office = { kk: /Алматы қаласы ПД Көші\u2011қон қызметі басқармасы/, ru: /УМС ДП города Алматы/, en: /УМС ДП города Алматы/ };
      assert.match(await textOf(page.locator('.ticket')), office[lang]);
      assert.equal(await page.locator('.stations li').count(), 5);
      for (const [index, move] of ['review-started', 'approved', 'arrived', 'handed-over'].entries()) {
        await play(page, move);
        await page.locator(`.stations li:nth-child(${index + 2})[aria-current=step]`).waitFor();
      }
      const { status, next: following, history } = (await records(page)).at(-1);
      assert.deepEqual([status, following, history.length], ['collected', 'none', 5]);
      assert.equal(await page.locator('[data-move]').count(), 0);
      // Nothing of the way stands in the address.
      assert.match(page.url(), new RegExp(`\\?on=2025-06-01&lang=${lang}$`));
    }));
}

test('what is sent is what was entered, signed once, with the pictures that it names', () =>
  site.onPage({}, async (page) => {
    await page.evaluate(() => {
      window.sent = [];
      window.signed = [];
      document.querySelector('kualik-renewal').configure({
        now: Date.parse('2025-06-01T07:00:00Z'),
        gateway: {
          kind: 'http',
          submit: async (submission) => {
            window.sent.push(submission);
            return {
              outcome: 'registered',
              event: {
                type: 'registered',
                at: 1748736000000,
                by: 'portal',
                ticket: 'T-1',
                region: submission.application.region,
                dutyPaid: true,
                paidOn: '2025-06-01',
              },
            };
          },
          follow: () => () => {},
        },
        signing: {
          kind: 'ncalayer',
          sign: async (_bytes, sha256) => {
            window.signed.push(sha256);
            return { outcome: 'signed', signature: { format: 'cms', bytes: new Uint8Array([1]) } };
          },
        },
      });
    });
    assert.equal(await page.locator('.sandbox').count(), 0);
    await toReview(page);
    await page.locator('#consent').check();
    await page.locator('#send').dblclick();
    await page.locator('.ticket .number').waitFor();
    const [submission, ...more] = await page.evaluate(async () =>
      Promise.all(
        window.sent.map(async ({ application, canonical, photo, signaturePicture }) => {
          const hex = async (bytes) =>
            Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)), (byte) => byte.toString(16).padStart(2, '0')).join('');
          return {
            application,
            text: new TextDecoder().decode(canonical),
            sha256: await hex(canonical),
            photo: await hex(photo.bytes),
            signature: await hex(signaturePicture.bytes),
          };
        }),
      ),
    );
    assert.equal(more.length, 0);
    assert.deepEqual(await page.evaluate(() => window.signed), [submission.sha256]);
    const { application } = submission;
    assert.deepEqual(JSON.parse(submission.text), application);
    assert.deepEqual(application.applicant, {
      iin: person.iin,
      surname: person.surname,
      givenName: person.givenName,
      phone: '+77010000000',
    });
    assert.deepEqual(application.card, { number: person.cardNumber, expiresOn: '2025-06-20' });
    assert.deepEqual([application.region, application.registrationPoint], ['75', person.registrationPoint]);
    assert.deepEqual([application.duty.amount, application.duty.paymentReference, application.duty.paidOn], [786, 'P-1', '2025-06-01']);
    assert.deepEqual([application.photo.sha256, application.signature.sha256], [submission.photo, submission.signature]);
    assert.equal(application.previous, undefined);
  }));

for (const [faults, kept] of [
  [['photo-quality'], 'signature'],
  [['signature-quality'], 'photo'],
  [['photo-quality', 'signature-quality'], undefined],
]) {
  test(`annulled for ${faults.join(' and ')}: the refund, and a new application that keeps all but that and is paid anew`, () =>
    site.onPage({}, async (page) => {
      const ticket = await toTicket(page);
      await play(page, 'review-started');
      for (const fault of ['photo-quality', 'signature-quality'])
        await page.locator(`.play input[value=${fault}]`).setChecked(faults.includes(fault));
      await play(page, 'annulled');
      await page.locator('#again').waitFor();
      assert.deepEqual(await page.locator('[data-fault]').evaluateAll((all) => all.map(({ dataset }) => dataset.fault)), faults);
      assert.match(await textOf(page.locator('.refund')), /возвра/i);
      assert.equal((await records(page)).at(-1).refund.claimBy, '2028-06-01');

      await page.locator('#again').click();
      await page.locator('#photo').waitFor();
      for (const picture of ['photo', 'signature'])
        assert.equal(await page.locator(`#${picture} img`).count(), picture === kept ? 1 : 0, picture);
      await next(page);
      assert.equal(await page.locator('#problems li').count(), faults.length);
      if (kept !== 'photo') await givePhoto(page);
      if (kept !== 'signature') await sign(page);
      await next(page);

      // Not by the old payment.
      await pay(page, 'P-1');
      await next(page);
      assert.match(await textOf(page.locator('#problems')), /прежний платёж/i);
      await pay(page, 'P-2');
      await next(page);
      await page.locator('#consent').waitFor();
      assert.match(await textOf(page.locator('.later')), new RegExp(ticket));
      assert.match(await textOf(page.locator('.later')), new RegExp(person.surname));
      await send(page);
      await page.locator('.ticket .number', { hasNotText: ticket }).waitFor();
    }));
}

// Tax Code art. 120 п. 3 пп. 1, 121 п. 2, 122 пп. 4, 5: what it takes, by when, and that it is never set off. Paid on 01.06.2025.
for (const [lang, ...said] of [
  ['kk', /растауы/, /салықтық өтініш/, /банк шоты/, /берешегі/, /2028 жылғы 1 маусым/, /жаңа өтінімнің есебіне жатқызылмайды/],
  ['ru', /подтверждение/, /налоговое заявление/, /банковский счёт/, /задолженност/, /1 июня 2028 г\./, /не зачтут/],
  ['en', /confirmation/, /tax application/, /bank account/, /no tax debt/, /1 June 2028/, /not set off/],
]) {
  test(`after annulment the page says how the duty is claimed back, and by when (${lang})`, () =>
    site.onPage({ query: `on=2025-06-01&lang=${lang}` }, async (page) => {
      await toTicket(page);
      assert.equal(await page.locator('.refund').count(), 0);
      await play(page, 'review-started');
      await play(page, 'annulled');
      const refund = await textOf(page.locator('.refund'));
      for (const words of said) assert.match(refund, words);
      assert.match(refund, /ст\. 12[0-2]/);
    }));
}

test('without a duty nothing is asked for, and nothing is refunded', () =>
  site.onPage({ query: 'on=2026-01-15&lang=en' }, async (page) => {
    // There is no step for it: from the pictures to the review, and back.
    await toDuty(page, '2026-01-20');
    await page.locator('#consent').waitFor();
    assert.match(await textOf(page.locator('.step-of')), /4 of 5$/);
    assert.equal(await page.locator('.steps li').count(), 5);
    assert.equal(await textOf(page.locator('#no-duty')), 'No state duty is due');
    await page.locator('#back').click();
    await page.locator('#photo').waitFor();
    await next(page);
    await page.locator('#consent').waitFor();
    assert.doesNotMatch(await textOf(page.locator('.summary-list').last()), /duty|pay/i);
    assert.equal(await page.locator('[data-edit=settledBy]').count(), 0);
    await send(page);
    await play(page, 'review-started');
    await play(page, 'annulled');
    await page.locator('#again').waitFor();
    assert.equal(await page.locator('.refund').count(), 0);
    assert.equal((await records(page)).at(-1).refund, 'none');
  }));

// Old Tax Code art. 622(4) and, from 2026, art. 671(4): each group stands in the ruleset once for each.
test('each exempt group that the day knows is offered once', () =>
  site.onPage({ query: 'on=2025-06-01&lang=en' }, async (page) => {
    const rules = { ...ruleset(), id: 'other' };
    // One group more that is exempt only from 2026.
    rules.exemptPersons.push({ ...rules.exemptPersons.at(-1), code: 'later-group', from: '2026-01-01', through: null });
    await page.evaluate((given) => document.querySelector('kualik-renewal').configure({ ruleset: given }), rules);
    await toDuty(page);
    await page.locator('input[value=exemption]').check();
    const codes = await page.locator('#exemption option').evaluateAll((all) => all.map(({ value }) => value).filter(Boolean));
    assert.equal(new Set(codes).size, codes.length);
    assert.ok(codes.includes('home-front-worker'), codes.join());
    assert.ok(!codes.includes('later-group'), codes.join());
  }));

// Tax Code art. 664 п. 2: the index «действующему на дату уплаты»: 0.2 × 3932 in 2025, 0.2 × 4325 in 2026.
test('the duty is that of the day of payment', () =>
  site.onPage({ query: 'on=2026-01-15&lang=en' }, async (page) => {
    const rules = { ...ruleset(), id: 'other' };
    for (const value of rules.duty) value.exempt = null;
    await page.evaluate((given) => document.querySelector('kualik-renewal').configure({ ruleset: given }), rules);
    await toDuty(page, '2026-01-20');
    assert.equal(await textOf(page.locator('.amount')), '865 ₸');
    await pay(page, 'P-1', '2025-12-31');
    assert.equal(await textOf(page.locator('.amount')), '786 ₸');
    await next(page);
    await page.locator('#consent').waitFor();
    assert.match(await textOf(page.locator('.later')), /786 ₸/);
    await send(page);
    await page.locator('.ticket .number').waitFor();
    assert.equal((await records(page)).at(-1).history[0].paidOn, '2025-12-31');
  }));

test('a person with one name leaves the given name empty', () =>
  site.onPage({ query: 'on=2025-06-01&lang=en' }, async (page) => {
    await goOn(page);
    assert.match(await textOf(page.locator('#givenName-hint')), /empty/);
    await fillDetails(page, { ...person, givenName: '' });
    await next(page);
    await givePhoto(page);
    await sign(page);
    await next(page);
    await pay(page);
    await next(page);
    await page.locator('#consent').waitFor();
    await send(page);
    assert.match(await textOf(page.locator('.ticket .number')), /^SANDBOX-\d{6}$/);
  }));

test('an exempt person says on what ground', () =>
  site.onPage({ query: 'on=2025-06-01&lang=en' }, async (page) => {
    await toDuty(page);
    await page.locator('input[value=exemption]').check();
    await next(page);
    assert.equal(await page.locator('#problems').isVisible(), true);
    await page.locator('#exemption').selectOption('orphan');
    await next(page);
    assert.match(await textOf(page.locator('.later')), /Exemption: Orphan/);
    await send(page);
    await page.locator('.ticket .number').waitFor();
    assert.equal((await records(page)).at(-1).dutyPaid, false);
  }));

test('the machine-readable zone fills in the details, and says what it mended', () =>
  site.onPage({ query: 'on=2025-06-01&lang=en' }, async (page) => {
    await goOn(page);
    await page.locator('.mrz summary').click();
    // The letter O for a zero, in the card's number and in the IIN.
    await page.locator('#mrz').fill('IDKAZO412365878880412401OO6<<<\n8804123F3104116KAZ<<<<<<<<<<<2\nSEIDAKHMETOVA<<MADINA<<<<<<<<<');
    await page.locator('#mrz-fill').click();
    const values = (ids) => Promise.all(ids.map((id) => page.locator(`#${id}`).inputValue()));
    assert.deepEqual(await values(['iin', 'cardNumber', 'surname', 'givenName']), ['880412401006', '041236587', 'SEIDAKHMETOVA', 'MADINA']);
    const said = await textOf(page.locator('.mrz .status'));
    assert.match(said, /O412365\d+ → 0412365/);
    assert.match(said, /11 April 2031/);
    await page.locator('#mrz').fill('IDKAZ');
    await page.locator('#mrz-fill').click();
    assert.equal(await page.locator('#mrz').getAttribute('aria-invalid'), 'true');
    // What was filled in stays.
    assert.deepEqual(await values(['iin']), ['880412401006']);
  }));

for (const [lang, iin, surname, phone] of [
  ['kk', 'ЖСН 12 цифрдан тұрады.', 'Тегіңізді енгізіңіз.', 'Нөмірді мына түрде енгізіңіз:'],
  ['ru', 'ИИН – это 12 цифр.', 'Введите фамилию.', 'Введите номер вида'],
  ['en', 'An IIN has 12 digits.', 'Enter your surname.', 'Enter a number like'],
])
  test(`what is wrong is told as what to do, and a phone in the form of its hint (${lang})`, () =>
    site.onPage({ query: `on=2025-06-01&lang=${lang}` }, async (page) => {
      await goOn(page);
      await fillDetails(page, { ...person, iin: '88041240100', surname: '', phone: '12' });
      await next(page);
      const told = { iin, surname, phone: `${phone} +7 701 000 00 00.` };
      for (const [field, text] of Object.entries(told)) assert.equal(await textOf(page.locator(`#${field}-problem`)), text);
      const above = await page.locator('#problems [data-field]').allInnerTexts();
      assert.deepEqual(
        above.map((text) => text.replace(/\s+/g, ' ')),
        Object.values(told),
      );
      assert.match(await textOf(page.locator('#phone-hint')), /\+7 701 000 00 00$/);
    }));

test('all problems are told at once, at their fields and above, each a way to its field', () =>
  site.onPage({ query: 'on=2025-06-01&lang=en' }, async (page) => {
    await goOn(page);
    await fillDetails(page, { ...person, iin: '880412401007', surname: '', phone: '12', cardNumber: '1', registrationPoint: '' });
    await next(page);
    const focused = () => page.evaluate(() => document.activeElement.shadowRoot.activeElement?.id);
    assert.equal(await focused(), 'problems');
    const fields = await page.locator('#problems [data-field]').evaluateAll((all) => all.map(({ dataset }) => dataset.field));
    assert.deepEqual(fields, ['iin', 'surname', 'phone', 'cardNumber', 'registrationPoint']);
    for (const field of fields) {
      assert.equal(await page.locator(`#${field}`).getAttribute('aria-invalid'), 'true', field);
      assert.match(await textOf(page.locator(`#${field}-problem`)), /\w/, field);
      await page.locator(`#problems [data-field=${field}]`).click();
      assert.equal(await focused(), field);
    }
    await fillDetails(page);
    await next(page);
    await page.locator('#photo').waitFor();
  }));

test('neither back, nor forward, nor another language loses anything', () =>
  site.onPage({ query: 'on=2025-06-01&lang=en' }, async (page) => {
    await toReview(page);
    const before = await textOf(page.locator('.later'));
    for (const step of [4, 3, 2]) {
      await page.locator('#back').click();
      assert.match(await textOf(page.locator('.step-of')), new RegExp(`Step ${step}`));
      for (const name of ['Қазақша', 'Русский', 'English']) await page.getByRole('button', { name }).click();
    }
    await page.locator('#back').click();
    assert.equal(await page.locator('[name=expiry-year]').inputValue(), '2025');
    await page.locator('.go-on .solid').click();
    for (const [id, value] of Object.entries(person)) assert.equal(await page.locator(`#${id}`).inputValue(), value);
    for (let step = 0; step < 3; step += 1) await next(page);
    await page.locator('#consent').waitFor();
    assert.equal(await textOf(page.locator('.later')), before);
    // The browser's own way.
    await page.goBack();
    assert.equal(await page.locator('#paymentReference').inputValue(), 'P-1');
    await page.goBack();
    assert.equal(await page.locator('#photo img').count(), 1);
    await page.goForward();
    await page.goForward();
    await page.locator('#consent').waitFor();
    assert.equal(await textOf(page.locator('.later')), before);
  }));

test('each section of the review can be changed, and leads back to it', () =>
  site.onPage({ query: 'on=2025-06-01&lang=en' }, async (page) => {
    await toReview(page);
    const sections = await page.locator('[data-edit]').evaluateAll((all) => all.map(({ dataset }) => dataset.edit));
    assert.deepEqual(sections, ['cardNumber', 'iin', 'phone', 'region', 'photo', 'settledBy']);
    // Beside its heading.
    for (const field of sections) {
      const [button, title] = await page.locator(`[data-edit=${field}]`).evaluate((element) => {
        const middle = (each) => each.getBoundingClientRect().top + each.getBoundingClientRect().height / 2;
        return [middle(element), middle(element.parentElement.querySelector('h3'))];
      });
      assert.ok(Math.abs(button - title) < 12, `${field}: ${button}, ${title}`);
    }
    await page.locator('[data-edit=iin]').click();
    assert.equal(await page.evaluate(() => document.activeElement.shadowRoot.activeElement.id), 'iin');
    await page.locator('#surname').fill('Үмбетәлі');
    await next(page);
    assert.match(await textOf(page.locator('.later')), /Үмбетәлі/);
    // Another printed date is another verdict, and the rest stays.
    await page.locator('[data-edit=cardNumber]').click();
    await page.locator('#change-expiry').click();
    await typeDate(page, 'expiry', '2025-06-21');
    await page.locator('.go-on .solid').click();
    await page.locator('#consent').waitFor();
    assert.match(await textOf(page.locator('.later')), /21 June 2025.*Үмбетәлі/);
  }));

test('on the day of sending the verdict and the duty are decided anew, and a change is told', () =>
  site.onPage({ query: 'lang=en', init: (page) => page.clock.install({ time: '2025-06-30T18:00:00Z' }) }, async (page) => {
    // 23:00 in Almaty of the last day: 30 June 2025.
    await toReview(page, { reference: 'P-1' });
    await page.clock.setFixedTime('2025-06-30T19:00:30Z');
    await send(page);
    await page.locator('.panel.no').waitFor();
    assert.match(await textOf(page.locator('.panel.no')), /unavailable/);
    assert.deepEqual(await records(page), []);
  }));

test('a duty that changes over midnight is shown before anything is signed', () =>
  site.onPage({ query: 'lang=en', init: (page) => page.clock.install({ time: '2025-12-31T18:00:00Z' }) }, async (page) => {
    await toDuty(page, '2026-01-10');
    await pay(page, 'P-1', '2025-12-31');
    await next(page);
    await page.locator('#consent').waitFor();
    await page.clock.setFixedTime('2025-12-31T19:00:30Z');
    await send(page);
    assert.match(await textOf(page.locator('#sending-problem')), /no state duty is due any more/);
    assert.deepEqual(await records(page), []);
    await page.locator('#send').click();
    await page.locator('.ticket .number').waitFor();
    assert.equal((await records(page)).at(-1).dutyPaid, false);
  }));

test('a second attempt that ends as the first did is told again', () =>
  site.onPage({ query: 'on=2025-06-01&lang=en' }, async (page) => {
    await toReview(page);
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await page.locator('#send').click();
      await page.locator('#problems:focus').waitFor();
      assert.match(await textOf(page.locator('#problems')), /consent/);
      await page.locator('#send').focus();
    }
  }));

// Unicode UAX 44: Default_Ignorable_Code_Point. What contacts, messengers and documents add to what is copied from them.
test('invisible characters that come with what is pasted are dropped; a letter of another script is pointed out, not refused', () =>
  site.onPage({ query: 'on=2025-06-01&lang=en' }, async (page) => {
    const around = (text) => `\u202a\ufeff${text.slice(0, 2)}\u200b${text.slice(2)}\u00ad\u202c\u{e0020}`;
    await page.locator('input[value=expiry]').click();
    await page.locator('[name=expiry-day]').fill(around('20.06.2025'));
    await page.locator('.go-on .solid').click();
    await page.locator('#iin').waitFor();
    const { region, ...typed } = person;
    await fillDetails(page, { region, ...Object.fromEntries(Object.entries(typed).map(([name, text]) => [name, around(text)])) });
    assert.equal(await page.locator('#iin').inputValue(), person.iin);
    await page.locator('#surname').fill('Серiков');
    assert.match(await textOf(page.locator('#surname-advice')), /Серiков.* Latin letters: i\./);
    await next(page);
    await givePhoto(page);
    await sign(page);
    await next(page);
    await pay(page, around('P-1'));
    await next(page);
    await send(page);
    await page.locator('.ticket .number').waitFor();
  }));

test('the zone is read without the invisible characters that were pasted with it', () =>
  site.onPage({ query: 'on=2025-06-01&lang=en' }, async (page) => {
    await goOn(page);
    await page.locator('.mrz summary').click();
    const lines = ['IDKAZ0412365878880412401006<<<', '8804123F3104116KAZ<<<<<<<<<<<2', 'SEIDAKHMETOVA<<MADINA<<<<<<<<<'];
    await page.locator('#mrz').fill(lines.map((line) => `\u200e${line.slice(0, 7)}\u2060${line.slice(7)}`).join('\n'));
    await page.locator('#mrz-fill').click();
    await page.locator('.mrz .status', { hasText: 'Filled in' }).waitFor();
    assert.equal(await page.locator('#iin').inputValue(), person.iin);
  }));

test('a draft that the applicant chose to keep is kept while it is typed, and the page asks only while something is not', () =>
  site.onPage({ query: 'on=2025-06-01&lang=en', expectErrors: true }, async (page) => {
    await goOn(page);
    await page.locator('#keep').check();
    await page.locator('#surname').fill('Ахметова');
    // Not yet: it is being typed.
    assert.equal(await page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true }))), true);
    // Saved by now, or soon.
    await page.waitForFunction(() => dispatchEvent(new Event('beforeunload', { cancelable: true })));
    await page.locator('#givenName').fill('Әсел');
    await page.waitForFunction(() => dispatchEvent(new Event('beforeunload', { cancelable: true })));
    await page.reload();
    await goOn(page);
    await page.locator('#use-draft').click();
    await page.waitForFunction(() => document.querySelector('kualik-renewal').shadowRoot.querySelector('#surname').value !== '');
    assert.deepEqual([await page.locator('#surname').inputValue(), await page.locator('#givenName').inputValue()], ['Ахметова', 'Әсел']);
  }));

test('a draft is kept when the page is hidden, without a further word, and while it is typed', () =>
  site.onPage({ query: 'on=2025-06-01&lang=en', init: (page) => page.clock.install({ time: '2025-06-01T06:00:00Z' }) }, async (page) => {
    const saved = () => page.evaluate(() => window.heard.filter(({ type }) => type === 'draft').at(-1)?.detail.fields.surname);
    await page.evaluate(() => document.querySelector('kualik-renewal').configure({ keepsDrafts: true }));
    await goOn(page);
    await page.clock.pauseAt('2025-06-01T07:00:00Z');
    for (const [name, event] of Object.entries({ Әлиев: 'visibilitychange', Берік: 'pagehide' })) {
      await page.locator('#surname').fill(name);
      assert.notEqual(await saved(), name);
      await page.evaluate((type) => (type === 'pagehide' ? window : document).dispatchEvent(new Event(type)), event);
      assert.equal(await saved(), name);
    }
    await page.locator('#surname').fill('Сейдахметова');
    await page.clock.runFor(5_000);
    assert.equal(await saved(), 'Сейдахметова');
  }));

test('a draft that the applicant chose to keep is found again, used, and gone once it is sent', () =>
  site.onPage({ query: 'on=2025-06-01&lang=en' }, async (page) => {
    const databases = () => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
    await goOn(page);
    await fillDetails(page);
    assert.deepEqual(await databases(), []);
    await page.locator('#keep').check();
    await next(page);
    await givePhoto(page);
    await sign(page);
    await next(page);
    await page.locator('#settledBy').waitFor();
    await page.reload();
    await goOn(page);
    assert.equal(await page.locator('#surname').inputValue(), '');
    await page.locator('#use-draft').click();
    await page.locator('#settledBy').waitFor();
    await pay(page);
    await next(page);
    assert.match(await textOf(page.locator('.later')), new RegExp(person.surname));
    assert.equal(await page.locator('.preview').count(), 2);
    await send(page);
    await page.locator('.ticket .number').waitFor();
    await page.waitForFunction(async () => (await indexedDB.databases()).length === 0);
  }));

test('a kept draft can be deleted', () =>
  site.onPage({ query: 'on=2025-06-01&lang=en' }, async (page) => {
    await goOn(page);
    await fillDetails(page);
    await page.locator('#keep').check();
    await next(page);
    await page.locator('#photo').waitFor();
    await page.reload();
    await goOn(page);
    await page.locator('#forget-draft').click();
    await page.waitForFunction(async () => (await indexedDB.databases()).length === 0);
    assert.equal(await page.locator('#found').count(), 0);
    await page.reload();
    await goOn(page);
    assert.equal(await page.locator('#found').count(), 0);
  }));

test('a host that keeps drafts is told each step, and brings the draft back into another page', () =>
  site.onPage({ query: 'on=2025-06-01&lang=en' }, async (page) => {
    await page.evaluate(() => document.querySelector('kualik-renewal').configure({ keepsDrafts: true }));
    await goOn(page);
    assert.equal(await page.locator('#keep').count(), 0);
    await fillDetails(page);
    await next(page);
    await givePhoto(page);
    await sign(page);
    await next(page);
    await page.locator('#settledBy').waitFor();
    const drafts = await page.evaluate(() => window.heard.filter(({ type }) => type === 'draft').map(({ detail }) => detail.step));
    // After each step, and after each picture.
    assert.deepEqual(drafts, ['details', 'pictures', 'pictures', 'pictures', 'duty']);
    await page.evaluate(() => {
      const { detail } = window.heard.filter(({ type }) => type === 'draft').at(-1);
      const other = document.createElement('kualik-renewal');
      other.lang = 'en';
      other.on = '2025-06-01';
      document.querySelector('kualik-renewal').replaceWith(other);
      other.configure({ keepsDrafts: true, draft: detail });
    });
    await pay(page);
    await next(page);
    assert.match(await textOf(page.locator('.later')), new RegExp(person.surname));
    await send(page);
    await page.locator('.ticket .number').waitFor();
    assert.equal(await page.evaluate(() => window.heard.filter(({ type }) => type === 'draft').at(-1).detail), null);
  }));

test('an app around the page hears that it is ready, configures it, and keeps its draft', () =>
  site.onPage(
    {
      query: 'on=2025-06-01',
      init: (page) =>
        page.addInitScript(() => {
          window.told = [];
          window.KualikHost = { postMessage: (text) => window.told.push(JSON.parse(text)) };
        }),
    },
    async (page) => {
      const told = (type) => page.evaluate((type) => window.told.filter((message) => message.type === type), type);
      const receive = (message) => page.evaluate((message) => window.kualik.receive(message), message);
      assert.deepEqual(await page.evaluate(() => window.told[0]), { kualik: 1, type: 'ready' });
      await receive({ kualik: 1, type: 'configure', lang: 'klingon' });
      assert.deepEqual(
        (await told('protocol-problem')).map(({ because, about }) => [because, about]),
        [['wrong-body', 'configure']],
      );
      await receive({
        kualik: 1,
        type: 'configure',
        lang: 'en',
        keepsDrafts: true,
        gateway: 'host',
        now: Date.parse('2025-06-01T07:00:00Z'),
      });
      await goOn(page);
      assert.equal((await told('verdict')).at(-1).verdict.outcome, 'eligible');
      await fillDetails(page);
      await next(page);
      await page.locator('#photo').waitFor();
      const { draft } = (await told('draft')).at(-1);
      assert.deepEqual([draft.step, draft.fields.surname], ['pictures', person.surname]);
    },
  ));

test('leaving asks first only while something entered is not sent', () =>
  site.onPage({ query: 'on=2025-06-01&lang=en' }, async (page) => {
    const asks = async () => {
      const asked = page.waitForEvent('dialog', { timeout: 1_000 }).then(
        async (dialog) => {
          await dialog.dismiss();
          return true;
        },
        () => false,
      );
      await page
        .evaluate(() => {
          setTimeout(() => location.assign('#elsewhere'.replace('#', '/?left')), 0);
        })
        .catch(() => {});
      return asked;
    };
    await goOn(page);
    await page.locator('#surname').fill('Үмбетәлі');
    assert.equal(await asks(), true);
    assert.equal(await page.locator('#surname').inputValue(), 'Үмбетәлі');
    await page.locator('#surname').fill('');
    assert.equal(await asks(), false);
  }));

for (const [name, configuration] of Object.entries({
  'no signature for a real service': { gateway: 'http', endpoint: '/applications', signing: 'none' },
  'no way of signing': { gateway: 'http', endpoint: '/applications' },
  'nowhere to send it': { gateway: 'http', signing: 'ncalayer' },
})) {
  test(`a page that was set up with ${name} says so and sends nothing`, () =>
    site.onPage({ query: 'lang=en' }, async (page) => {
      await page.evaluate((configuration) => document.querySelector('kualik-renewal').configure(configuration), {
        ...configuration,
        now: Date.parse('2025-06-01T07:00:00Z'),
      });
      await toReview(page);
      assert.match(await textOf(page.locator('#sending-problem')), /nothing can be sent/);
      assert.equal(await page.locator('#send').count(), 0);
    }));
}

test('an unavailable applicant gets no way on, and a reminder where the window opens later', () =>
  site.onPage({ query: 'on=2025-06-01&lang=en' }, async (page) => {
    await check(page, '2025-08-10');
    await page.locator('.panel.wait').waitFor();
    assert.equal(await page.locator('.go-on').count(), 0);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Add this day to the calendar' }).click();
    const stream = await (await download).createReadStream();
    const file = Buffer.concat(await stream.toArray()).toString();
    // 30 days before 10 August 2025.
    assert.match(file, /^BEGIN:VCALENDAR\r\n[\s\S]*DTSTART;VALUE=DATE:20250711\r\n[\s\S]*END:VCALENDAR\r\n$/);
    assert.equal(await heading(page), 'Renew an identity card online');
    await typeDate(page, 'expiry', '2025-05-10');
    await page.locator('.fine').waitFor();
    // КоАП 492, by the index of 2025: 7 × 3932.
    assert.match(await textOf(page.locator('.fine')), /27,524 ₸ \(7 MCI\)/);
  }));
