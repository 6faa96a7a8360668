// Engines of earlier years, from the packages that setup installs: how each starts.

import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { brotliDecompressSync } from 'node:zlib';
import { freePort } from '../free-port.mjs';
import { root } from '../package/project.mjs';
import { Session, until } from './session.mjs';

const installed = join(root, '.tools/engines/node_modules');

/** The program in a package, unpacked beside it at its first use. */
const unpacked = (name) => () => {
  const path = join(installed, name, 'bin/chromium');
  if (!existsSync(path)) {
    // Another test may do the same just now.
    const made = `${path}-${process.pid}`;
    writeFileSync(made, brotliDecompressSync(readFileSync(`${path}.br`)));
    chmodSync(made, 0o755);
    renameSync(made, path);
  }
  return path;
};

const headless = (program) => (port, profile) => [
  program(),
  '--headless',
  '--no-sandbox',
  '--no-zygote',
  '--disable-gpu',
  '--hide-scrollbars',
  `--remote-debugging-port=${port}`,
  `--user-data-dir=${profile}`,
  'about:blank',
];

/** Chromium 69, as an app embeds it. */
const embedded = (port, _profile, ...options) => [
  'env',
  'QT_QPA_PLATFORM=offscreen',
  `QTWEBENGINE_REMOTE_DEBUGGING=${port}`,
  'QTWEBENGINE_DISABLE_SANDBOX=1',
  join(root, '.tools/python/bin/python'),
  join(import.meta.dirname, 'qt_webengine.py'),
  ...options,
];

/**
 * Its keys and pictures go through its window: see qt_webengine.py. With `hear` the page is in an app, which is told each
 * message from the page and can `tell` it others.
 */
export async function startEmbedded(hear) {
  const started = await startOld(embedded, ...(hear ? ['--host'] : []));
  const { engine, session, profile } = started;
  const waiting = [];
  createInterface({ input: engine.stdout }).on('line', (line) => {
    const said = JSON.parse(line);
    if (said === 'done') waiting.shift().resolve();
    else hear(said.heard);
  });
  engine.on('exit', () => {
    for (const { reject } of waiting) reject(new Error('the app is gone'));
  });
  const ask = (question) => {
    engine.stdin.write(`${JSON.stringify(question)}\n`);
    return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
  };
  const takeScreenshot = async () => {
    const picture = join(profile, 'picture.png');
    await ask({ picture });
    return readFileSync(picture, 'base64');
  };
  /** Its window passes keys on and does not wait: the next question could overtake them. */
  const arrived = async (question, count) => {
    await session.executeScript(`
      if (self.keysUp === undefined) addEventListener('keyup', () => (self.keysUp += 1), true);
      self.keysUp = 0;`);
    await ask(question);
    await until(() => session.executeScript('return self.keysUp >= arguments[0]', count), 10_000, 'the keys do not arrive');
  };
  Object.assign(session, { press: (key) => arrived({ key }, 1), type: (text) => arrived({ text }, text.length), takeScreenshot });
  return { ...started, tell: (message) => ask({ tell: message }) };
}

/** This year's, driven in the same way. */
export const newest = { Chromium: () => startOld(headless(() => '/usr/bin/chromium')) };

/** By name; empty where setup could not install them. */
export const oldEngines = existsSync(installed)
  ? {
      'Chromium 64': () => startOld(headless(unpacked('chromium-64'))),
      'Qt WebEngine 5.12': () => startEmbedded(),
      'Chromium 79': () => startOld(headless(unpacked('chromium-79'))),
      'Chromium 83': () => startOld(headless(unpacked('chromium-83'))),
      'Chromium 92': () => startOld(headless(unpacked('chromium-92'))),
    }
  : {};

/** Starts an engine in a process group of its own, and connects to its page. */
async function startOld(command, ...options) {
  const port = await freePort();
  const profile = mkdtempSync(join(tmpdir(), 'kualik-engine-'));
  const [program, ...rest] = command(port, profile, ...options);
  const engine = spawn(program, rest, { detached: true, stdio: ['pipe', 'pipe', 'ignore'] });
  const over = once(engine, 'exit');
  const stop = async () => {
    try {
      process.kill(-engine.pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
    await over;
    rmSync(profile, { recursive: true, force: true });
  };
  try {
    return { session: await Session.connect(port), stop, engine, profile };
  } catch (error) {
    await stop();
    throw error;
  }
}
