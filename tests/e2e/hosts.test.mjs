// The page inside other pages and apps, as far as Chromium can imitate them; a native app: tests/webview/.
// Needs pkg/ and www/shell/dist/.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { mediaTypes } from '../../scripts/demo.mjs';
import { host } from '../../pkg/host/index.js';
import { check, dist, givePhoto, goOn, fillDetails, handsIn, next, open, pay, send, sign, textOf, toReview } from './application.mjs';
import { startOrigin } from './origin.mjs';

let site;
before(async () => {
  site = await open();
});
after(() => site.close());

const registered = (submission) => {
  const { region, duty } = JSON.parse(new TextDecoder().decode(submission.canonical));
  return {
    type: 'registered',
    at: 1748736000000,
    by: 'portal',
    ticket: 'ALM-000001',
    region,
    ...(duty.outcome === 'due' ? { dutyPaid: true, paidOn: duty.paidOn } : { dutyPaid: false }),
  };
};
const index = readFileSync(join(dist, 'index.html'), 'utf8');

describe('a frame', () => {
  /** A page around a frame, on an origin of its own; `kualik/host` is beside it as the package has it. */
  async function around(child) {
    const script = readFileSync(new URL('../../pkg/host/index.js', import.meta.url));
    return startOrigin(({ url }, response) => {
      const [type, body] =
        url === '/host.js'
          ? ['text/javascript', script]
          : ['text/html', `<!doctype html><title>app</title><iframe src="${child}" width="360" height="740"></iframe>`];
      response.writeHead(200, { 'Content-Type': type }).end(body);
    });
  }

  /** Opens the page in a frame, with `named` as the origin that it was told of by whoever serves it. */
  async function inFrame(named, use) {
    const child = `${site.server.url}?lang=en`;
    const app = await around(child);
    const other = await around(child);
    try {
      const origin = { app: app.origin, other: other.origin }[named];
      const init = (page) =>
        page.route(site.server.url + '**', async (route) => {
          const { pathname } = new URL(route.request().url());
          if (pathname !== '/' || !origin) return route.continue();
          return route.fulfill({
            contentType: 'text/html',
            body: index.replace('<head>', `<head><meta name="kualik-host" content="${origin}">`),
          });
        });
      // A service worker would bring the page without the name.
      await site.onPage({ query: '', context: { serviceWorkers: 'block' }, init, expectErrors: true }, async (page) => {
        const loaded = page.waitForEvent('framenavigated', {
          predicate: (frame) => frame.url().startsWith(site.server.url) && frame.parentFrame() !== null,
        });
        await page.goto(`${app.origin}/`);
        await loaded;
        const frame = page.frames().find((each) => each.url().startsWith(site.server.url));
        await frame.locator('kualik-renewal p').first().waitFor();
        await use(page, frame, app);
      });
    } finally {
      await app.close();
      await other.close();
    }
  }

  /** Configures the page in the frame, and writes down what it says. */
  const attach = (page, configure) =>
    page.evaluate(
      async ([origin, configuration]) => {
        const { hostFrame } = await import('/host.js');
        window.heard = [];
        const note = (type) => (message) => {
          window.heard.push([type, message]);
        };
        window.line = hostFrame(document.querySelector('iframe'), {
          origin,
          configure: configuration,
          on: {
            ...Object.fromEntries(['ready', 'verdict', 'draft', 'close', 'protocol-problem'].map((type) => [type, note(type)])),
            'sign-request': () => ({ outcome: 'signed', signature: { format: 'host', bytes: Uint8Array.of(1) } }),
            submit: ({ id, canonical }) => {
              window.heard.push(['submit', id]);
              const { region, duty } = JSON.parse(new TextDecoder().decode(canonical));
              return {
                outcome: 'registered',
                event: {
                  type: 'registered',
                  at: 1748736000000,
                  by: 'portal',
                  ticket: 'ALM-000001',
                  region,
                  ...(duty.outcome === 'due' ? { dutyPaid: true, paidOn: duty.paidOn } : { dutyPaid: false }),
                },
              };
            },
          },
        });
      },
      [new URL(site.server.url).origin, configure],
    );
  /** The page begins anew, now that there is somebody to hear that it is ready. */
  const reload = (page) =>
    page.evaluate(() => {
      const frame = document.querySelector('iframe');
      frame.src = frame.src;
    });

  test('of the origin that it was told of: nothing until it is configured, then the whole way', () =>
    inFrame('app', async (page, frame) => {
      assert.match(await textOf(frame.locator('kualik-renewal p').first()), /^The page is waiting for the app/);
      assert.equal(await frame.locator('#situation').count(), 0);
      await attach(page, { now: Date.parse('2025-06-01T07:00:00Z'), lang: 'kk', gateway: 'host', signing: 'host' });
      await reload(page);
      await frame.locator('#situation').waitFor();
      const hands = handsIn(page, frame);
      await toReview(hands);
      await send(hands);
      assert.equal(await textOf(frame.locator('.ticket .number')), 'ALM-000001');
      const types = await page.evaluate(() =>
        window.heard.map(([type, message]) => (type === 'verdict' ? `${type} ${message.verdict.outcome}` : type)),
      );
      assert.deepEqual(types, ['ready', 'verdict eligible', 'submit']);
      await page.evaluate(() => window.line.close());
      await frame.locator('kualik-renewal', { hasText: 'Бет жабылды' }).waitFor();
      assert.equal(await frame.locator('.ticket').count(), 0);
    }));

  // Rules are data: a host that brings the pilot as it might be extended (the citation is invented) needs no release of the page.
  test('a host brings other rules, and the page decides by them', () =>
    inFrame('app', async (page, frame) => {
      const extended = JSON.parse(readFileSync(new URL('../../examples/rulesets/pilot-2025-extended.json', import.meta.url), 'utf8'));
      const verdicts = () => page.evaluate(() => window.heard.filter(([type]) => type === 'verdict').map(([, { verdict }]) => verdict));
      // Without them: the order was in force through 31.03.2026 (п. 7).
      await attach(page, { on: '2026-04-15', lang: 'en' });
      await reload(page);
      await check(handsIn(page, frame), '2026-04-20');
      await frame.locator('.panel.no').waitFor();
      const refused = (await verdicts()).at(-1);
      assert.deepEqual([refused.outcome, refused.refusals.map(({ code }) => code)], ['unavailable', ['pilot-ended']]);
      await page.evaluate(() => window.line.close());
      await attach(page, { on: '2026-04-15', lang: 'en', ruleset: extended });
      await reload(page);
      await check(handsIn(page, frame), '2026-04-20');
      await frame.locator('.panel.yes').waitFor();
      const { outcome, ruleset, checkedOn } = (await verdicts()).at(-1);
      assert.deepEqual([outcome, ruleset, checkedOn], ['eligible', 'pilot-2025-extended', '2026-04-15']);
      await frame.locator('.basis summary').click();
      assert.match(await textOf(frame.locator('.basis')), /Вымышленный приказ/);
    }));

  test('told of another origin: nothing, whatever this one says', () =>
    inFrame('other', async (page, frame) => {
      await attach(page, { on: '2025-06-01' });
      await reload(page);
      await page.evaluate(() => {
        frames[0].postMessage({ kualik: 1, type: 'configure', on: '2025-06-01' }, '*');
      });
      // The page that comes after this message has had its turn to act on it.
      await frame.locator('kualik-renewal', { hasText: 'cannot be shown inside another one' }).waitFor();
      await frame.evaluate(
        () =>
          new Promise((resolve) => {
            addEventListener('message', resolve, { once: true });
            parent.frames[0].postMessage('last', '*');
          }),
      );
      assert.equal(await frame.locator('#situation').count(), 0);
      assert.deepEqual(await page.evaluate(() => window.heard), []);
    }));

  test('told of none: refused, with a way to the page by itself', () =>
    inFrame(undefined, async (_page, frame) => {
      await frame.locator('kualik-renewal', { hasText: 'cannot be shown inside another one' }).waitFor();
      assert.equal(await frame.locator('#situation').count(), 0);
      assert.equal(await frame.locator('kualik-renewal a').getAttribute('target'), '_blank');
    }));
});

describe('what is around the frame', () => {
  /** An origin of its own: `answer(path)` is a page's body, or a file of the build. */
  async function origin(answer) {
    return startOrigin(({ url }, response) => {
      const { pathname } = new URL(url, 'http://localhost');
      const body = answer(pathname);
      if (body !== undefined) return response.writeHead(200, { 'Content-Type': 'text/html' }).end(body);
      const file = join(dist, pathname.slice(1));
      if (!existsSync(file)) return response.writeHead(404).end();
      return response.writeHead(200, { 'Content-Type': mediaTypes[extname(file)] ?? 'application/octet-stream' }).end(readFileSync(file));
    });
  }
  const framing = (address) => `<!doctype html><title>around</title><iframe src="${address}" width="360" height="740"></iframe>`;

  /** The innermost page's text, where `chain` are the origins from the outermost in, `own` or the name of another; `named` is the host. */
  async function shown(chain, named) {
    const servers = {};
    for (const name of new Set(['own', ...chain, named ?? 'own'])) servers[name] = await origin((path) => pages[path]?.());
    // One page for each link of the chain, at every origin.
    const addresses = [...chain.map((name, at) => `${servers[name].origin}/around-${at}`), `${servers.own.origin}/`];
    const pages = Object.fromEntries(chain.map((_, at) => [`/around-${at}`, () => framing(addresses[at + 1])]));
    pages['/'] = () => (named ? index.replace('<head>', `<head><meta name="kualik-host" content="${servers[named].origin}">`) : index);
    const context = await site.browser.newContext({ locale: 'en', serviceWorkers: 'block' });
    try {
      const page = await context.newPage();
      await page.goto(addresses[0]);
      let frame = page.mainFrame();
      for (const _ of chain) {
        const element = await frame.locator('iframe').elementHandle();
        frame = await element.contentFrame();
      }
      await frame.locator('kualik-renewal', { hasText: /cannot be shown|waiting for the app|What happened/ }).waitFor();
      return await frame.locator('kualik-renewal').evaluate(({ shadowRoot }) => shadowRoot.textContent);
    } finally {
      await context.close();
      for (const { close } of Object.values(servers)) await close();
    }
  }

  for (const [chain, named, text] of [
    [['own'], undefined, /What happened/],
    [['own', 'own'], undefined, /What happened/],
    [['foreign', 'own'], undefined, /cannot be shown inside another one/],
    [['foreign', 'own', 'own'], undefined, /cannot be shown inside another one/],
    [['own', 'foreign', 'own'], undefined, /cannot be shown inside another one/],
    [['app'], 'app', /waiting for the app/],
    [['app', 'app'], 'app', /waiting for the app/],
    [['foreign', 'app'], 'app', /cannot be shown inside another one/],
    [['app', 'foreign'], 'app', /cannot be shown inside another one/],
    [['foreign'], 'app', /cannot be shown inside another one/],
  ]) {
    test(`${chain.join(' > ')}${named ? `, the host being ${named}` : ''}: ${text.source}`, async () =>
      assert.match(await shown(chain, named), text));
  }

  // RFC 3986, 4.2: a reference that begins with two slashes names another authority.
  for (const path of ['//foreign.test/', '/\\foreign.test/', '///foreign.test/renew/']) {
    test(`the way out of the frame stays here at ${path}`, async () => {
      const app = await origin(() => framing(`${here.origin}${path}`));
      const here = await origin((at) => (at.endsWith('/') ? index.replaceAll('"./', '"/') : undefined));
      try {
        await site.onPage({ url: `${site.server.url}`, context: { serviceWorkers: 'block' }, expectErrors: true }, async (page) => {
          await page.goto(`${app.origin}/`);
          const frame = await (await page.locator('iframe').elementHandle()).contentFrame();
          const link = frame.locator('kualik-renewal a');
          await link.waitFor();
          assert.equal(await link.evaluate(({ origin }) => origin), here.origin);
        });
      } finally {
        for (const { close } of [app, here]) await close();
      }
    });
  }
});

describe("Android's WebViewAssetLoader, imitated: its address, its user agent, its bridge", () => {
  const address = 'https://appassets.androidplatform.net/assets/kualik/index.html';
  const userAgent =
    'Mozilla/5.0 (Linux; Android 14; SM-A145F Build/UP1A.231005.007; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/124.0.0.0 Mobile Safari/537.36';

  async function inApp(options, use) {
    const asked = [];
    const heard = [];
    let line;
    const init = async (page, context) => {
      line = host(
        (text) =>
          void page
            .evaluate((message) => {
              kualik.receive(message);
            }, text)
            .catch(() => {}),
        options(heard),
      );
      await context.route('**', (route) => {
        const { origin, pathname } = new URL(route.request().url());
        asked.push(pathname);
        if (origin !== 'https://appassets.androidplatform.net' || !pathname.startsWith('/assets/kualik/')) return route.abort();
        return route.fulfill({
          path: join(dist, pathname.slice('/assets/kualik/'.length)),
          contentType: mediaTypes[extname(pathname)] ?? 'application/octet-stream',
        });
      });
      await page.exposeFunction('toAndroid', (text) => {
        assert.equal(typeof text, 'string');
        line.receive(text);
      });
      await page.addInitScript(() => {
        window.KualikHost = {
          postMessage: (text) => {
            window.toAndroid(text);
          },
        };
      });
    };
    await site.onPage(
      {
        url: address,
        query: '',
        context: { userAgent, isMobile: true, hasTouch: true, serviceWorkers: 'block' },
        init,
        expectErrors: true,
      },
      async (page) => {
        const violations = async () => page.evaluate(() => window.violations);
        await use(page, { heard, asked, violations });
      },
    );
  }

  const options =
    (more = {}) =>
    (heard) => ({
      configure: { now: Date.parse('2025-06-01T07:00:00Z'), lang: 'ru', gateway: 'host', signing: 'host', keepsDrafts: true },
      on: {
        verdict: ({ verdict }) => heard.push(verdict.outcome),
        draft: ({ draft }) => heard.push(draft ? `draft ${draft.step}` : 'no draft'),
        'sign-request': () => ({ outcome: 'signed', signature: { format: 'host', bytes: Uint8Array.of(1) } }),
        submit: (submission) => {
          heard.push('submit');
          return { outcome: 'registered', event: registered(submission) };
        },
        close: () => heard.push('close'),
        'protocol-problem': (problem) => heard.push(problem),
        ...more,
      },
    });

  test('the whole way to the ticket', () =>
    inApp(options(), async (page, { heard, violations }) => {
      await toReview(page);
      await send(page);
      assert.equal(await textOf(page.locator('.ticket .number')), 'ALM-000001');
      assert.deepEqual(
        heard.filter((each) => !`${each}`.startsWith('draft ')),
        ['eligible', 'submit', 'no draft'],
      );
      // After each step, and after each picture.
      assert.deepEqual(
        [...new Set(heard.filter((each) => `${each}`.startsWith('draft ')))],
        ['draft details', 'draft pictures', 'draft duty', 'draft review'],
      );
      await page.locator('#leave').click();
      await page.locator('kualik-renewal', { hasText: 'Страница закрыта' }).waitFor();
      assert.equal(heard.at(-1), 'close');
      assert.deepEqual(await violations(), []);
    }));

  test('unavailable: the notice, and nothing more is asked for', () =>
    inApp(options(), async (page, { heard, asked }) => {
      // Configured, and all words are here.
      await page.getByRole('heading', { name: 'Замена удостоверения' }).waitFor();
      await page.waitForLoadState('networkidle');
      const before = asked.length;
      await check(page, '2025-08-10');
      await page.locator('.panel.wait').waitFor();
      assert.deepEqual([heard, asked.length], [['unavailable'], before]);
    }));

  test('a configuration with one wrong field is refused whole', () =>
    inApp(
      (heard) => ({ ...options()(heard), configure: { lang: 'kk', timeouts: { signing: 1 } } }),
      async (page, { heard }) => {
        await page.locator('#situation').waitFor();
        await page.waitForFunction(() => true);
        assert.deepEqual(heard, [{ because: 'wrong-body', version: 1, about: 'configure' }]);
        assert.notEqual(await page.evaluate(() => document.querySelector('kualik-renewal').lang), 'kk');
      },
    ));
});

describe('without WebAssembly', () => {
  const forbidden = (page) =>
    page.route(/\/(\?.*)?$/, (route) => route.fulfill({ contentType: 'text/html', body: index.replace(" 'wasm-unsafe-eval'", '') }));
  const ways = [
    [
      'an engine that has none, as under iOS Lockdown Mode',
      (page) =>
        page.addInitScript(() => {
          delete globalThis.WebAssembly;
        }),
      false,
    ],
    ["a policy of the page's without 'wasm-unsafe-eval'", forbidden, true],
    [
      "a policy of every file's without 'wasm-unsafe-eval'",
      async (page) => {
        await forbidden(page);
        const headers = { 'Content-Security-Policy': "script-src 'self'" };
        const name = readdirSync(join(dist, 'assets')).find((each) => each.startsWith('worker-'));
        await page.route(`**/${name}`, (route) => route.fulfill({ path: join(dist, 'assets', name), headers }));
      },
      false,
    ],
  ];
  for (const [name, init, hasWorker] of ways) {
    test(`${name}: the page goes the whole way by itself, the pictures ${hasWorker ? 'checked in a worker' : 'left to the applicant’s eyes'}`, () =>
      site.onPage({ init, context: { serviceWorkers: 'block' }, expectErrors: true }, async (page) => {
        assert.equal(
          await page.evaluate(() => {
            try {
              new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
              return true;
            } catch {
              return false;
            }
          }),
          false,
        );
        await goOn(page);
        await fillDetails(page);
        await next(page);
        await givePhoto(page);
        assert.equal(await page.locator('#photo-status.good').count(), hasWorker ? 1 : 0);
        if (!hasWorker) {
          // Not ready to be sent before the applicant has looked.
          await next(page);
          await page.locator('#problems').waitFor();
          await page.locator('#photo-insist').click();
        }
        await sign(page);
        if (!hasWorker) await page.locator('#signature-insist').click();
        await next(page);
        await pay(page);
        await next(page);
        // What is attached has no metadata of the camera's: SOI, then APP0 of the browser's own encoder.
        const photo = await page.evaluate(async () => {
          const image = document.querySelector('kualik-renewal').shadowRoot.querySelector('.summary-list img');
          return [image.naturalWidth / image.naturalHeight];
        });
        assert.ok(Math.abs(photo[0] - 35 / 45) < 0.01, String(photo));
        await send(page);
        assert.match(await textOf(page.locator('.ticket .number')), /^SANDBOX-\d{6}$/);
      }));
  }
});
