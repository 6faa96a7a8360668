// Photographs every step as on a small phone, in the face of most of them, into docs/screenshots/. Needs www/shell/dist/ and Chromium.
// Usage: node scripts/screenshots.mjs [FOLDER] [--dark]

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { check, choose, fillDetails, givePhoto, goOn, languages, next, open, pay, play, send, sign } from '../tests/e2e/application.mjs';

const args = process.argv.slice(2);
const folder = args.find((each) => !each.startsWith('--')) ?? fileURLToPath(new URL('../docs/screenshots/', import.meta.url));
const context = { colorScheme: args.includes('--dark') ? 'dark' : 'light' };

await mkdir(folder, { recursive: true });
const site = await open();
try {
  for (const lang of languages) {
    const query = `on=2025-06-01&lang=${lang}`;
    const init = async (page) => {
      await page.clock.setFixedTime('2025-06-01T10:00:00+05:00');
      await page.addInitScript(() =>
        document.addEventListener('DOMContentLoaded', () => document.documentElement.style.setProperty('--kualik-font', 'Roboto')),
      );
    };
    /** Cut out of the whole page, from just above an element: scrolled to a fraction of a pixel, the same page is not always drawn the same. */
    const take = async (page, name, from) => {
      await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.blur());
      const { y } = await page.locator(from).boundingBox();
      const top = await page.evaluate(() => scrollY);
      const clip = { x: 0, y: Math.round(y + top) - 4, width: 360, height: 740 };
      await page.screenshot({ path: join(folder, `${name}-${lang}.png`), animations: 'disabled', fullPage: true, clip });
    };
    await site.onPage({ query, context, init }, async (page) => {
      await page.screenshot({ path: join(folder, `check-start-${lang}.png`) });
      await choose(page, 'loss');
      await page.locator('.panel.no').waitFor();
      await take(page, 'check-unavailable', 'header');
      await check(page, '2025-08-10');
      await page.locator('.panel.wait').waitFor();
      await take(page, 'check-too-early', 'header');
    });
    await site.onPage({ query, context, init }, async (page) => {
      await check(page);
      await page.locator('.panel.yes').waitFor();
      await take(page, 'check-available', 'header');
      await goOn(page);
      await fillDetails(page);
      await take(page, 'details', '.later');
      await next(page);
      await givePhoto(page);
      await sign(page);
      await take(page, 'pictures', '#signature');
      await next(page);
      await pay(page);
      await take(page, 'duty', '.later');
      await next(page);
      await page.locator('#consent').waitFor();
      await take(page, 'review', '.later');
      await send(page);
      await page.locator('.ticket .number').waitFor();
      await take(page, 'ticket', '.later');
      await play(page, 'review-started');
      await play(page, 'annulled');
      await page.locator('#again').waitFor();
      await take(page, 'annulled', '.progress');
    });
  }
} finally {
  await site.close();
}
