// After the ticket: its number copied, shared, saved and printed on the device. In Chromium, as built and served.
// Needs pkg/ and www/shell/dist/.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { open, play, textOf, toTicket } from './application.mjs';

let site;
before(async () => {
  site = await open();
});
after(() => site.close());

const told = (page) => page.locator('#ticket-told', { hasText: /\S/ });

/** Puts `script` in the place of what the browser does it with. */
const replace = (page, property, script) =>
  page.evaluate(
    ([name, source]) => {
      const [key, ...owners] = name.split('.').reverse();
      const owner = owners.reduceRight((object, each) => object[each], window);
      Object.defineProperty(owner, key, { configurable: true, value: new Function(`return ${source}`)() });
    },
    [property, script],
  );

test('the number is copied, and that is told', () =>
  site.onPage({ query: 'on=2025-06-01&lang=en', context: { permissions: ['clipboard-read', 'clipboard-write'] } }, async (page) => {
    const ticket = await toTicket(page);
    assert.equal(await page.locator('#ticket-told').getAttribute('role'), 'status');
    await page.locator('#ticket-copy').click();
    assert.equal(await textOf(told(page)), 'The number is copied.');
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), ticket);
  }));

test('what fails is told, with what to do instead; a print window that opens late has opened', () =>
  site.onPage({ query: 'on=2025-06-01&lang=en' }, async (page) => {
    // Before the page is drawn, since it offers only what there is.
    await replace(page, 'navigator.share', '() => Promise.reject(new DOMException("", "NotAllowedError"))');
    await toTicket(page);
    for (const [action, property, script, said] of [
      ['copy', 'navigator.clipboard', 'undefined', /Select and copy it yourself/],
      ['copy', 'navigator.clipboard', '({ writeText: () => Promise.reject(new Error("denied")) })', /Select and copy it yourself/],
      ['share', undefined, undefined, /Copy it and send it yourself/],
      ['save', 'HTMLCanvasElement.prototype.toBlob', '(answer) => answer(null)', /could not be made/],
      ['print', 'print', '() => {}', /Save the ticket as a picture/],
      ['print', 'print', 'undefined', /Save the ticket as a picture/],
      ['print', 'print', '() => dispatchEvent(new Event("beforeprint"))', /^The print window is open/],
      ['print', 'print', '() => setTimeout(() => dispatchEvent(new Event("beforeprint")), 100)', /^The print window is open/],
    ]) {
      if (property) await replace(page, property, script);
      await page.locator(`#ticket-${action}`).click();
      assert.match(await textOf(told(page)), said, `${action}, ${script}`);
    }
  }));

test('shared where the browser can: the number, and nothing of the applicant', () =>
  site.onPage({ query: 'on=2025-06-01&lang=en' }, async (page) => {
    await replace(page, 'navigator.share', '(data) => { window.shared = data; return Promise.resolve(); }');
    const ticket = await toTicket(page);
    await page.locator('#ticket-share').click();
    assert.match(await textOf(told(page)), /passed to the app/);
    assert.deepEqual(await page.evaluate(() => window.shared), { text: `Registration ticket number: ${ticket}` });
  }));

test('sharing that the applicant gives up is no failure, and where the browser cannot share, nothing offers it', () =>
  site.onPage({ query: 'on=2025-06-01&lang=en' }, async (page) => {
    await replace(
      page,
      'navigator.share',
      '() => { window.shares = (window.shares ?? 0) + 1; return Promise.reject(new DOMException("", "AbortError")); }',
    );
    await toTicket(page);
    await page.locator('#ticket-share').click();
    await page.waitForFunction(() => window.shares === 1);
    assert.equal(await textOf(page.locator('#ticket-told')), '');
    await replace(page, 'navigator.share', 'undefined');
    await page.getByRole('button', { name: 'Русский' }).click();
    await page.getByRole('button', { name: 'Скопировать номер' }).waitFor();
    assert.equal(await page.locator('#ticket-share').count(), 0);
  }));

test('the saved picture shows service, number, office and day; its name says nothing, and nothing is requested', () =>
  site.onPage(
    {
      query: 'on=2025-06-01&lang=ru',
      // 1 June in Kazakhstan.
      init: async (page) => {
        await page.clock.install({ time: '2025-06-01T06:00:00Z' });
        await page.addInitScript(() => {
          window.written = [];
          const { fillText } = CanvasRenderingContext2D.prototype;
          CanvasRenderingContext2D.prototype.fillText = function (text, x, ...rest) {
            window.written.push({ text, right: x + this.measureText(text).width });
            return fillText.call(this, text, x, ...rest);
          };
        });
      },
    },
    async (page) => {
      const ticket = await toTicket(page);
      const requests = [];
      page.on('request', (request) => requests.push(request.url()));
      const download = page.waitForEvent('download');
      await page.locator('#ticket-save').click();
      const saved = await download;
      assert.equal(saved.suggestedFilename(), 'kualik-ticket.png');
      const chunks = [];
      for await (const chunk of await saved.createReadStream()) chunks.push(chunk);
      const bytes = Buffer.concat(chunks);
      // PNG, 5.2 and 11.2.2: the signature, and the width in the header.
      assert.equal(bytes.subarray(0, 8).toString('hex'), '89504e470d0a1a0a');
      assert.equal(bytes.readUInt32BE(16), 1080);
      const written = await page.evaluate(() => window.written);
      const text = written.map((line) => line.text).join(' ');
      for (const part of [ticket, 'Замена удостоверения онлайн', 'УМС ДП города Алматы', '1 июня 2025']) {
        assert.ok(text.replace(/\u00a0/g, ' ').includes(part), `${part} in ${text}`);
      }
      // It is no real ticket, and says so.
      assert.match(text, /Демонстрация/);
      assert.ok(
        written.every(({ right }) => right <= 1080 - 72),
        JSON.stringify(written),
      );
      assert.deepEqual(
        requests.filter((url) => !url.startsWith('blob:')),
        [],
      );
      assert.match(await textOf(told(page)), /загрузках/);
    },
  ));

// Nothing dated says how long the pilot takes: no number of days is promised.
test('what comes next is told, and no term that nobody knows', () =>
  site.onPage({ query: 'on=2025-06-01&lang=ru' }, async (page) => {
    await toTicket(page);
    const way = () => textOf(page.locator('.progress'));
    assert.match(await way(), /У кого заявка: Портал/);
    assert.match(await textOf(page.locator('#by-when')), /У меня есть талон/);
    assert.doesNotMatch(await way(), /рабочих дн/);
    await play(page, 'review-started');
    await play(page, 'annulled');
    await page.locator('.anew').waitFor();
    assert.equal(await page.locator('#by-when').count(), 0);
    assert.equal(await page.locator('.anew li').count(), 3);
  }));

test('the QR code stands on the edge of the ticket’s own text', () =>
  site.onPage({}, async (page) => {
    await toTicket(page);
    const left = (selector) => page.locator(selector).evaluate((element) => Math.round(element.getBoundingClientRect().left));
    assert.equal(await left('.ticket .code'), await left('.ticket .number'));
    assert.notEqual(await page.locator('.ticket .code').evaluate((element) => getComputedStyle(element).borderTopWidth), '0px');
  }));
