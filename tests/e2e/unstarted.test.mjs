// Whatever keeps the page from starting, it says what to do: in Chromium, and in an engine that knows none of what it needs.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { root } from '../package/project.mjs';
import { dist, open } from './application.mjs';

let site;
before(async () => {
  site = await open();
});
after(() => site.close());

/** In both languages where to turn to, and no verdict. */
function saysWhatToDo(text) {
  for (const [language, names] of Object.entries({
    kk: ['іске қосылмады', 'eGov.kz', 'eGov Mobile', '1414', 'ХҚКО'],
    ru: ['не запустилась', 'eGov.kz', 'eGov Mobile', '1414', 'ЦОН'],
  }))
    for (const name of names) assert.ok(text.includes(name), `${language}: ${name} is not in ${text}`);
  assert.doesNotMatch(text, /оформление недоступно|ресімдеу/);
}

/** Opens the page in a context of its own. */
async function onPage({ init = async () => {}, ...options }, use) {
  const context = await site.browser.newContext({ serviceWorkers: 'block', ...options });
  try {
    const page = await context.newPage();
    await init(page);
    await page.goto(`${site.server.url}?on=2025-06-01&lang=ru`);
    await use(page);
  } finally {
    await context.close();
  }
}

/** Seen at once, rather than once the page has been waited for in vain. */
async function assertUnstarted(page) {
  await page.waitForFunction(() => document.documentElement.className === '');
  const words = page.locator('#unstarted');
  assert.equal(await words.evaluate((element) => getComputedStyle(element).animationName), 'none');
  saysWhatToDo(await words.innerText());
}

const index = readFileSync(join(dist, 'index.html'), 'utf8');
const [, main] = /<script type="module" [^>]*src="\.\/([^"]+)"/.exec(index);
const asset = (start) => `assets/${readdirSync(join(dist, 'assets')).find((name) => name.startsWith(start))}`;

for (const [what, file] of Object.entries({
  'the main script': main,
  'what it shares': asset('shared-'),
  'the element': asset('renewal-'),
})) {
  for (const [how, answer] of Object.entries({
    'is lost': (route) => route.fulfill({ status: 404, contentType: 'text/plain', body: 'Not found' }),
    'is blocked': (route) => route.abort('blockedbyclient'),
    'is a page instead': (route) => route.fulfill({ contentType: 'text/html', body: index }),
    'is not understood': (route) => route.fulfill({ contentType: 'text/javascript', body: 'const = 1;' }),
  })) {
    // With its digest in the page, no other script would be looked at.
    const unguarded = (route) => route.fulfill({ contentType: 'text/html', body: index.replace(/integrity/g, 'data-integrity') });
    const init = async (page) => {
      await page.route(/\/\?/, unguarded);
      await page.route(`**/${file}`, answer);
    };
    test(`${what} ${how}`, () => onPage({ init }, assertUnstarted));
  }
}

test('no custom elements', () => onPage({ init: (page) => page.addInitScript('delete window.customElements') }, assertUnstarted));

test('a page that fails as it starts', () =>
  onPage({ init: (page) => page.addInitScript("document.createElement = () => { throw new Error('spoilt'); };") }, assertUnstarted));

test('no JavaScript', () =>
  onPage({ javaScriptEnabled: false }, async (page) => {
    const words = page.locator('#unstarted');
    assert.equal(await words.evaluate((element) => getComputedStyle(element).animationName), 'none');
    saysWhatToDo(await words.innerText());
  }));

test('nothing of it is seen where the page starts', () =>
  onPage({}, async (page) => {
    await page.locator('#situation').waitFor();
    assert.equal(await page.locator('#unstarted').count(), 0);
  }));

test('QtWebKit, of the age of Safari 10', async () => {
  const script = join(root, 'tests/engines/qt_webkit.py');
  const { stdout } = await promisify(execFile)('/usr/bin/python3', [script, `${site.server.url}?lang=ru`], { timeout: 60_000 });
  saysWhatToDo(JSON.parse(stdout).text);
});
