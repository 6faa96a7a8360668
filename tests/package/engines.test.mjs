// The pages that matter most, in Firefox and in WebKitGTK.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAllVectors, serve } from './browser.mjs';
import { askForResult, engines } from './drivers.mjs';
import { policies, site } from './site.mjs';

const pages = [
  'module',
  'inline',
  'iife',
  'no-wasm',
  'check',
  'check-inline',
  'check-no-wasm',
  'worker-module',
  'worker-classic',
  'integrity',
  'service-worker-classic',
];

let folder;
before(async () => {
  folder = await site();
});

for (const [engine, start] of Object.entries(engines)) {
  test(engine, async (suite) => {
    const { session, stop } = await start();
    after(stop);
    const resultOf = async (name, change) => {
      const server = await serve(folder, change);
      try {
        await session.get(`${server.url}/${name}.html`);
        return JSON.parse(await session.executeAsyncScript(askForResult));
      } finally {
        await server.close();
      }
    };
    const underPolicy = (policy) => (path, answer) =>
      path.endsWith('.html') ? { ...answer, headers: { ...answer.headers, 'Content-Security-Policy': policy } } : answer;

    try {
      for (const name of pages) await suite.test(name, async () => assertAllVectors(await resultOf(name)));
      await suite.test("default-src 'none' with 'wasm-unsafe-eval'", async () =>
        assertAllVectors(await resultOf('module', underPolicy(policies.strict))),
      );
      await suite.test("the same without 'wasm-unsafe-eval'", async () => {
        assert.equal((await resultOf('module', underPolicy(policies.strictest))).code, 'blocked-by-csp');
        assertAllVectors(await resultOf('no-wasm', underPolicy(policies.strictest)));
      });
      await suite.test('a wrong MIME type for core.wasm', async () =>
        assertAllVectors(
          await resultOf('module', (path, answer) =>
            path.endsWith('.wasm') ? { ...answer, headers: { 'Content-Type': 'text/html', 'X-Content-Type-Options': 'nosniff' } } : answer,
          ),
        ),
      );
    } finally {
      await session.quit();
    }
  });
}
