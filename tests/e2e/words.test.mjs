// What is loaded beside the first page: the words of a language, and what talks to an app around the page; and what is said
// where they do not load. In Chromium, as built. Needs www/shell/dist/.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { check, dist, open, textOf } from './application.mjs';

let site;
before(async () => {
  site = await open();
});
after(() => site?.close());

const titles = {
  kk: 'Жеке куәлікті онлайн ауыстыруға бола ма?',
  ru: 'Можно ли заменить удостоверение личности онлайн?',
  en: 'Can your identity card be renewed online?',
};

const services = {
  kk: 'Жеке куәлікті онлайн ауыстыру',
  en: 'Renew an identity card online',
};

/** Runs `use` with the page as it begins, what it asks for, and what lets through the files that `pattern` holds back. */
async function visit({ lang, pattern, init }, use) {
  const context = await site.browser.newContext({ viewport: { width: 360, height: 740 }, serviceWorkers: 'block' });
  try {
    const page = await context.newPage();
    const asked = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname.split('/').pop()));
    if (pattern) await page.route(pattern, (route) => route.abort());
    if (init) await page.addInitScript(init);
    await page.goto(`${site.server.url}?on=2025-06-01&lang=${lang}`);
    await use({ page, asked, mend: () => page.unroute(pattern), heading: (name) => page.getByRole('heading', { name }).waitFor() });
  } finally {
    await context.close();
  }
}

test('the words of the reader’s language come first, those of the others with the page, and nothing when it is changed', () =>
  visit({ lang: 'kk' }, async ({ page, asked, heading }) => {
    await heading(services.kk);
    assert.equal(await page.title(), titles.kk);
    await page.waitForLoadState('networkidle');
    const words = asked.flatMap((name) => /^(kk|ru|en)-.*\.js$/.exec(name)?.[1] ?? []);
    assert.deepEqual([words[0], words.slice(1).sort()], ['kk', ['en', 'ru']]);
    const before = [...asked];
    await page.getByRole('button', { name: 'English' }).click();
    await heading(services.en);
    await page.waitForFunction((text) => document.title === text && document.documentElement.lang === 'en', titles.en);
    assert.deepEqual(asked, before);
  }));

test('where no words load, that is told in all three languages, and they load when tried again', () =>
  visit({ lang: 'kk', pattern: /assets\/(kk|ru|en)-[^/]*\.js/ }, async ({ page, mend, heading }) => {
    await page.locator('.failure').waitFor();
    assert.deepEqual(await page.locator('.failure h2').allInnerTexts(), [
      'Тексеру жүктелмеді',
      'Проверка не загрузилась',
      'The check did not load',
    ]);
    await mend();
    await page.getByRole('button', { name: 'Қайталап көру' }).click();
    await heading(services.kk);
    await check(page);
    assert.equal(await page.title(), titles.kk);
  }));

test('where those of another language do not, the page stays, says so in that language, and can try again', () =>
  visit({ lang: 'en', pattern: /assets\/kk-[^/]*\.js/ }, async ({ page, mend, heading }) => {
    await check(page);
    await page.getByRole('button', { name: 'Қазақша' }).click();
    await page.locator('.failure').waitFor();
    assert.match(await textOf(page.locator('.failure')), /Тексеру жүктелмеді/);
    await heading(services.en);
    assert.ok(await page.locator('.panel.yes').isVisible());
    await mend();
    await page.getByRole('button', { name: 'Қайталап көру' }).click();
    await heading(services.kk);
    assert.equal(await page.locator('.failure').count(), 0);
    assert.ok(await page.locator('.panel.yes').isVisible());
  }));

test('where what talks to the app does not, that is told, and the app hears of the page when it is tried again', () => {
  const name = readdirSync(join(dist, 'assets')).find(
    (file) => file.startsWith('host-') && readFileSync(join(dist, 'assets', file), 'utf8').includes('as connectHost'),
  );
  const init = () => {
    window.told = [];
    window.KualikHost = { postMessage: (text) => window.told.push(JSON.parse(text).type) };
  };
  return visit({ lang: 'en', pattern: `**/assets/${name}`, init }, async ({ page, mend }) => {
    await page.locator('.failure', { hasText: 'internet connection' }).waitFor();
    assert.deepEqual(await page.evaluate(() => window.told), []);
    await mend();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('#situation').waitFor();
    assert.deepEqual(await page.evaluate(() => window.told), ['ready']);
  });
});
