// A page in Chromium with the shell's modules in `shell`, under a strict policy.

import { script } from './bundle.mjs';

const source = await script();
const text = '<!doctype html><meta charset="utf-8"><title>test</title><script src="/shell.js"></script>';

/** The policy of www/shell/index.html as far as these modules need it; `connect` is what a host adds. */
export const policy = (connect = '') =>
  `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' ${connect}; require-trusted-types-for 'script'; trusted-types 'none'`;

/** For `startRegistration`: `/` and `/shell.js`, and other pages by their address. */
export function pages({ connect, others = {} } = {}) {
  const page = (url) => {
    if (url === '/shell.js') return ['text/javascript; charset=utf-8', source];
    if (url === '/') return ['text/html; charset=utf-8', text];
    return url in others ? ['text/html; charset=utf-8', others[url]] : [];
  };
  // Not stored, so that what is on the disk is what the page itself puts there: the script names the draft's fields.
  page.headers = { 'Content-Security-Policy': policy(connect), 'Cache-Control': 'no-store' };
  return page;
}

/** Runs `use` with a page of this context; what its policy had to forbid stands in `violations`. */
export async function onPage(context, address, use) {
  const page = await context.newPage();
  const requests = [];
  const errors = [];
  page.on('request', (request) => requests.push(`${request.method()} ${request.url()}`));
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.addInitScript(() => {
    window.violations = [];
    addEventListener('securitypolicyviolation', ({ blockedURI }) => window.violations.push(blockedURI));
  });
  try {
    await page.goto(address);
    return await use(page, { requests, errors, violations: () => page.evaluate(() => window.violations) });
  } finally {
    await page.close();
  }
}
