// Measures the page in Chromium on a simulated cheap phone and slow network: time and bytes to the first verdict, beside
// a bare page in the same run, and Lighthouse's scores for the check step. Needs `make shell`. Nothing leaves this
// machine: no name but its own is even looked up.

import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { cpus } from 'node:os';
import { extname, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { launch as launchForLighthouse } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { launch, switches } from '../scripts/chromium.mjs';
import { mediaTypes } from '../scripts/demo.mjs';

const dist = join(import.meta.dirname, '../www/shell/dist');
const runs = 9;
const lighthouseRuns = 3;
/** The slow phone: as Lighthouse's own, whose simulation has the same three values. */
const slower = 4;
const network = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };
const aim = 95;
const aspects = { performance: 'performance', accessibility: 'accessibility', 'best-practices': 'best practices' };
const loopbackOnly = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1';

/** What a page weighs and takes at the least: a document, a script, one line of text. */
const bare = {
  '/bare.html':
    '<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Bare</title><link rel="icon" href="icon.svg"><main></main><script type="module" src="bare.js"></script></html>',
  '/bare.js': 'document.querySelector("main").textContent = "Here.";',
};

/** Every file in brotli, made once, as a server for the public has them; names with a digest are kept for good. */
function serveCompressed() {
  const bytes = { ...bare };
  for (const { name, parentPath } of readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())) {
    const path = join(parentPath, name);
    bytes[path.slice(dist.length)] = readFileSync(path);
  }
  const files = new Map(
    Object.entries(bytes).map(([path, each]) => [
      path,
      extname(path) === '.png' ? { body: each } : { body: brotliCompressSync(each), encoding: 'br' },
    ]),
  );
  const server = createServer(({ url }, response) => {
    const { pathname } = new URL(url, 'http://localhost');
    const file = files.get(pathname === '/' ? '/index.html' : pathname);
    if (!file) {
      response.writeHead(404).end();
      return;
    }
    response
      .writeHead(200, {
        'Content-Type': mediaTypes[extname(pathname)] ?? (pathname === '/' ? mediaTypes['.html'] : 'application/octet-stream'),
        'Content-Length': file.body.length,
        ...(file.encoding ? { 'Content-Encoding': file.encoding } : {}),
        'Cache-Control': pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        'X-Content-Type-Options': 'nosniff',
      })
      .end(file.body);
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve({
        url: `http://127.0.0.1:${server.address().port}/`,
        close: () => server.close().closeAllConnections(),
      }),
    );
  });
}

/** Runs in the page: answers each question in the frame in which it appears, and notes when what was painted, up to `last`. */
function answerAtOnce(last) {
  const painted = (name) =>
    requestAnimationFrame(() =>
      setTimeout(() => {
        window.times[name] ??= performance.now();
      }),
    );
  const date = { day: '20', month: '6', year: '2025' };
  window.times = {};
  const look = () => {
    if (document.querySelector('main')?.textContent) painted('bare');
    const page = document.querySelector('kualik-renewal')?.shadowRoot;
    const expiry = page?.querySelector('input[value=expiry]');
    if (expiry) painted('form');
    if (expiry && !expiry.checked) expiry.click();
    for (const [part, value] of Object.entries(date)) {
      const input = page?.querySelector(`[name=expiry-${part}]`);
      if (!input || input.value) continue;
      input.value = value;
      input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    }
    if (page?.querySelector('.panel.yes')) painted('verdict');
    if (!window.times[last]) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** One visit with nothing kept from another: the milliseconds from its beginning to each thing, and the bytes. */
async function visit(browser, url, last) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  let bytes = 0;
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', network);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
  await page.addInitScript(answerAtOnce, last);
  await page.goto(url, { waitUntil: 'commit' });
  await page.waitForFunction((name) => window.times[name], last);
  const times = await page.evaluate(() => window.times);
  const transferred = bytes;
  await context.close();
  return { ...times, bytes: transferred };
}

const median = (values) => [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];
const medians = (visits, name) => Math.round(median(visits.map((each) => each[name])));

async function measureVerdict(url) {
  const visits = { page: [], bare: [] };
  const browser = await launch([loopbackOnly]);
  try {
    for (let run = 0; run < runs; run += 1) {
      visits.bare.push(await visit(browser, `${url}bare.html`, 'bare'));
      visits.page.push(await visit(browser, `${url}?on=2025-06-01&lang=ru`, 'verdict'));
    }
  } finally {
    await browser.close();
  }
  return visits;
}

/** Lighthouse's scores of the check step in each language, of 100: the median of its runs, and what cost any of them. */
async function score(url) {
  const browser = await launchForLighthouse({
    chromePath: '/usr/bin/chromium',
    chromeFlags: [...switches, loopbackOnly],
    logLevel: 'silent',
  });
  const results = Object.fromEntries(
    ['kk', 'ru', 'en'].map((language) => [language, { scores: Object.keys(aspects).map(() => []), lost: new Set() }]),
  );
  try {
    for (let run = 0; run < lighthouseRuns; run += 1) {
      for (const [language, { scores, lost }] of Object.entries(results)) {
        const { lhr } = await lighthouse(`${url}?on=2025-06-01&lang=${language}`, {
          port: browser.port,
          onlyCategories: Object.keys(aspects),
          logLevel: 'silent',
        });
        if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
        for (const [index, id] of Object.keys(aspects).entries()) {
          scores[index].push(Math.round(lhr.categories[id].score * 100));
          for (const audit of lhr.categories[id].auditRefs) {
            if (audit.weight > 0 && (lhr.audits[audit.id].score ?? 1) < 0.9) lost.add(audit.id);
          }
        }
      }
    }
  } finally {
    browser.kill();
  }
  return results;
}

const server = await serveCompressed();
try {
  const { page, bare: least } = await measureVerdict(server.url);
  const slow = `CPU ${slower} × slower, 1.6 Mbit/s, ${network.latency} ms`;
  console.log(`\nThe page in Chromium, on ${cpus().length} × ${cpus()[0].model}: ${slow}; brotli; first visit; median of ${runs}`);
  const floor = medians(least, 'bare');
  const row = (name, milliseconds, bytes) =>
    console.log(
      `  ${name.padEnd(34)}${String(milliseconds).padStart(6)} ms  ${(milliseconds / floor).toFixed(2)} ×${bytes ? `  ${bytes.toLocaleString('en')} bytes transferred` : ''}`,
    );
  row('a bare page is painted', floor, medians(least, 'bytes'));
  row('the first question is painted', medians(page, 'form'));
  row('a verdict is, all answered at once', medians(page, 'verdict'), medians(page, 'bytes'));

  console.log(`\nLighthouse, the check step, mobile, ${slow}; median of ${lighthouseRuns}; the aim is ${aim} each`);
  console.log(
    `      ${Object.values(aspects)
      .map((name) => name.padStart(16))
      .join('')}`,
  );
  for (const [language, { scores, lost }] of Object.entries(await score(server.url))) {
    const middle = scores.map(median);
    const below = middle.some((each) => each < aim) ? '  below the aim' : '';
    console.log(
      `  ${language}  ${middle.map((each) => String(each).padStart(16)).join('')}${below}${lost.size > 0 ? `  – ${[...lost].join(', ')}` : ''}`,
    );
  }
} finally {
  server.close();
}
