// The state of an application by the number of its ticket, after everything was closed: through the sandbox, a server and the
// surrounding app. In Chromium, as built and served. Needs pkg/ and www/shell/dist/.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { advance, init } from '../../pkg/node.js';
import { startRegistration } from '../shell/registration.mjs';
import { check, givePhoto, heading, fillDetails, next, open, pay, play, send, sign, textOf, toDuty, toTicket } from './application.mjs';

let site;
let registration;
before(async () => {
  await init();
  site = await open();
  registration = await startRegistration({ now: () => at });
});
after(async () => {
  await site.close();
  await registration.close();
});

const at = 1_748_736_000_000;
const event = { type: 'registered', at, by: 'portal', ticket: 'ALM-000001', region: '75', dutyPaid: true, paidOn: '2025-06-01' };
const started = { type: 'review-started', at: at + 1, by: 'migration-service' };
const annulled = { type: 'annulled', at: at + 2, by: 'migration-service', for: ['signature-quality'] };
const recordOf = (...events) => [event, ...events].reduce((record, each) => advance(record, each).record, undefined);

async function openSearch(page) {
  await page.locator('#have-ticket').click();
  await page.locator('#ticket').waitFor();
}

async function find(page, ticket) {
  await page.locator('#ticket').fill(ticket);
  await page.locator('#find').click();
}

const focused = (page) => page.evaluate(() => document.activeElement.shadowRoot?.activeElement?.id);
/** The page asks the server of this test, which is on its own origin. */
const atServer = (page) =>
  page.evaluate(() =>
    document.querySelector('kualik-renewal').configure({ gateway: 'http', endpoint: '/kualik/applications', signing: 'ncalayer' }),
  );
/** Hands what goes to the page's own server on to the one that registers. */
const routed = (answer) => (page) => page.route('**/kualik/applications/record', answer ?? ((route) => handOn(route)));
const handOn = async (route) => {
  const request = route.request();
  const response = await fetch(`${registration.endpoint}/record`, { method: 'POST', headers: request.headers(), body: request.postData() });
  await route.fulfill({ status: response.status, contentType: 'application/json', body: await response.text() });
};

test('in the sandbox: what this page registered, after everything was closed; how it goes on, and what to do', () =>
  site.onPage({ query: 'on=2025-06-01&lang=en' }, async (page) => {
    const ticket = await toTicket(page);
    await play(page, 'review-started');
    await page.locator('#leave').click();
    await page.locator('#restart').click();
    await openSearch(page);
    assert.equal(await heading(page), 'Track your application');
    assert.match(await textOf(page.locator('.later')), /knows only the tickets given on this page/);
    await find(page, 'SANDBOX-');
    assert.match(await textOf(page.locator('#ticket-problem')), /No such ticket was given on this page/);
    assert.equal(await page.locator('#ticket').getAttribute('aria-invalid'), 'true');
    assert.equal(await focused(page), 'ticket');
    // As it is written down, with blanks around.
    await find(page, `  ${ticket} `);
    await page.locator('.ticket .number', { hasText: ticket }).waitFor();
    assert.equal(
      await page
        .locator('.stations [aria-current=step]')
        .innerText()
        .then((text) => text.split('\n')[0]),
      'Under review (now)',
    );
    // Nothing that was entered outlives the closing.
    assert.doesNotMatch(await textOf(page.locator('.later')), /тіркеу пункті/);
    await play(page, 'annulled');
    await page.locator('.refund').waitFor();
    assert.match(await textOf(page.locator('.refund')), /1 June 2028/);
    await page.locator('#another').click();
    assert.equal(await page.locator('#ticket').inputValue(), '');
    // Leaving forgets the number.
    await page.locator('#back').click();
    await page.locator('#situation').waitFor();
    assert.equal(await page.locator('#leave').count(), 0);
    await openSearch(page);
    assert.equal(await page.locator('#ticket').inputValue(), '');
    await page.goBack();
    await page.locator('#situation').waitFor();
  }));

test('from an annulled one to a new application, which names it', () =>
  site.onPage({ query: 'on=2025-06-01&lang=ru' }, async (page) => {
    const ticket = await toTicket(page);
    await play(page, 'review-started');
    await play(page, 'annulled');
    await page.locator('#leave').click();
    await page.locator('#restart').click();
    await openSearch(page);
    await find(page, ticket);
    assert.match(await textOf(page.locator('.anew')), /Проверьте срок ещё раз/);
    await page.locator('#again').click();
    assert.match(await textOf(page.locator('#anew')), new RegExp(`вместо аннулированной, талон ${ticket}`));
    await check(page);
    await page.locator('.go-on .solid').click();
    await page.locator('#iin').waitFor();
    assert.equal(await page.locator('#iin').inputValue(), '');
    await fillDetails(page);
    await next(page);
    // It was annulled for the photo.
    assert.equal(await page.locator('#photo .faulty').count(), 1);
    assert.equal(await page.locator('#signature .faulty').count(), 0);
    await givePhoto(page);
    await sign(page);
    await next(page);
    await pay(page, 'P-2');
    await next(page);
    await page.locator('#consent').waitFor();
    assert.match(await textOf(page.locator('.later')), new RegExp(ticket));
    await send(page);
    await page.locator('.ticket .number', { hasNotText: ticket }).waitFor();
    assert.equal(await page.locator('#anew').count(), 0);
  }));

test('at a server: asked once the applicant says so, in the body alone; what it says is shown, and followed', () =>
  site.onPage({ query: 'lang=en', context: { serviceWorkers: 'block' }, init: routed() }, async (page) => {
    registration.records.set(event.ticket, recordOf(started));
    await atServer(page);
    const asked = [];
    page.on('request', (request) => asked.push(request));
    await openSearch(page);
    assert.equal(await page.locator('.note').count(), 0);
    await page.locator('#ticket').fill(event.ticket);
    await page.waitForLoadState('networkidle');
    assert.deepEqual(
      asked.filter((request) => request.method() !== 'GET'),
      [],
    );
    await page.locator('#ticket').press('Enter');
    await page.locator('.ticket .number', { hasText: event.ticket }).waitFor();
    const posts = asked.filter((request) => request.method() === 'POST');
    assert.ok(posts.length > 0);
    for (const post of posts) assert.deepEqual(post.postDataJSON(), { ticket: event.ticket });
    // The number is in no address, in no history and in nothing that is stored.
    const left = await page.evaluate(async () =>
      JSON.stringify([
        location.href,
        history.state,
        { ...localStorage },
        { ...sessionStorage },
        document.cookie,
        await indexedDB.databases(),
      ]),
    );
    assert.ok(!left.includes('ALM') && asked.every((request) => !request.url().includes('ALM')), left);
    assert.match(await textOf(page.locator('#by-when')), /I have a ticket/);
    assert.equal(await page.locator('.play').count(), 0);
    assert.equal(await focused(page), 'step-heading');
    // The page now has something to forget.
    await page.locator('#leave').click();
    await page.locator('#restart').waitFor();
    assert.equal(await page.locator('.ticket').count(), 0);
  }));

for (const [name, fault, said] of [
  ['no such ticket', (route) => route.fulfill({ status: 404 }), /no application with this number.*1414/],
  ['a server that is busy', (route) => route.fulfill({ status: 503 }), /does not answer just now/],
  ['too many questions', (route) => route.fulfill({ status: 429 }), /does not answer just now/],
  ['no connection', (route) => route.abort('internetdisconnected'), /does not answer just now/],
  [
    'an answer that is none',
    (route) => route.fulfill({ status: 200, contentType: 'application/json', body: '{"id":"1"' }),
    /could not be read/,
  ],
  [
    "another ticket's record",
    (route) =>
      route.fulfill({
        status: 200,
        contentType: 'application/json',
        body: JSON.stringify({ record: { history: [{ ...event, ticket: 'ALM-2' }] } }),
      }),
    /could not be read/,
  ],
  [
    'a history that cannot be',
    (route) =>
      route.fulfill({ status: 200, contentType: 'application/json', body: JSON.stringify({ record: { history: [event, annulled] } }) }),
    /could not be read/,
  ],
]) {
  test(`${name}: told, with what to do, and asked again`, () =>
    site.onPage({ query: 'lang=en', context: { serviceWorkers: 'block' }, init: routed(fault), expectErrors: true }, async (page) => {
      await atServer(page);
      await openSearch(page);
      await find(page, event.ticket);
      assert.match(await textOf(page.locator('#ticket-problem, #search-problem').filter({ hasText: /\S/ })), said);
      assert.equal(await page.locator('.ticket').count(), 0);
      registration.records.set(event.ticket, recordOf(started, annulled));
      await page.unroute('**/kualik/applications/record');
      await page.route('**/kualik/applications/record', handOn);
      await page.locator('#find').click();
      await page.locator('[data-fault=signature-quality]').waitFor();
    }));
}

test('without a number, or with one that no ticket has, nobody is asked; waiting can be given up', () =>
  site.onPage({ query: 'lang=en', context: { serviceWorkers: 'block' }, init: routed(() => {}) }, async (page) => {
    await atServer(page);
    const posts = [];
    page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()));
    await openSearch(page);
    // A ticket's number has at most 64 characters.
    for (const text of ['', '   ', 'A'.repeat(65)]) {
      await find(page, text);
      assert.match(await textOf(page.locator('#ticket-problem')), /Enter the ticket number/);
    }
    assert.deepEqual(posts, []);
    await find(page, event.ticket);
    await page.locator('#cancel').click();
    await page.locator('#find:not([aria-disabled])').waitFor();
    assert.equal(await page.locator('#search-problem').innerText(), '');
    assert.equal(posts.length, 1);
  }));

test('a configuration that can ask nobody says so', () =>
  site.onPage({ query: 'lang=en' }, async (page) => {
    await page.evaluate(() => document.querySelector('kualik-renewal').configure({ gateway: 'http' }));
    await openSearch(page);
    await find(page, event.ticket);
    assert.match(await textOf(page.locator('#search-problem')), /does not say whom to ask/);
  }));

/** An app around the page that says `status` of its tickets; `ask` is what the page said. */
const inApp = (answers) => async (page) => {
  await page.addInitScript((known) => {
    window.said = [];
    window.KualikHost = {
      postMessage: (text) => {
        const message = JSON.parse(text);
        window.said.push(message);
        const say = (body) => window.kualik.receive({ kualik: 1, ...body });
        if (message.type === 'ready') setTimeout(() => say({ type: 'configure', lang: 'en', gateway: 'host', signing: 'host' }));
        if (message.type === 'status')
          setTimeout(() => say({ type: 'status', ...(known[message.ticket] ?? { record: null, ticket: message.ticket }) }));
      },
    };
  }, answers);
};

test('through the surrounding app: its record, or that there is none', () =>
  site.onPage(
    {
      query: 'lang=en',
      init: inApp({ [event.ticket]: { record: recordOf(started) }, 'ALM-9': { record: recordOf(started) } }),
      expectErrors: true,
    },
    async (page) => {
      await page.waitForFunction(() => document.querySelector('kualik-renewal').gateway === 'host');
      await openSearch(page);
      await find(page, 'ALM-404');
      assert.match(await textOf(page.locator('#ticket-problem', { hasText: /\S/ })), /no application with this number/);
      const asked = () => page.evaluate(() => window.said.filter(({ type }) => type === 'status').map(({ ticket }) => ticket));
      assert.deepEqual(await asked(), ['ALM-404']);
      // The record of another ticket is none of this one, and reported.
      await find(page, 'ALM-9');
      await page.waitForFunction(() => window.said.at(-1).because === 'out-of-turn');
      assert.equal(await page.locator('.ticket').count(), 0);
      await page.locator('#cancel').click();
      await find(page, event.ticket);
      await page.locator('.ticket .number', { hasText: event.ticket }).waitFor();
      await page.evaluate((record) => window.kualik.receive({ kualik: 1, type: 'status', record }), recordOf(started, annulled));
      await page.locator('[data-fault=signature-quality]').waitFor();
    },
  ));

// From 2026 no duty arises on expiry (Tax Code of 18.07.2025, art. 664).
test('a new application after the turn of the year: the duty is claimed back, and none is asked for again', () =>
  site.onPage({ query: 'on=2025-12-20&lang=en' }, async (page) => {
    await toDuty(page, '2026-01-05');
    await pay(page, 'P-1', '2025-12-20');
    await next(page);
    await page.locator('#consent').waitFor();
    await send(page);
    await play(page, 'review-started');
    await play(page, 'annulled');
    const steps = page.locator('.anew li');
    assert.match((await steps.allInnerTexts()).join(' '), /Pay the state duty again/);
    await page.evaluate(() => {
      document.querySelector('kualik-renewal').on = '2026-01-02';
    });
    await page.locator('.refund').waitFor();
    assert.equal(await steps.count(), 2);
    assert.doesNotMatch(await textOf(page.locator('.progress')), /Pay the state duty/);
  }));
