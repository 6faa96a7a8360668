// The pages that matter most, in Firefox and in WebKitGTK, the family of iOS's webview.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Builder, Capabilities } from 'selenium-webdriver';
import capabilities from '../../webdriver.json' with { type: 'json' };
import { assertAllVectors, serve } from './browser.mjs';
import { root } from './project.mjs';
import { policies, site } from './site.mjs';

const pages = ['module', 'inline', 'iife', 'no-wasm', 'worker-module', 'worker-classic', 'integrity', 'service-worker-classic'];

const engines = {
  Firefox: { names: 'firefox', options: 'moz:firefoxOptions', command: (port) => [join(root, '.tools/bin/geckodriver'), '--port', port] },
  WebKitGTK: { names: 'MiniBrowser', options: 'webkitgtk:browserOptions', command: (port) => ['xvfb-run', '-a', 'WebKitWebDriver', `--port=${port}`] },
};

/** Modules have run once the page has loaded, which the driver does not wait for in every engine. */
const askForResult = `
  const done = arguments[0];
  const answer = () => Promise.resolve(self.result).then((result) => done(JSON.stringify(result)));
  if (document.readyState === 'complete') answer();
  else addEventListener('load', answer);`;

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return String(port);
}

/** Starts a driver in a process group of its own, so that it takes its screen and browser along when it goes. */
async function start({ names, options, command }) {
  const port = await freePort();
  const [program, ...args] = command(port);
  const driver = spawn(program, args, { detached: true, stdio: 'ignore' });
  const stop = () => process.kill(-driver.pid, 'SIGTERM');
  const url = `http://127.0.0.1:${port}`;
  try {
    const deadline = Date.now() + 30_000;
    while (!(await fetch(`${url}/status`).then(({ ok }) => ok, () => false))) {
      assert.ok(Date.now() < deadline, `${program} does not answer`);
      await new Promise(setImmediate);
    }
    const wanted = new Capabilities({ browserName: names, [options]: capabilities[options] });
    const session = await new Builder().disableEnvironmentOverrides().usingServer(url).withCapabilities(wanted).build();
    await session.manage().setTimeouts({ script: 120_000 });
    return { session, stop };
  } catch (error) {
    stop();
    throw error;
  }
}

let folder;
before(async () => {
  folder = await site();
});

for (const [engine, how] of Object.entries(engines)) {
  test(engine, async (suite) => {
    const { session, stop } = await start(how);
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
      (path.endsWith('.html') ? { ...answer, headers: { ...answer.headers, 'Content-Security-Policy': policy } } : answer);

    try {
      for (const name of pages) await suite.test(name, async () => assertAllVectors(await resultOf(name)));
      await suite.test("default-src 'none' with 'wasm-unsafe-eval'", async () => assertAllVectors(await resultOf('module', underPolicy(policies.strict))));
      await suite.test("the same without 'wasm-unsafe-eval'", async () => {
        assert.equal((await resultOf('module', underPolicy(policies.strictest))).code, 'blocked-by-csp');
        assertAllVectors(await resultOf('no-wasm', underPolicy(policies.strictest)));
      });
      await suite.test('a wrong MIME type for core.wasm', async () => assertAllVectors(await resultOf('module', (path, answer) =>
        (path.endsWith('.wasm') ? { ...answer, headers: { 'Content-Type': 'text/html', 'X-Content-Type-Options': 'nosniff' } } : answer))));
    } finally {
      await session.quit();
    }
  });
}
