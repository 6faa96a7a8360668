// Serves the built page on this machine, and asks the same wasm two questions on the terminal.
// Usage: node scripts/demo.mjs [--once] [--port 4173]     --once: answer, fetch the page once, and exit.
// Needs `pkg/` and `www/shell/dist/`; `make demo` builds both first.

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
};

/** The file under `root` that an address names, or `undefined`: nothing outside `root` is ever served. */
async function fileFor(root, address) {
  try {
    const { pathname } = new URL(address, 'http://localhost');
    const path = await realpath(join(root, decodeURIComponent(pathname), pathname.endsWith('/') ? 'index.html' : ''));
    return path.startsWith(root + sep) && (await stat(path)).isFile() ? path : undefined;
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
    const path = ['GET', 'HEAD'].includes(request.method) ? await fileFor(folder, request.url) : undefined;
    const headers = { 'Cache-Control': 'no-cache', 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer' };
    if (path === undefined) {
      response.writeHead(404, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' }).end('Not found\n');
      return;
    }
    const { size } = await stat(path);
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

const certainty = {
  order: 'слова самого приказа / the order’s own words',
  report: 'по сообщениям СМИ / as reported by the press',
  interpretation: 'наше толкование / our interpretation',
};

const cited = ({ clause, text, certainty: sure }) => [`      «${text}»`, `      ${clause ? `${clause}; ` : ''}${certainty[sure]}`];

/** A verdict in lines for a person, in Russian and English. */
function explain(query, verdict, { ru, en }) {
  const lines = [
    '',
    `Удостоверение личности действует до ${query.expiresOn}; решение на дату ${query.on}`,
    `Identity card valid until ${query.expiresOn}; decision for ${query.on}`,
  ];
  if (verdict.outcome === 'invalid') {
    for (const { code, path } of verdict.problems) lines.push(`  ✗ ${path}: ${ru.problems[code]} / ${en.problems[code]}`);
    return lines;
  }
  const days = verdict.daysToExpiry === undefined ? [] : [`    Дней до окончания срока / days to expiry: ${verdict.daysToExpiry}`];
  if (verdict.outcome === 'eligible') {
    const { opensOn, closesOn } = verdict.window;
    lines.push(`  ✓ Можно заменить онлайн / can be renewed online: ${opensOn} … ${closesOn}`, ...days);
    for (const basis of verdict.basis) lines.push(...cited(basis));
    return lines;
  }
  lines.push(`  ✗ ${verdict.notice.ru} / ${verdict.notice.en}`, ...days);
  for (const { code, basis } of verdict.refusals) {
    lines.push(`    – ${ru.refusals[code]} [${code}]`, `      ${en.refusals[code]}`, ...cited(basis));
  }
  return lines;
}

async function printVerdicts() {
  const [{ init, checkEligibility, ruleset, version }, { messages: ru }, { messages: en }] = await Promise.all([
    import('../pkg/node.js'),
    import('../pkg/messages/ru.js'),
    import('../pkg/messages/en.js'),
  ]);
  await init();
  const built = version();
  console.log(`kualik ${built.package}, ${built.ruleset}\n${ruleset().inForce.basis.act}`);
  const card = { document: 'identity-card', reason: 'expiry', applicant: 'owner', expiresOn: '2025-06-20' };
  for (const on of ['2025-06-01', '2025-05-01']) {
    const query = { ...card, on };
    console.log(explain(query, checkEligibility(query), { ru, en }).join('\n'));
  }
}

async function main({ once, port }) {
  await printVerdicts();
  const server = await serve({ port: Number(port) });
  console.log(`\nСтраница / the page: ${server.url}\n  ${server.url}?on=2025-06-01&lang=kk`);
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
