// Engines beside this year's Chromium: Firefox and WebKitGTK, the family of iOS's webview, through WebDriver, and old ones.

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Builder, Capabilities } from 'selenium-webdriver';
import capabilities from '../../webdriver.json' with { type: 'json' };
import { oldEngines } from '../engines/engines.mjs';
import { until } from '../engines/session.mjs';
import { freePort } from '../free-port.mjs';
import { root } from './project.mjs';

const drivers = {
  Firefox: { names: 'firefox', options: 'moz:firefoxOptions', command: (port) => [join(root, '.tools/bin/geckodriver'), '--port', port] },
  WebKitGTK: {
    names: 'MiniBrowser',
    options: 'webkitgtk:browserOptions',
    command: (port) => ['xvfb-run', '-a', 'WebKitWebDriver', `--port=${port}`],
  },
};

/** Modules have run once the page has loaded, which the driver does not wait for in every engine. */
export const askForResult = `
  const done = arguments[0];
  const answer = () => Promise.resolve(self.result).then((result) => done(JSON.stringify(result)));
  if (document.readyState === 'complete') answer();
  else addEventListener('load', answer);`;

/** Those that WebDriver leads, by name: each starts, and gives a `session`, and `stop` for what was started. */
export const driven = Object.fromEntries(Object.entries(drivers).map(([name, driver]) => [name, () => start(driver)]));

export const engines = { ...driven, ...oldEngines };

/** Starts a driver in a process group of its own, so that it takes its screen and browser along when it goes. */
async function start({ names, options, command }) {
  const port = String(await freePort());
  const [program, ...args] = command(port);
  const driver = spawn(program, args, { detached: true, stdio: 'ignore' });
  const stop = () => process.kill(-driver.pid, 'SIGTERM');
  const url = `http://127.0.0.1:${port}`;
  try {
    const isReady = () =>
      fetch(`${url}/status`).then(
        ({ ok }) => ok,
        () => false,
      );
    await until(isReady, 30_000, `${program} does not answer`);
    const wanted = new Capabilities({ browserName: names, [options]: capabilities[options] });
    const session = await new Builder().disableEnvironmentOverrides().usingServer(url).withCapabilities(wanted).build();
    await session.manage().setTimeouts({ script: 120_000 });
    return { session, stop };
  } catch (error) {
    stop();
    throw error;
  }
}
