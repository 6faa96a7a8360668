// Engines of earlier years, from the packages that setup installs: how each starts.

import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { root } from '../package/project.mjs';
import { Session } from './session.mjs';

const installed = join(root, '.tools/engines/node_modules');

/** The program in a package, unpacked beside it at its first use. */
function unpacked(name) {
  const path = join(installed, name, 'bin/chromium');
  if (!existsSync(path)) {
    // Another test may do the same just now.
    const made = `${path}-${process.pid}`;
    writeFileSync(made, brotliDecompressSync(readFileSync(`${path}.br`)));
    chmodSync(made, 0o755);
    renameSync(made, path);
  }
  return path;
}

const headless = (name) => (port, profile) => [
  unpacked(name),
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
export const embedded = (port, _profile, ...args) => [
  'xvfb-run',
  '-a',
  'env',
  `QTWEBENGINE_REMOTE_DEBUGGING=${port}`,
  'QTWEBENGINE_DISABLE_SANDBOX=1',
  join(root, '.tools/python/bin/python'),
  join(import.meta.dirname, 'qt_webengine.py'),
  ...args,
];

/** By name; empty where setup could not install them. */
export const oldEngines = existsSync(installed)
  ? {
      'Chromium 64': () => startOld(headless('chromium-64')),
      'Qt WebEngine 5.12': () => startOld(embedded),
      'Chromium 79': () => startOld(headless('chromium-79')),
      'Chromium 83': () => startOld(headless('chromium-83')),
      'Chromium 92': () => startOld(headless('chromium-92')),
    }
  : {};

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts an engine in a process group of its own, and connects to its page. */
export async function startOld(command, ...args) {
  const port = await freePort();
  const profile = mkdtempSync(join(tmpdir(), 'kualik-engine-'));
  const [program, ...rest] = command(port, profile, ...args);
  const engine = spawn(program, rest, { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
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
    return { session: await Session.connect(port), stop, said: engine.stdout };
  } catch (error) {
    await stop();
    throw error;
  }
}
