// The page without a network, a new version of it, and a server that is deployed over half: in Chromium, as built and served.
// Needs pkg/ and www/shell/dist/.

import assert from 'node:assert/strict';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import { build } from 'esbuild';
import { build as buildShell } from 'vite';
import { launch } from '../../scripts/chromium.mjs';
import { serve } from '../../scripts/demo.mjs';
import { toReview } from './application.mjs';

const en = {
  ready: 'The check also works without the internet.',
  update: 'A new version of this page is ready.',
  inUse: 'this page is open in another window with details entered',
};
const shell = fileURLToPath(new URL('../../www/shell/', import.meta.url));

let browser;
/** A name of this machine that is no secure place without https: any other than its own. */
const elsewhere = 'kualik.test';
/** The next version of the page, which differs in a later step: so does the name of every script that imports it. */
let next;
before(async () => {
  browser = await launch([`--host-resolver-rules=MAP ${elsewhere} 127.0.0.1`]);
  next = mkdtempSync(join(tmpdir(), 'kualik-next-'));
  await buildShell({
    root: shell,
    configFile: join(shell, 'vite.config.js'),
    logLevel: 'error',
    build: { outDir: next, emptyOutDir: true },
    plugins: [
      { name: 'next', transform: (code, id) => (id.endsWith('/journey/journey.ts') ? `${code}\nglobalThis.isNext = true;` : undefined) },
    ],
  });
});
after(async () => {
  await browser.close();
  rmSync(next, { recursive: true });
});

/** Runs `use` with a page of a copy of the build, on a server of its own that has it under `path`. */
async function onCopy(use, path = '', prepare = () => {}) {
  const root = mkdtempSync(join(tmpdir(), 'kualik-offline-'));
  const folder = join(root, path);
  cpSync(join(shell, 'dist'), folder, { recursive: true });
  prepare(folder);
  const server = await serve({ root, port: 0 });
  server.url += path;
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  try {
    const revisit = () => page.goto(`${server.url}?on=2025-06-01&lang=en`);
    await revisit();
    await use({ page, context, server, folder, revisit });
    assert.deepEqual(errors, []);
  } finally {
    await context.close();
    await server.close();
    rmSync(root, { recursive: true });
  }
}

/** Puts the next version in the place of what is served, whose files are gone. */
function deploy(folder) {
  rmSync(folder, { recursive: true });
  cpSync(next, folder, { recursive: true });
}

/** The name of the file in `assets/` that begins so. */
const asset = (folder, start) => `assets/${readdirSync(join(folder, 'assets')).find((name) => name.startsWith(start))}`;

/** The main script of the page: another one's name begins as its does. */
const mainOf = (folder) => /<script type="module" [^>]*src="\.\/([^"]+)"/.exec(readFileSync(join(folder, 'index.html'), 'utf8'))[1];

/** Some servers answer for every file that they lack with their first page, and call it a success. */
function answerByPage(folder, name) {
  renameSync(join(folder, name), join(folder, 'aside'));
  symlinkSync(join(folder, 'index.html'), join(folder, name));
}
function answerRightly(folder, name) {
  rmSync(join(folder, name));
  renameSync(join(folder, 'aside'), join(folder, name));
}

/** Has the browser look for another version; resolves to where that ends: `installed`, or `redundant`. */
const lookForUpdate = (page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.update();
    const worker = registration.installing ?? registration.waiting;
    while (worker?.state === 'installing') await new Promise((changed) => worker.addEventListener('statechange', changed, { once: true }));
    return worker?.state;
  });

/** What is in the caches, as kinds by path. */
const keptKinds = (page) =>
  page.evaluate(async () => {
    const all = await Promise.all(
      (await caches.keys()).map(async (name) => {
        const cache = await caches.open(name);
        return Promise.all(
          (await cache.keys()).map(async (request) => [
            new URL(request.url).pathname,
            (await cache.match(request)).headers.get('Content-Type'),
          ]),
        );
      }),
    );
    return all.flat();
  });

const status = (page, text) => page.locator('.offline', { hasText: text }).waitFor();

async function check(page) {
  await page.locator('input[value=expiry]').click();
  for (const [part, value] of [
    ['day', '20'],
    ['month', '6'],
    ['year', '2025'],
  ])
    await page.locator(`[name=expiry-${part}]`).fill(value);
  await page.locator('.panel.yes').waitFor();
}

test('after the first visit the check works without a network, whatever the address asks for', () =>
  onCopy(async ({ page, server }) => {
    await status(page, en.ready);
    await server.close();
    await page.goto(`${server.url}?on=2025-06-01&lang=ru`);
    await check(page);
    assert.match(await page.locator('.panel.yes').innerText(), /19/);
  }, 'some/path/'));

test('what was opened of the later steps is there without a network too', () =>
  onCopy(async ({ page, server }) => {
    await status(page, en.ready);
    await check(page);
    await page.locator('.go-on .solid').click();
    await page.locator('#iin').waitFor();
    // Nothing can be sent without one, so it is said of the check alone.
    assert.equal(await page.locator('.offline').textContent(), '');
    await page.locator('#back').click();
    await status(page, en.ready);
    await server.close();
    await page.goto(`${server.url}?on=2025-06-01&lang=en`);
    await check(page);
    await page.locator('.go-on .solid').click();
    await page.locator('#iin').waitFor();
  }));

test('a page that a server gives in place of a file is not kept as that file', () =>
  onCopy(async ({ page, server, folder }) => {
    const journey = asset(folder, 'journey-');
    answerByPage(folder, journey);
    await status(page, en.ready);
    await check(page);
    const answer = await page.request.get(`${server.url}${journey}`);
    assert.match(`${answer.status()} ${answer.headers()['content-type']}`, /^200 text\/html/);
    await page.locator('.go-on .solid').click();
    await page.locator('.go-on [role=alert]').waitFor();
    answerRightly(folder, journey);
    await page.goto(`${server.url}?on=2025-06-01&lang=en`);
    await check(page);
    await page.locator('.go-on .solid').click();
    await page.locator('#iin').waitFor();
  }));

test('the first visit loads no file of a later step, and asks for nothing once it says that it works offline', () =>
  onCopy(async ({ page, context, server, folder }) => {
    await status(page, en.ready);
    const kept = await page.evaluate(async () => {
      const all = await Promise.all(
        (await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)),
      );
      return all.flat().sort();
    });
    assert.ok(
      kept.some((path) => path.endsWith('.wasm')),
      kept.join(' '),
    );
    assert.deepEqual(
      kept.filter((path) => /journey|imaging|face|sandbox|worker-/.test(path)),
      [],
    );
    assert.ok(kept.length < readdirSync(join(folder, 'assets')).length / 2);
    const asked = [];
    context.on('request', (request) => asked.push(request.url()));
    await check(page);
    await page.locator('#change-situation').click();
    await page.locator('input[value=loss]').click();
    await page.locator('.panel.no').waitFor();
    assert.deepEqual(asked, []);
    assert.ok(server.url);
  }));

test('a new version waits until it is let in, and is not offered while it would cost a draft', () =>
  onCopy(async ({ page, folder }) => {
    await status(page, en.ready);
    await check(page);
    await page.locator('.go-on .solid').click();
    await page.locator('#surname').fill('Үмбетәлі');
    appendFileSync(join(folder, 'service-worker.js'), '\n// Another version.\n');
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      await registration.update();
      const { installing } = registration;
      if (installing) await new Promise((installed) => installing.addEventListener('statechange', installed));
    });
    await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistration()).waiting !== null);
    assert.equal(await page.locator('.offline button').count(), 0);
    assert.equal(await page.locator('#surname').inputValue(), 'Үмбетәлі');
    await page.locator('#surname').fill('');
    await page.locator('#back').click();
    await page.locator('.offline button').click();
    await status(page, en.ready);
    await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistration()).waiting === null);
  }));

describe('a server that is deployed over half', () => {
  test('at the first visit: nothing is kept, the page does not say that it works offline, and the next visit mends it', () =>
    onCopy(
      async ({ page, server, folder, revisit }) => {
        // The worker is given up once its installation has failed.
        await page.waitForFunction(async () => !(await navigator.serviceWorker.getRegistration()));
        assert.equal(await page.locator('.offline').innerText(), '');
        assert.deepEqual(await keptKinds(page), []);
        answerRightly(folder, 'icon.svg');
        await revisit();
        await status(page, en.ready);
        await server.close();
        await revisit();
        await check(page);
      },
      '',
      (folder) => answerByPage(folder, 'icon.svg'),
    ));

  for (const [what, spoil, mend] of [
    ['a script that is answered by a page', answerByPage, answerRightly],
    [
      'a script that is cut off',
      (folder, name) => {
        cpSync(join(folder, name), join(folder, 'aside'));
        writeFileSync(join(folder, name), '//');
      },
      (folder, name) => renameSync(join(folder, 'aside'), join(folder, name)),
    ],
  ]) {
    test(`in a new version, ${what}: the earlier one stays and works, until a later visit finds all`, () =>
      onCopy(async ({ page, folder, revisit }) => {
        await status(page, en.ready);
        deploy(folder);
        const script = asset(next, 'renewal-');
        spoil(folder, script);
        assert.equal(await lookForUpdate(page), 'redundant');
        const pages = (await keptKinds(page)).filter(([, kind]) => /html/.test(kind)).map(([path]) => path);
        assert.deepEqual(pages, ['/index.html']);
        await revisit();
        await status(page, en.ready);
        await check(page);
        mend(folder, script);
        await revisit();
        // Found: it takes over unasked, or is offered where it came too late for that.
        const later = page.locator(`script[src$="${mainOf(next)}"]`);
        const offer = page.locator('.offline button');
        await later.or(offer).first().waitFor({ state: 'attached' });
        if (await offer.isVisible()) await offer.click();
        await later.waitFor({ state: 'attached' });
      }));
  }

  test('the page of another version is not kept as this one’s', () =>
    onCopy(async ({ page, folder }) => {
      await status(page, en.ready);
      // All of the next one but its page.
      cpSync(next, folder, { recursive: true, filter: (path) => !path.endsWith('index.html') });
      assert.equal(await lookForUpdate(page), 'redundant');
      await check(page);
    }));

  for (const visit of ['the visit of the deployment', 'a later visit']) {
    test(`a later step whose file is gone, at ${visit}: the update is offered where it fails, and helps`, () =>
      onCopy(async ({ page, folder, revisit }) => {
        await status(page, en.ready);
        if (visit === 'a later visit') {
          deploy(folder);
          await page.route('**/service-worker.js', (route) => route.abort());
          await revisit();
        } else deploy(folder);
        await check(page);
        await page.locator('.go-on .solid').click();
        await page.locator('.go-on [part~=reload]').click();
        await page.waitForFunction((name) => document.querySelector(`script[src$="${name}"]`), mainOf(next));
        await check(page);
        await page.locator('.go-on .solid').click();
        await page.locator('#iin').waitFor();
        assert.equal(await page.evaluate(() => window.isNext), true);
      }));
  }

  test('what sends is gone: the way on is offered at the review, and asks before it costs the draft', () =>
    onCopy(async ({ page, folder }) => {
      await status(page, en.ready);
      rmSync(join(folder, asset(folder, 'sandbox-')));
      await toReview(page);
      const asked = page.waitForEvent('dialog');
      // It may not end before the question is answered.
      const clicked = page.locator('.later [part~=reload]').click();
      const dialog = await asked;
      assert.equal(dialog.type(), 'beforeunload');
      await dialog.dismiss();
      await clicked;
      assert.ok(await page.locator('#consent').isVisible());
    }));
});

describe('a version that waits', () => {
  /** A second window of the same browser, and the first with the next version waiting. */
  const withTwo = (use) =>
    onCopy(async ({ page, context, server, folder }) => {
      await status(page, en.ready);
      const other = await context.newPage();
      await other.goto(`${server.url}?on=2025-06-01&lang=en`);
      await other.locator('#situation').waitFor();
      // Chromium lets a version in once it sees the earlier one idle, for which it may look only twice a minute.
      for (const one of [page, other]) one.setDefaultTimeout(90_000);
      deploy(folder);
      assert.equal(await lookForUpdate(page), 'installed');
      await use({
        page,
        other,
        isNext: (one) => one.evaluate((name) => !!document.querySelector(`script[src$="${name}"]`), mainOf(next)),
      });
    });
  const waiting = (page) => page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).waiting !== null);
  /** Opens the page until it is the next version: a window that is too busy to answer in time counts as one with a draft. */
  const openNext = async (page) => {
    const later = page.locator(`script[src$="${mainOf(next)}"]`);
    for (let visits = 0; visits < 5 && (await later.count()) === 0; visits += 1) {
      await page.reload();
      await later.or(page.locator('.offline button')).first().waitFor({ state: 'attached' });
    }
    await later.waitFor({ state: 'attached' });
  };

  test('takes over when the page is opened and nothing is entered in any window, all of which follow', () =>
    withTwo(async ({ page, other }) => {
      const followed = other.waitForEvent('load');
      await openNext(page);
      await other.waitForFunction((name) => document.querySelector(`script[src$="${name}"]`), mainOf(next));
      await followed;
      await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistration()).waiting === null);
      assert.equal((await keptKinds(page)).filter(([path]) => path === '/index.html').length, 1);
    }));

  test('does not while something is entered in another window, and says so where it is asked for', () =>
    withTwo(async ({ page, other, isNext }) => {
      await check(other);
      await page.reload();
      await status(page, en.update);
      await page.locator('.offline button').click();
      await status(page, en.inUse);
      assert.deepEqual([await waiting(page), await isNext(page), await isNext(other)], [true, false, false]);
      await other.locator('.panel.yes').waitFor();
      await other.close();
      await openNext(page);
    }));

  test('a window that does not answer counts as one with a draft', () =>
    withTwo(async ({ page, other, isNext }) => {
      await other.evaluate(() => {
        window.navigator.serviceWorker.addEventListener('message', (event) => event.stopImmediatePropagation(), true);
        // Busy, as a window that is put to sleep: it hears nothing while this runs.
        setTimeout(() => {
          for (const until = performance.now() + 12_000; performance.now() < until; );
        });
      });
      await page.reload();
      await status(page, en.update);
      assert.deepEqual([await waiting(page), await isNext(page)], [true, false]);
    }));
});

test('what is not the build’s own is never answered from here: other apps, other addresses, other pages', () =>
  onCopy(async ({ page, server, folder }) => {
    await status(page, en.ready);
    const addresses = ['other/assets/app.js', 'assets/app.js', 'other/', 'index.htm', `${asset(folder, 'journey-')}?other`];
    mkdirSync(join(folder, 'other/assets'), { recursive: true });
    const say = (text) => {
      for (const name of ['other/assets/app.js', 'assets/app.js', 'other/index.html', 'index.htm']) writeFileSync(join(folder, name), text);
    };
    const answers = () => page.evaluate((all) => Promise.all(all.map(async (each) => (await fetch(each)).text())), addresses.slice(0, 4));
    say('first');
    assert.deepEqual(await answers(), Array(4).fill('first'));
    say('second');
    assert.deepEqual(await answers(), Array(4).fill('second'));
    await page.evaluate((address) => fetch(address), addresses[4]);
    const kept = (await keptKinds(page)).map(([path]) => path.slice(1));
    assert.deepEqual(kept.filter((path) => !path.startsWith('assets/') || path.includes('app')).sort(), ['icon.svg', 'index.html']);
    // A page of another app goes to the server, and gets its answer alone.
    const other = await page.context().newPage();
    await other.goto(`${server.url}other/`);
    assert.equal(await other.locator('body').innerText(), 'second');
    await server.close();
    await assert.rejects(other.goto(`${server.url}other/`));
    await assert.rejects(other.goto(`${server.url}imaging.html`));
  }));

test('what is cached can be deleted: then the page does not say that it works offline, and is no trap', () =>
  onCopy(async ({ page, revisit }) => {
    await status(page, en.ready);
    await page.evaluate(async () => {
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        const [script] = (await cache.keys()).filter(({ url }) => url.includes('renewal-'));
        await cache.delete(script);
        await cache.delete(new URL('index.html', location.href).href);
      }
    });
    await revisit();
    await check(page);
    assert.equal(await page.locator('.offline').innerText(), '');
  }));

test('where the page is no web page, nothing is registered', () =>
  onCopy(async ({ context, server }) => {
    const other = await context.newPage();
    await other.goto(`http://${elsewhere}:${new URL(server.url).port}/?on=2025-06-01&lang=en`);
    await check(other);
    assert.equal(await other.locator('.offline').innerText(), '');
    assert.equal(await other.evaluate(() => 'serviceWorker' in navigator), false);
  }));

test('a worker is registered beside a web page, and nowhere else', async () => {
  const {
    outputFiles: [{ text }],
  } = await build({
    entryPoints: [join(shell, 'src/page/offline.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'offline',
    plugins: [
      {
        name: 'addresses',
        setup(plugin) {
          plugin.onResolve({ filter: /\?url$/ }, ({ path }) => ({ path, namespace: 'address' }));
          plugin.onLoad({ filter: /.*/, namespace: 'address' }, () => ({ contents: `export default 'worker.js'` }));
        },
      },
    ],
  });
  for (const [address, worker] of [
    ['https://example.kz/renew/?lang=kk', 'https://example.kz/renew/service-worker.js'],
    ['http://localhost:4173/', 'http://localhost:4173/service-worker.js'],
    ['http://127.0.0.1:4173/', 'http://127.0.0.1:4173/service-worker.js'],
    ['http://[::1]:4173/', 'http://[::1]:4173/service-worker.js'],
    ['http://example.kz/'],
    ['app://localhost/'],
    ['capacitor://localhost/index.html'],
    ['file:///android_asset/index.html'],
  ]) {
    const registered = [];
    // A page may be refused by the browser for reasons of its own: nobody hears of it.
    const register = (url) => {
      registered.push(url);
      return Promise.reject(new Error('refused'));
    };
    const told = [];
    await runInNewContext(`${text}; offline.keepOffline((state) => told.push(state))`, {
      URL,
      told,
      location: new URL(address),
      document: { baseURI: address },
      navigator: { serviceWorker: { register } },
    });
    assert.deepEqual(registered, worker ? [worker] : [], address);
    assert.deepEqual(told, []);
  }
});
