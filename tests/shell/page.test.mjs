// The gateways, NCALayer and the line to a host in a real browser, under a strict policy. Needs pkg/.

import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { init } from '../../pkg/node.js';
import { launch } from '../../scripts/chromium.mjs';
import { signed, startNcalayer } from './ncalayer-program.mjs';
import { onPage, pages, policy } from './page.mjs';
import { faults, startRegistration } from './registration.mjs';
import { signCms, subjectOf } from './key.mjs';
import { personal, submissionOf } from './submission.mjs';

let browser;
let server;
let ncalayer;
let submission;
let cms;

before(async () => {
  await init();
  submission = submissionOf();
  cms = signCms(submission.canonical, [subjectOf(submission.application.applicant.iin)]);
  browser = await launch();
  ncalayer = await startNcalayer({ answer: () => signed(cms) });
  server = await startRegistration({ page: pages() });
});
after(async () => {
  await browser?.close();
  await server?.close();
  await ncalayer?.close();
});
afterEach(() => server.reset());

/** As JSON for `page.evaluate`, bytes packed as on the line to a host. */
const packed = (value) =>
  JSON.stringify(value, (_, part) => (part instanceof Uint8Array ? { $base64: Buffer.from(part).toString('base64') } : part));

async function inContext(use, options = {}) {
  const context = await browser.newContext(options);
  try {
    return await use(context);
  } finally {
    await context.close();
  }
}

/** Sends once from the page. */
const submit = (page, settings = {}) =>
  page.evaluate(
    async ([given, one]) => {
      await shell.init();
      return shell.httpGateway({ pauses: [0], ...given }).submit(shell.unpack(one));
    },
    [{ endpoint: server.endpoint, ...settings }, packed(submission)],
  );

describe('http', () => {
  test('one request to the one address; no cookie, no referrer, nothing personal in any header', () =>
    inContext(async (context) => {
      await context.addCookies([{ name: 'session', value: 'secret', url: server.origin }]);
      await onPage(context, `${server.origin}/`, async (page, { requests, errors, violations }) => {
        const answer = await submit(page);
        assert.deepEqual(answer, { outcome: 'registered', event: server.store.get(submission.application.id).event });
        const { list } = server.store.get(submission.application.id);
        assert.deepEqual(
          list.map(({ fileName }) => fileName),
          ['application.json', 'signature.p7s', 'photo.jpg', 'signature-picture.png'],
        );
        assert.deepEqual(Buffer.from(submission.canonical), list[0].bytes);
        assert.deepEqual(requests.slice(2), [`POST ${server.endpoint}`]);
        const [{ headers }] = server.seen;
        assert.deepEqual([headers.cookie, headers.referer], [undefined, undefined]);
        for (const secret of personal(submission)) assert.ok(!JSON.stringify(headers).includes(secret), secret);
        assert.deepEqual([errors, await violations()], [[], []]);
      });
    }));

  test('cookies only where the host asked for them', () =>
    inContext(async (context) => {
      await context.addCookies([{ name: 'session', value: 'secret', url: server.origin }]);
      await onPage(context, `${server.origin}/`, async (page) => {
        assert.equal((await submit(page, { credentials: 'same-origin' })).outcome, 'registered');
        assert.equal(server.seen[0].headers.cookie, 'session=secret');
      });
    }));

  test('a lost answer, then the registration', () =>
    inContext((context) =>
      onPage(context, `${server.origin}/`, async (page) => {
        server.faults.push(faults.lostAnswer());
        assert.equal((await submit(page)).outcome, 'registered');
        assert.deepEqual([server.seen.length, server.store.size], [2, 1]);
      }),
    ));

  test('offline', () =>
    inContext((context) =>
      onPage(context, `${server.origin}/`, async (page) => {
        await page.evaluate(() => shell.init());
        await context.setOffline(true);
        assert.deepEqual(await submit(page), { outcome: 'unreachable', because: 'offline' });
        await context.setOffline(false);
        assert.equal((await submit(page)).outcome, 'registered');
        assert.equal(server.seen.length, 1);
      }),
    ));

  test('a redirect is not followed, and an address that the policy does not name is not reached', async () => {
    const other = await startRegistration();
    await inContext((context) =>
      onPage(context, `${server.origin}/`, async (page, { violations }) => {
        server.faults.push(faults.says(307, undefined, { Location: other.endpoint }));
        assert.deepEqual(await submit(page), { outcome: 'unreachable', because: 'protocol' });
        assert.deepEqual(await submit(page, { endpoint: other.endpoint }), { outcome: 'unreachable', because: 'server' });
        assert.deepEqual([other.seen.length, new Set(await violations())], [0, new Set([other.endpoint])]);
      }),
    );
    await other.close();
  });
});

describe('NCALayer', () => {
  const sign = (page) =>
    page.evaluate(
      async ([url, one]) => {
        const { canonical, sha256 } = shell.unpack(one);
        const { outcome, because, signature } = await shell.ncalayerSigning({ url }).sign(canonical, sha256);
        return because ?? [outcome, [...signature.bytes]];
      },
      [ncalayer.url, packed(submission)],
    );

  test('signs where the policy names it', async () => {
    const host = await startRegistration({ page: pages({ connect: ncalayer.url }) });
    await inContext((context) =>
      onPage(context, `${host.origin}/`, async (page, { errors, violations }) => {
        assert.deepEqual(await sign(page), ['signed', [...cms]]);
        assert.deepEqual(ncalayer.origins, [host.origin]);
        assert.equal(
          Buffer.from(JSON.parse(ncalayer.requests[0]).args.data, 'base64').toString(),
          Buffer.from(submission.canonical).toString(),
        );
        assert.deepEqual([errors, await violations()], [[], []]);
      }),
    );
    await host.close();
  });

  test('is not there where it does not', () =>
    inContext((context) =>
      onPage(context, `${server.origin}/`, async (page, { errors, violations }) => {
        const before = ncalayer.origins.length;
        assert.equal(await sign(page), 'not-running');
        assert.equal(ncalayer.origins.length, before);
        assert.deepEqual([errors, (await violations()).length], [[], 1]);
      }),
    ));
});

describe('a frame', () => {
  /** A page around `child`, which writes down what it hears from it and says what it is told to. */
  const around = (child) => `<!doctype html><title>host</title><iframe src="${child}"></iframe>`;

  test('speaks with the exact origin around it and with no other', async () => {
    const child = await startRegistration({ page: pages() });
    const addresses = { '/host': around(`${child.origin}/`) };
    const page = (url) => (url in addresses ? ['text/html', addresses[url]] : []);
    page.headers = { 'Content-Security-Policy': `default-src 'none'; frame-src ${child.origin}` };
    const host = await startRegistration({ page });
    await inContext((context) =>
      onPage(context, `${host.origin}/host`, async (outside) => {
        const [, frame] = outside.frames();
        await frame.waitForFunction(() => typeof shell === 'object');
        await outside.evaluate(() => {
          window.heard = [];
          addEventListener('message', ({ data, origin }) => window.heard.push({ data, origin }));
        });
        // Of another origin than the one that it is told, it hears nothing and nobody hears it.
        assert.deepEqual(
          await frame.evaluate(
            async ([right, wrong]) => {
              window.told = [];
              window.link = shell.connectHost(window, right);
              window.link.on('configure', (body) => window.told.push(['right', body]));
              shell.connectHost(window, wrong).on('configure', (body) => window.told.push(['wrong', body]));
              shell.connectHost(window, wrong).send('draft', { secret: 1 });
              return [window.link.send('ready', { bytes: Uint8Array.of(1) }), shell.connectHost(window)];
            },
            [host.origin, child.origin],
          ),
          [true, undefined],
        );
        await outside.waitForFunction(() => window.heard.length > 0);
        assert.deepEqual(await outside.evaluate(() => window.heard), [
          { data: { kualik: 1, type: 'ready', bytes: { $base64: 'AQ==' } }, origin: child.origin },
        ]);
        // Messages of the frame itself are not the host's.
        await frame.evaluate(() => window.postMessage({ kualik: 1, type: 'configure', from: 'itself' }, '*'));
        await outside.evaluate(() => frames[0].postMessage({ kualik: 1, type: 'configure', from: 'host' }, '*'));
        await frame.waitForFunction(() => window.told.some(([, { from }]) => from === 'host'));
        assert.deepEqual(await frame.evaluate(() => window.told), [['right', { from: 'host' }]]);
      }),
    );
    await host.close();
    await child.close();
  });
});

test('the policy of these tests allows no more than the page’s own', async () => {
  const { readFileSync } = await import('node:fs');
  const html = readFileSync(new URL('../../www/shell/index.html', import.meta.url), 'utf8');
  const own = new Map(
    /http-equiv="Content-Security-Policy" content="([^"]+)"/
      .exec(html)[1]
      .split('; ')
      .map((each) => [each.split(' ')[0], each.split(' ').slice(1)]),
  );
  for (const directive of policy().split('; ')) {
    const [name, ...sources] = directive.trim().split(' ');
    for (const source of sources.filter((each) => each !== '' && each !== "'none'"))
      assert.ok(own.get(name)?.includes(source), `${name} ${source}`);
  }
});
