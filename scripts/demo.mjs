// Serves the built page on this machine, and asks the same wasm two questions on the terminal.
// Usage: node scripts/demo.mjs [--once] [--port 4173]     --once: answer, fetch the page once, and exit.
// Needs `pkg/` and `www/shell/dist/`; `make demo` builds both first.

import { spawnSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const dist = fileURLToPath(new URL('../www/shell/dist/', import.meta.url));

export const mediaTypes = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
};

/** The file under `root` that an address names and its size, or `undefined`: nothing outside `root` is ever served. */
async function fileFor(root, address) {
  try {
    const { pathname } = new URL(address, 'http://localhost');
    const path = await realpath(join(root, decodeURIComponent(pathname), pathname.endsWith('/') ? 'index.html' : ''));
    if (!path.startsWith(root + sep)) return undefined;
    // Asked once: a file may be gone at the next question.
    const found = await stat(path);
    return found.isFile() ? { path, size: found.size } : undefined;
  } catch {
    return undefined;
  }
}

function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/**
 * Serves a folder of static files on 127.0.0.1, on `port` or the next free one (0: any).
 * Answers the address, and how to stop.
 */
export async function serve({ root = dist, port = 4173 } = {}) {
  const folder = await realpath(root);
  const server = createServer(async (request, response) => {
    const file = ['GET', 'HEAD'].includes(request.method) ? await fileFor(folder, request.url) : undefined;
    const headers = {
      'Cache-Control': 'no-cache',
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      // Whoever opened the page in a window of theirs can neither watch nor lead it.
      'Cross-Origin-Opener-Policy': 'same-origin',
    };
    if (file === undefined) {
      response.writeHead(404, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' }).end('Not found\n');
      return;
    }
    const { path, size } = file;
    response.writeHead(200, {
      ...headers,
      'Content-Type': mediaTypes[extname(path)] ?? 'application/octet-stream',
      'Content-Length': size,
    });
    if (request.method === 'HEAD') response.end();
    else
      createReadStream(path)
        .on('error', () => response.destroy())
        .pipe(response);
  });
  for (let next = port; ; next += 1) {
    try {
      await listen(server, next);
      break;
    } catch (error) {
      if (error.code !== 'EADDRINUSE' || next >= port + 50) throw error;
    }
  }
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

/** What the package's own command line says of one card: when it can be renewed online, too early, on the last day, and too late. */
async function printVerdicts() {
  const { init, ruleset, version } = await import('../pkg/node.js');
  await init();
  const built = version();
  console.log(`kualik ${built.package}, ${built.ruleset}\n${ruleset().inForce.basis.act}`);
  const cli = fileURLToPath(new URL('../pkg/cli.js', import.meta.url));
  for (const day of ['2025-06-01', '2025-05-01', '2025-06-30', '2025-07-04']) {
    for (const language of ['kk', 'ru', 'en']) {
      const args = ['check', '--expires', '2025-06-20', '--on', day, '--lang', language];
      const { stdout } = spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
      console.log(`\nkualik ${args.join(' ')}\n${stdout.trimEnd()}`);
    }
  }
}

async function main({ once, port }) {
  await printVerdicts();
  const server = await serve({ port: Number(port) });
  console.log(`\nБет / Страница / The page: ${server.url}\n  ${server.url}?on=2025-06-01&lang=kk`);
  if (!once) return;
  const page = await fetch(server.url);
  const text = await page.text();
  await server.close();
  if (!page.ok || !text.includes('<main>')) throw new Error(`the page answers ${page.status}`);
}

if (process.argv[1] && (await realpath(process.argv[1])) === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { once: { type: 'boolean' }, port: { type: 'string', default: '4173' } } });
  main(values).catch((error) => {
    console.error(error);
    if (['ENOENT', 'ERR_MODULE_NOT_FOUND'].includes(error.code)) console.error('Is everything built? Try: make demo');
    process.exitCode = 1;
  });
}
