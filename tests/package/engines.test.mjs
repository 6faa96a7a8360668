// The pages that matter most, in Firefox, in WebKitGTK and in old engines.

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
  'worker-classic',
  'integrity',
  'service-worker-classic',
];

/** Whether the engine itself starts module workers; an engine that has none does not ask for the type, or throws. */
const hasModuleWorkers = `
  let isAsked = false;
  try {
    new Worker('data:text/javascript,', { get type() { isAsked = true; return 'module'; } }).terminate();
  } catch (error) {
    return false;
  }
  return isAsked;`;

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
      await suite.test('worker-module, or no module workers', async () => {
        const result = await resultOf('worker-module');
        if (await session.executeScript(hasModuleWorkers)) assertAllVectors(result);
        else assert.match(result.message, /SyntaxError|Module scripts are not supported/);
      });
      // Engines that do not know 'wasm-unsafe-eval' forbid WebAssembly under this policy.
      await suite.test("default-src 'none' with 'wasm-unsafe-eval'", async () => {
        const underStrict = (name) => resultOf(name, underPolicy(policies.strict));
        if (await underStrict('allows-wasm')) assertAllVectors(await underStrict('module'));
        else {
          assert.equal((await underStrict('module')).code, 'blocked-by-csp');
          assertAllVectors(await underStrict('fallback'));
        }
      });
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
