// That nothing leaves the page before the applicant sends, and nothing personal stays: in Chromium, as built and served.
// Everything the browser asks for goes through a proxy that keeps it. Needs pkg/ and www/shell/dist/.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { advance, init } from '../../pkg/node.js';
import { startRegistration } from '../shell/registration.mjs';
import { check, choose, dist, fillDetails, givePhoto, goOn, next, open, pay, person, send, sign, typeDate } from './application.mjs';
import { observe } from './observer.mjs';

/** Of the build: `index.html`, `assets/…`. */
const files = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ parentPath, name }) => join(parentPath, name).slice(dist.length));

let site;
let registration;
before(async () => {
  await init();
  registration = await startRegistration();
  // Chromium asks its maker by itself how to fill in a form: none of the page's doing, and the same on every page.
  site = await open(['--disable-features=AutofillServerCommunication']);
});
after(async () => {
  await site.close();
  await registration.close();
});

/** Keeps every call of what can ask for something, in `window.calls`. */
function listen() {
  window.calls = [];
  const note = (name, address) => window.calls.push(`${name} ${address}`);
  const wrap = (owner, name, label = name) => {
    const own = owner[name];
    owner[name] = function (...given) {
      note(label, given[label === 'open' ? 1 : 0]?.url ?? given[label === 'open' ? 1 : 0]);
      return Reflect.apply(own, this, given);
    };
  };
  wrap(window, 'fetch');
  wrap(XMLHttpRequest.prototype, 'open');
  wrap(Navigator.prototype, 'sendBeacon');
  for (const name of ['WebSocket', 'EventSource', 'RTCPeerConnection', 'WebTransport', 'SharedWorker']) {
    const Own = window[name];
    if (!Own) continue;
    window[name] = new Proxy(Own, {
      construct(target, given, self) {
        note(name, given[0]);
        return Reflect.construct(target, given, self);
      },
    });
  }
}

/** Runs `use` once the page has loaded and, as it says itself, works offline: from then on `asked` tells what was asked for. */
async function fromLoaded(query, use) {
  const observer = await observe({ posts: registration.origin });
  try {
    await site.onPage({ query, context: { proxy: observer.proxy }, init: (page) => page.addInitScript(listen) }, async (page, context) => {
      await page.locator('.offline', { hasText: /./ }).waitFor();
      const loaded = observer.seen.length;
      assert.ok(loaded > 5, 'the proxy saw nothing of the loading');
      const before = (await page.evaluate(() => window.calls)).length;
      const inPage = [];
      context.on('request', (request) => inPage.push(`${request.method()} ${request.url()}`));
      await use(page, {
        /** Once the page has nothing left to do. */
        asked: async () => {
          await page.evaluate(
            () =>
              new Promise((resolve) => {
                requestIdleCallback(resolve, { timeout: 500 });
              }),
          );
          return observer.seen.slice(loaded);
        },
        calls: async () => (await page.evaluate(() => window.calls)).slice(before),
        inPage,
      });
    });
  } finally {
    await observer.close();
  }
}

/** A file of the build, asked for as anybody's browser would: nothing of the applicant's goes along. */
function assertOwnFile({ method, url, headers, bytes }) {
  const { origin, pathname, search } = new URL(url);
  assert.equal(`${method} ${origin}/`, `GET ${site.server.url}`, url);
  assert.ok(files.includes(pathname.slice(1)), `${url} is no file of the build`);
  assert.equal(search + bytes, '0', url);
  for (const name of ['cookie', 'authorization']) assert.equal(headers[name], undefined, `${name} of ${url}`);
  // Where the browser looks for a new service worker, its own address stands there.
  if (pathname !== '/service-worker.js') assert.equal(headers.referer, undefined, url);
}

/** What the browser keeps of this page, all places that a page can keep something in. */
const kept = (page) =>
  page.evaluate(async () => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    cookies: document.cookie,
    databases: (await indexedDB.databases()).map(({ name }) => name),
    name: window.name,
    history: history.state,
    address: location.search + location.hash,
    cached: (
      await Promise.all(
        (await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url, method }) => `${method} ${url}`)),
      )
    ).flat(),
  }));

async function assertNothingKept(page, query) {
  const { cached, history, ...rest } = await kept(page);
  assert.deepEqual(rest, { local: {}, session: {}, cookies: '', databases: [], name: '', address: `?${query}` });
  for (const each of cached) {
    const { pathname, origin } = new URL(each.slice('GET '.length));
    assert.equal(`${origin}/`, site.server.url);
    assert.ok(pathname === '/' || files.includes(pathname.slice(1)), `${each} is no file of the build`);
  }
  for (const value of Object.values(person)) assert.ok(!JSON.stringify(history).includes(value), `${value} stands in the history`);
}

test('for whoever cannot apply online nothing at all is requested, whatever they answer, and when they leave', () => {
  const query = 'on=2025-06-01&lang=ru';
  return fromLoaded(query, async (page, { asked, calls, inPage }) => {
    // Too early, expired, lost, somebody else's: every way to a refusal.
    await check(page, '2025-08-10');
    await page.locator('.panel.wait').waitFor();
    await typeDate(page, 'expiry', '2025-05-10');
    await page.locator('.fine').waitFor();
    await typeDate(page, 'expiry', '2025-06-20');
    await page.locator('.panel.yes').waitFor();
    for (const situation of ['loss', 'damage', 'other-data', 'other-document', 'other-person']) {
      await choose(page, situation);
      await page.locator('.panel.no').waitFor();
    }
    await choose(page, 'expiry');
    await page.locator('.panel.yes').waitFor();
    for (const name of ['Қазақша', 'English', 'Русский']) await page.getByRole('button', { name }).click();
    assert.deepEqual(await asked(), []);
    assert.deepEqual(await calls(), []);
    assert.deepEqual(inPage, []);
    await assertNothingKept(page, query);
    // Some pages report when they are left. A page that is gone cannot be asked, so this one is only told that it goes.
    await page.evaluate(() => {
      for (const type of ['beforeunload', 'pagehide', 'unload']) dispatchEvent(new Event(type));
      for (const type of ['visibilitychange', 'freeze']) document.dispatchEvent(new Event(type));
    });
    assert.deepEqual(await asked(), []);
    assert.deepEqual(await calls(), []);
  });
});

test('who can apply requests the files of the next step alone, each one of the build, and in the demonstration nothing else ever', () => {
  const query = 'on=2025-06-01&lang=kk';
  return fromLoaded(query, async (page, { asked, calls, inPage }) => {
    await check(page);
    await page.locator('.panel.yes').waitFor();
    assert.deepEqual(await asked(), [], 'something was requested before the applicant went on');
    await goOn(page);
    const opened = (await asked()).length;
    assert.ok(opened > 0);
    await fillDetails(page);
    assert.equal((await asked()).length, opened, 'typing requests something');
    await next(page);
    await givePhoto(page);
    await sign(page);
    const pictures = (await asked()).length;
    await next(page);
    await pay(page);
    await next(page);
    await send(page);
    await page.locator('.ticket .number').waitFor();
    const all = await asked();
    assert.equal(all.length, pictures, 'something is requested after the pictures');
    all.forEach(assertOwnFile);
    // The page has no other way than these: each is a file of the build too.
    for (const call of await calls()) assert.match(call, /^fetch /);
    for (const each of [...inPage, ...(await calls()).map((call) => call.replace(/^fetch /, 'GET '))]) {
      const [method, address] = each.split(' ');
      if (address.startsWith('blob:')) continue;
      assertOwnFile({ method, url: new URL(address, site.server.url).href, headers: {}, bytes: 0 });
    }
    await assertNothingKept(page, query);
  });
});

test('an application is the first and the only thing that leaves, when it is sent, and to its address', () => {
  const query = 'on=2025-06-01&lang=en';
  return fromLoaded(query, async (page, { asked, calls }) => {
    await page.evaluate(() =>
      document.querySelector('kualik-renewal').configure({
        now: Date.parse('2025-06-01T07:00:00Z'),
        gateway: 'http',
        endpoint: '/kualik/applications',
        signing: {
          kind: 'host',
          sign: async () => ({ outcome: 'signed', signature: { format: 'host', bytes: new Uint8Array([1, 2, 3]) } }),
        },
      }),
    );
    await goOn(page);
    await fillDetails(page);
    await next(page);
    // Its name and what a camera writes into it stay here.
    await page
      .locator('#photo input[type=file]')
      .last()
      .setInputFiles({
        name: `${person.surname} 880412401006.jpg`,
        mimeType: 'image/jpeg',
        buffer: withExif(readFileSync(new URL('../fixtures/imaging/portrait-1-plain.jpg', import.meta.url))),
      });
    await page.locator('#photo img').waitFor();
    await sign(page);
    await next(page);
    await pay(page);
    await next(page);
    await page.locator('#consent').waitFor();
    const before = await asked();
    before.forEach(assertOwnFile);
    assert.deepEqual(
      (await calls()).filter((call) => !call.startsWith('fetch ')),
      [],
    );
    const event = {
      type: 'registered',
      at: 1_748_736_000_000,
      by: 'portal',
      ticket: 'ALM-000001',
      region: person.region,
      dutyPaid: true,
      paidOn: '2025-06-01',
    };
    registration.records.set(event.ticket, advance(undefined, event).record);
    await send(page);
    await page.locator('.ticket .number').waitFor();
    const [application, ...others] = (await asked()).slice(before.length).filter(({ method }) => method === 'POST');
    assert.equal(application.url, `${site.server.url}kualik/applications`);
    // From then on the record is asked for, at an address in which nothing stands.
    for (const { url } of others) assert.equal(url, `${application.url}/record`);
    (await asked()).filter(({ method }) => method !== 'POST').forEach(assertOwnFile);
    const [{ list }] = registration.store.values();
    for (const { fileName, bytes } of list) {
      assert.doesNotMatch(fileName, /880412401006|[А-я]/);
      assert.ok(!bytes.includes(secret), `${fileName} carries what the camera wrote`);
    }
    await assertNothingKept(page, query);
    registration.reset();
  });
});

const secret = 'GPS 43.238949 76.889709';

/** The picture with an APP1 segment after its first marker: `Exif`, then what nobody should see. */
function withExif(jpeg) {
  const text = Buffer.from(`Exif\0\0${secret}`, 'latin1');
  const length = Buffer.alloc(2);
  length.writeUInt16BE(text.length + 2);
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1]), length, text, jpeg.subarray(2)]);
}
