// Debian's Chromium, driven by Playwright, quiet on the network.

import { chromium } from 'playwright-core';

export const switches = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** `more` are further switches, as for a camera that is not there. */
export function launch(more = []) {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: [...switches, ...more] });
}
