// The page against a real server, with the network failing at every point. In Chromium, as built.
// Needs pkg/ and www/shell/dist/.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { init } from '../../pkg/node.js';
import { mediaTypes } from '../../scripts/demo.mjs';
import { faults, startRegistration } from '../shell/registration.mjs';
import { cms } from '../shell/submission.mjs';
import {
  check,
  dist,
  fillDetails,
  givePhoto,
  goOn,
  next,
  open,
  pay,
  person,
  portrait,
  send,
  sign,
  textOf,
  toReview,
} from './application.mjs';

/** The build's own files, from the server that registers: the page's policy asks for one origin. */
function page(address) {
  const { pathname } = new URL(address, 'http://localhost');
  const name = pathname === '/' ? 'index.html' : pathname.slice(1);
  try {
    return [mediaTypes[extname(name)] ?? 'application/octet-stream', readFileSync(join(dist, name))];
  } catch {
    return [];
  }
}

let site;
let server;
before(async () => {
  await init();
  server = await startRegistration({ page });
  site = await open();
});
after(async () => {
  await site?.close();
  await server?.close();
});
afterEach(() => server.reset());

/** A page that sends to the server and signs with a made-up key. */
const onPage = (options, use) =>
  site.onPage({ url: `${server.origin}/`, query: 'on=2025-06-01&lang=en', ...options }, async (page, context) => {
    await page.evaluate(
      (bytes) => {
        window.signed = 0;
        document.querySelector('kualik-renewal').configure({
          now: Date.parse('2025-06-01T07:00:00Z'),
          gateway: 'http',
          endpoint: '/kualik/applications',
          signing: {
            kind: 'ncalayer',
            sign: async () => {
              window.signed += 1;
              return { outcome: 'signed', signature: { format: 'cms', bytes: new Uint8Array(bytes) } };
            },
          },
        });
      },
      [...cms],
    );
    await use(page, context);
  });

/** Registered once, whatever it took, signed once, and followed. */
async function assertOneTicket(page) {
  await page.locator('.ticket .number').waitFor();
  assert.equal(server.store.size, 1);
  assert.equal(await textOf(page.locator('.ticket .number')), [...server.store.values()][0].event.ticket);
  assert.equal(await page.evaluate(() => window.signed), 1);
}

test('it arrives as it was signed, with its pictures, and nothing personal in the address', () =>
  // The server has no news of it, and says so with a 404.
  onPage({ expectErrors: true }, async (page) => {
    await toReview(page);
    await send(page);
    await assertOneTicket(page);
    const [{ parts, application }] = server.store.values();
    assert.equal(application.applicant.surname, person.surname);
    assert.deepEqual(JSON.parse(parts.application.bytes.toString()), application);
    assert.deepEqual(parts.photo.bytes.subarray(0, 3), Buffer.from([0xff, 0xd8, 0xff]));
    // Neither the file's own name nor its metadata.
    assert.ok(!JSON.stringify(Object.values(parts).map(({ fileName }) => fileName)).includes('portrait'));
    assert.ok(!parts.photo.bytes.includes('Exif'));
    for (const { url } of server.seen) assert.equal(new URL(url, server.origin).search, '');
  }));

for (const [name, fault] of Object.entries(faults).filter(([name]) =>
  ['lostAnswer', 'cutAnswer', 'resetBefore', 'resetUnregistered'].includes(name),
)) {
  test(`${name}: it is sent again, and registered once`, () =>
    onPage({ expectErrors: true }, async (page) => {
      await toReview(page);
      server.faults.push(fault());
      await send(page);
      await assertOneTicket(page);
    }));
}

test('without a network nothing is lost: it says so, stays as it was signed, and is sent when there is one', () =>
  onPage({ expectErrors: true }, async (page, context) => {
    await toReview(page);
    await context.setOffline(true);
    await send(page);
    await page.locator('#sending-problem .failure').waitFor();
    assert.match(await textOf(page.locator('#sending-problem')), /no connection to the internet/);
    assert.equal(server.store.size, 0);
    // Signed: nothing can be changed any more, and the way back is closed.
    assert.equal(await page.locator('[data-edit]').count(), 0);
    assert.equal(await page.locator('#back').count(), 0);
    await page.goBack();
    assert.match(await textOf(page.locator('.later')), new RegExp(person.surname));
    await context.setOffline(false);
    await page.locator('#send').click();
    await assertOneTicket(page);
  }));

test('what the server finds wrong is told, and can be mended', () =>
  onPage({ expectErrors: true }, async (page) => {
    await toReview(page);
    server.faults.push(({ response, request }) => {
      request.resume();
      response
        .writeHead(422, { 'Content-Type': 'application/json' })
        .end(JSON.stringify({ outcome: 'invalid', problems: [{ code: 'wrong-control-digit', path: 'applicant.iin' }] }));
    });
    await send(page);
    await page.locator('#sending-problem .failure').waitFor();
    assert.match(await textOf(page.locator('#sending-problem')), /nothing was registered/);
    assert.equal(server.store.size, 0);
    await page.locator('[data-edit=iin]').click();
    await page.locator('#surname').fill('Үмбетәлі');
    await next(page);
    await page.locator('#send').click();
    await page.locator('.ticket .number').waitFor();
    assert.equal([...server.store.values()][0].application.applicant.surname, 'Үмбетәлі');
  }));

for (const [name, files] of [
  ['later steps that do not load are told, and load when tried again', '**/journey-*.js'],
  ['where everything of the core does not load as the applicant goes on, that is told, and it loads when tried again', '**/core-*.wasm'],
]) {
  test(name, () =>
    onPage({ expectErrors: true, context: { serviceWorkers: 'block' } }, async (page) => {
      await check(page);
      await page.route(files, (route) => route.abort());
      await page.locator('.go-on .solid').click();
      await page.locator('.go-on .failure').waitFor();
      assert.match(await textOf(page.locator('.go-on .failure')), /internet connection/);
      assert.equal(await page.locator('[name=expiry-year]').inputValue(), '2025');
      await page.unroute(files);
      await page.locator('.go-on .solid').click();
      await page.locator('#iin').waitFor();
    }),
  );
}

test('checks of the pictures that do not load are told, and load when tried again', () =>
  onPage({ expectErrors: true, context: { serviceWorkers: 'block' } }, async (page, context) => {
    let isDown = true;
    await context.route(/\.(wasm|bin)$/, (route) =>
      isDown && !route.request().url().includes('core-') ? route.abort() : route.continue(),
    );
    await goOn(page);
    await fillDetails(page);
    await next(page);
    await page.locator('#photo input[type=file]').last().setInputFiles(portrait);
    await page.locator('#photo-status.blocked').waitFor();
    isDown = false;
    await givePhoto(page);
    await sign(page);
    await next(page);
    await pay(page);
    await next(page);
    await send(page);
    await assertOneTicket(page);
  }));

test('where what sends does not load, that is told, and sending tries again', () =>
  onPage(
    { expectErrors: true, context: { serviceWorkers: 'block' }, init: (page) => page.route('**/http-*.js', (route) => route.abort()) },
    async (page) => {
      await toReview(page);
      assert.match(await textOf(page.locator('#sending-problem')), /did not load/);
      const failed = page.waitForEvent('requestfailed');
      await send(page);
      await failed;
      assert.equal(server.seen.length, 0);
      await page.unroute('**/http-*.js');
      await page.locator('#send').click();
      await assertOneTicket(page);
    },
  ));
