// Every snippet of JavaScript in docs/embedding.md, run in Chromium with the built page. Needs pkg/ and www/shell/dist/.
// tests/frameworks/react-native.test.mjs runs that for React Native, which wants more to be installed.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { launch } from '../../scripts/chromium.mjs';
import { mediaTypes } from '../../scripts/demo.mjs';
import { check, dist, handsIn, send, textOf, toReview } from './application.mjs';
import { startOrigin } from './origin.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const text = readFileSync(join(root, 'docs/embedding.md'), 'utf8');
/** ```` ```language name ```` */
const blocks = [...text.matchAll(/^```(\w+)(?: ([\w-]+))?\n(.*?)^```/gms)].map(([, language, name, code]) => ({ language, name, code }));
const snippet = (language, name) => blocks.find((block) => block.language === language && block.name === name).code;
/** The policy that the document names, in a page that has nothing else. */
const policy = `default-src 'none'; ${blocks.find(({ language }) => language === 'text').code.trim()}; frame-src http://127.0.0.1:*`;

/** What a snippet stands in: how it is put on a page, as an app of that kind does. */
const apps = {
  page: { contents: snippet('js', 'page'), loader: 'js' },
  react: {
    contents: `${snippet('jsx', 'react')}
      import { createRoot } from 'react-dom/client';
      const root = createRoot(document.querySelector('#app'));
      window.unmount = () => root.unmount();
      root.render(<Renewal configuration={window.configuration} onVerdict={(verdict) => window.heard.push(verdict.outcome)} />);`,
    loader: 'jsx',
  },
  vue: {
    contents: `${snippet('js', 'vue')}
      import { createApp } from 'vue';
      const app = createApp(() => h(Renewal, { configuration: window.configuration, onVerdict: (verdict) => window.heard.push(verdict.outcome) }));
      app.mount('#app');
      window.unmount = () => app.unmount();`,
    loader: 'js',
  },
  angular: {
    contents: `import '@angular/compiler';
      import { createComponent, provideZonelessChangeDetection } from '@angular/core';
      import { createApplication } from '@angular/platform-browser';
      ${snippet('ts', 'angular')}
      const application = await createApplication({ providers: [provideZonelessChangeDetection()] });
      const component = createComponent(Renewal, { environmentInjector: application.injector, hostElement: document.querySelector('#app') });
      component.instance.configuration = (window as any).configuration;
      component.instance.verdict.subscribe((verdict) => (window as any).heard.push(verdict!.outcome));
      application.attachView(component.hostView);
      (window as any).unmount = () => component.destroy();`,
    loader: 'ts',
  },
  frame: { contents: snippet('js', 'frame'), loader: 'js' },
};

async function bundle({ contents, loader }) {
  const { outputFiles } = await build({
    stdin: { contents, loader, resolveDir: root },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    define: {
      'process.env.NODE_ENV': '"production"',
      __VUE_OPTIONS_API__: 'true',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    tsconfigRaw: { compilerOptions: { experimentalDecorators: true, useDefineForClassFields: false } },
    alias: { 'kualik/host': join(root, 'pkg/host/index.js') },
  });
  return outputFiles[0].text;
}

/** A site of an app: the page's files under /kualik/, the app's page at /, its script at /app.js; `change` edits index.html. */
async function site({ html, script, change = (page) => page, headers = {} }) {
  return startOrigin(({ url }, response) => {
    const { pathname } = new URL(url, 'http://localhost');
    const answer = (body, type, more) => response.writeHead(200, { 'Content-Type': type, ...more }).end(body);
    if (pathname === '/') return answer(html, mediaTypes['.html'], headers);
    if (pathname === '/favicon.ico') return response.writeHead(204).end();
    if (pathname === '/app.js') return answer(script, mediaTypes['.js']);
    try {
      const file = readFileSync(join(dist, pathname.replace(/^\/kualik\//, '')));
      return answer(
        pathname.endsWith('index.html') ? change(file.toString()) : file,
        mediaTypes[extname(pathname)] ?? 'application/octet-stream',
      );
    } catch {
      return response.writeHead(404).end();
    }
  });
}

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

async function onPage(address, use) {
  const page = await browser.newPage({ viewport: { width: 360, height: 740 }, reducedMotion: 'reduce' });
  // A day of the order.
  await page.clock.install({ time: '2025-06-01T07:00:00Z' });
  page.setDefaultTimeout(15_000);
  const errors = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.addInitScript(() => {
    window.heard = [];
    window.configuration = { on: '2025-06-01', lang: 'en' };
  });
  try {
    await page.goto(address);
    await use(page);
    assert.deepEqual(errors, []);
  } finally {
    await page.close();
  }
}

const around =
  '<!doctype html><html lang="en"><title>app</title><script type="module" src="/kualik/renewal.js"></script><script type="module" src="/app.js"></script><div id="app"></div></html>';
const withPolicy = { headers: { 'Content-Security-Policy': policy } };

test('every snippet of JavaScript has a name, and is run', () => {
  const run = ['html page', 'js page', 'jsx react', 'js vue', 'ts angular', 'js frame', 'js flutter', 'js qt', 'jsx react-native'];
  const found = blocks
    .filter(({ language }) => !['text', 'css', 'dart'].includes(language))
    .map(({ language, name }) => `${language} ${name}`);
  assert.deepEqual(found, run);
});

test('a plain page', async () => {
  const app = await site({ html: snippet('html', 'page'), script: await bundle(apps.page) });
  try {
    await onPage(`${app.origin}/`, async (page) => {
      await check(page, '2025-08-10');
      await page.locator('.panel.wait').waitFor();
      assert.equal(await page.title(), 'unavailable');
      assert.equal(await page.evaluate(() => document.querySelector('kualik-renewal').gateway), 'http');
      assert.equal(await page.locator('.sandbox').count(), 0);
    });
  } finally {
    await app.close();
  }
});

for (const name of ['react', 'vue', 'angular']) {
  test(`${name}: configured, heard, and gone when it is unmounted`, async () => {
    const app = await site({ html: around, script: await bundle(apps[name]), ...(name === 'angular' ? {} : withPolicy) });
    try {
      await onPage(`${app.origin}/`, async (page) => {
        await page.locator('h1', { hasText: 'online' }).waitFor();
        await check(page);
        await page.locator('.panel.yes').waitFor();
        assert.deepEqual(await page.evaluate(() => window.heard), ['eligible']);
        await page.evaluate(() => window.unmount());
        assert.equal(await page.locator('kualik-renewal').count(), 0);
      });
    } finally {
      await app.close();
    }
  });
}

test('a frame: the whole way', async () => {
  let app;
  const own = await site({
    html: '',
    script: '',
    change: (page) => page.replace('<head>', `<head><meta name="kualik-host" content="${app.origin}">`),
  });
  const surroundings = `
    window.said = [];
    const signWithMyKey = async (canonical, sha256) => { window.said.push(sha256); return canonical.slice(0, 64); };
    const register = async ({ canonical }) => ({ type: 'registered', at: 1748736000000, by: 'portal', ticket: 'ALM-7', region: JSON.parse(new TextDecoder().decode(canonical)).region, dutyPaid: true, paidOn: '2025-06-01' });
    const follow = (ticket) => { window.said.push(ticket); };`;
  const script = await bundle({
    ...apps.frame,
    contents: `${apps.frame.contents}\n${surroundings}\nwindow.line = line;\nconst frame = document.querySelector('iframe'); frame.src = frame.dataset.src;`,
  });
  app = await site({
    html: `<!doctype html><title>app</title><iframe data-src="${own.origin}/kualik/index.html" width="360" height="740" allow="camera"></iframe><script type="module" src="/app.js"></script>`,
    script: script.replaceAll('https://renewal.example', own.origin),
    ...withPolicy,
  });
  try {
    await onPage(`${app.origin}/`, async (page) => {
      const frame = await (await page.waitForSelector('iframe')).contentFrame();
      await frame.locator('#situation').waitFor();
      const hands = handsIn(page, frame);
      await toReview(hands);
      await send(hands);
      assert.equal(await textOf(frame.locator('.ticket .number')), 'ALM-7');
      const [sha256, ticket] = await page.evaluate(() => window.said);
      assert.match(sha256, /^[0-9a-f]{64}$/);
      assert.equal(ticket, 'ALM-7');
      await frame.locator('#leave').click();
      await page.waitForFunction(() => !document.querySelector('iframe'));
    });
  } finally {
    await own.close();
    await app.close();
  }
});

/** Both webviews give the page a function for text, and run scripts in it. */
async function inWebview(init, answers, use) {
  const app = await site({ html: '', script: '' });
  try {
    const page = await browser.newPage({ viewport: { width: 360, height: 740 }, serviceWorkers: 'block' });
    const heard = [];
    await page.exposeFunction('native', (message) => {
      heard.push(JSON.parse(message));
      for (const script of answers(message)) void page.evaluate(script);
    });
    await page.addInitScript(init);
    await page.goto(`${app.origin}/kualik/index.html`);
    await page.locator('#situation').waitFor();
    await use(page, heard);
    await page.close();
  } finally {
    await app.close();
  }
}

test('flutter: the bridge', () => {
  const handler = `window.flutter_inappwebview = { callHandler: (name, text) => { if (name === 'kualik') window.native(text); } };`;
  const configure = `kualik.receive(${JSON.stringify({ kualik: 1, type: 'configure', lang: 'kk', on: '2025-06-01' })})`;
  return inWebview(
    handler + snippet('js', 'flutter'),
    (message) => (JSON.parse(message).type === 'ready' ? [configure] : []),
    async (page, heard) => {
      await page.locator('kualik-renewal[lang=kk]').waitFor();
      await check(page);
      await page.locator('.panel.yes').waitFor();
      assert.deepEqual(
        heard.map(({ type }) => type),
        ['ready', 'verdict'],
      );
    },
  );
});
