// The same answers in Firefox, in WebKitGTK (the family of iOS's webview) and in old engines.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { serve } from '../package/browser.mjs';
import { askForResult, engines } from '../package/drivers.mjs';
import { assertBrowserDecodes, assertSame, assertSameAlone } from './answers.mjs';
import { site, strict } from './places.mjs';

let folder;
before(async () => {
  folder = await site();
});

for (const [engine, start] of Object.entries(engines)) {
  test(engine, async (suite) => {
    let { session, stop } = await start();
    after(() => stop());
    // Qt WebEngine 5.12 died in one of eight runs as it decoded large pictures itself: it is started anew, once.
    let isAnew = false;
    const found = async (address, change) => {
      const server = await serve(folder, change);
      try {
        await session.get(`${server.url}/${address}`);
        return JSON.parse(await session.executeAsyncScript(askForResult));
      } catch (error) {
        if (error.message !== 'the engine is gone' || isAnew) throw error;
        isAnew = true;
        await stop();
        ({ session, stop } = await start());
        return await found(address, change);
      } finally {
        await server.close();
      }
    };
    try {
      await suite.test('in a worker', async () => assertSame(await found('module.html')));
      // Engines that do not know 'wasm-unsafe-eval' forbid WebAssembly under this policy.
      await suite.test('in a worker, under a strict policy', async () => {
        const result = await found('module.html', strict);
        if (await found('allows-wasm.html', strict)) assertSame(result);
        else {
          assert.equal(result.code, 'blocked-by-csp');
          // A worker is under its own file's policy.
          assertSameAlone(await found('module.html?alone', strict));
        }
      });
      await suite.test('plain, on the calling thread', async () => assertSame(await found('module.html?plain&here'), false));
      await suite.test('what the browser decodes', async () => assertBrowserDecodes((await found('module.html?browser')).found));
    } finally {
      await session.quit();
    }
  });
}
