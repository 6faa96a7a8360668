// Chromium, a server of static files, and what a page found out.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { launch } from '../../scripts/chromium.mjs';

const types = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
  '.css': 'text/css',
};

/** Serves a folder; `change` may alter an answer (`status`, `headers`, `body`) by its path. */
export async function serve(folder, change = (_path, answer) => answer) {
  const requests = [];
  const server = createServer(async ({ url }, response) => {
    const path = new URL(url, 'http://localhost').pathname;
    requests.push(path);
    const body = await readFile(join(folder, path)).catch(() => undefined);
    const answer = change(path, {
      status: body ? 200 : 404,
      headers: { 'Content-Type': types[extname(path)] ?? 'application/octet-stream', 'Cache-Control': 'no-store' },
      body: body ?? 'Not found',
    });
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    requests,
    url: `http://127.0.0.1:${server.address().port}`,
    close: () =>
      new Promise((closed) => {
        server.close(closed);
        server.closeAllConnections();
      }),
  };
}

/** A browser for one test file; `close` it after. */
export async function chromium() {
  const browser = await launch();
  return {
    close: () => browser.close(),
    /** Opens a page in a profile of its own, and gives what its script left in `result`. */
    async resultOf(url, { prepare = async () => {}, before } = {}) {
      const context = await browser.newContext();
      try {
        const page = await context.newPage();
        const said = [];
        page.on('console', (message) => said.push(message.text()));
        page.on('pageerror', (error) => said.push(error.message));
        if (before) await page.addInitScript(before);
        await prepare(page);
        await page.goto(url);
        const crashed = new Promise((_, reject) => page.on('crash', () => reject(new Error('the page crashed'))));
        const result = await Promise.race([page.evaluate(() => self.result), crashed]);
        assert.ok(result, `the page has no result: ${said.join('\n')}`);
        return result;
      } finally {
        await context.close();
      }
    },
  };
}

/** All vectors ran, and every answer was as they state. */
export function assertAllVectors(result) {
  assert.deepEqual(result.differences ?? result, []);
  assert.ok(result.count > 1_000, `only ${result.count} vectors ran`);
}

/** A page that runs `vectors.js` and then a script. */
export const html = (script, attributes = 'type="module"') =>
  `<!doctype html><meta charset="utf-8"><title>kualik</title><link rel="icon" href="data:,"><script src="vectors.js"></script><script ${attributes} src="${script}"></script>\n`;
