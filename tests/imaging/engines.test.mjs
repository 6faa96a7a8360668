// The same answers in Firefox and in WebKitGTK, the family of iOS's webview.

import { after, before, test } from 'node:test';
import { serve } from '../package/browser.mjs';
import { askForResult, engines } from '../package/drivers.mjs';
import { assertBrowserDecodes, assertSame } from './answers.mjs';
import { site, strict } from './places.mjs';

let folder;
before(async () => {
  folder = await site();
});

for (const [engine, start] of Object.entries(engines)) {
  test(engine, async (suite) => {
    const { session, stop } = await start();
    after(stop);
    const found = async (address, change) => {
      const server = await serve(folder, change);
      try {
        await session.get(`${server.url}/${address}`);
        return JSON.parse(await session.executeAsyncScript(askForResult));
      } finally {
        await server.close();
      }
    };
    try {
      await suite.test('in a worker, under a strict policy', async () => assertSame(await found('module.html', strict)));
      await suite.test('plain, on the calling thread', async () => assertSame(await found('module.html?plain&here'), false));
      await suite.test('what the browser decodes', async () => assertBrowserDecodes((await found('module.html?browser')).found));
    } finally {
      await session.quit();
    }
  });
}
