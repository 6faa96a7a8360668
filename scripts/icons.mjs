// Draws www/shell/public/icon.svg as the PNGs that phones ask for when the page is installed. Needs Chromium.
// Usage: node scripts/icons.mjs

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launch } from './chromium.mjs';

const folder = fileURLToPath(new URL('../www/shell/public/', import.meta.url));
const svg = readFileSync(`${folder}icon.svg`, 'utf8');
const browser = await launch();
try {
  for (const size of [192, 512]) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(`<style>body { margin: 0; background: #fff } svg { display: block; width: 76vw; margin: 12vw }</style>${svg}`);
    await page.screenshot({ path: `${folder}icon-${size}.png` });
    await page.close();
  }
} finally {
  await browser.close();
}
