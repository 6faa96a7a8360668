// Photographs the check step as on a small phone, into docs/screenshots/. Needs www/shell/dist/ and Chromium.
// Usage: node scripts/screenshots.mjs [FOLDER] [--dark]

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch } from './chromium.mjs';
import { serve } from './demo.mjs';

const args = process.argv.slice(2);
const folder = args.find((each) => !each.startsWith('--')) ?? fileURLToPath(new URL('../docs/screenshots/', import.meta.url));
const dates = { available: ['20', '6', '2025'], unavailable: ['10', '8', '2025'] };

await mkdir(folder, { recursive: true });
const server = await serve({ port: 0 });
const browser = await launch();
try {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    reducedMotion: 'reduce',
    colorScheme: args.includes('--dark') ? 'dark' : 'light',
  });
  for (const lang of ['kk', 'ru', 'en']) {
    for (const [state, parts] of Object.entries(dates)) {
      const page = await context.newPage();
      await page.goto(`${server.url}?on=2025-06-01&lang=${lang}`);
      for (const value of ['identity-card', 'expiry', 'owner']) await page.locator(`input[value=${value}]`).check();
      for (const [index, part] of ['day', 'month', 'year'].entries()) {
        await page.locator(`[name=expiry-${part}]`).fill(parts[index]);
      }
      const panel = page.locator(state === 'available' ? '.panel.yes' : '.panel.no');
      await panel.waitFor();
      await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.blur());
      // The date that was entered stays in the picture, above the answer. Cut out of the whole page: scrolled
      // to a fraction of a pixel, the same page is not always drawn the same.
      const { y } = await page.locator('#expiry').boundingBox();
      const top = await page.evaluate(() => scrollY);
      await page.screenshot({
        path: join(folder, `check-${state}-${lang}.png`),
        animations: 'disabled',
        fullPage: true,
        clip: { x: 0, y: Math.round(y + top) - 16, width: 360, height: 740 },
      });
      await page.close();
    }
  }
} finally {
  await browser.close();
  await server.close();
}
