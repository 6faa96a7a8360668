// The shell's own modules as the tests load them: bundled from TypeScript, the core beside them.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const file = (path) => fileURLToPath(new URL(path, import.meta.url));
const src = file('../../www/shell/src/');

const modules = [
  'application/saved-draft',
  'application/signed',
  'element/trusted-clock',
  'fields/typed',
  'fields/mixed-scripts',
  'host/host',
  'journey/drafts',
  'journey/kept-draft',
  'journey/problems',
  'journey/registration',
  'journey/router',
  'journey/sending',
  'journey/transport',
  'gateway/host',
  'gateway/http',
  'gateway/sandbox',
  'signing/cms',
  'signing/host',
  'signing/ncalayer',
  'signing/none',
  'signing/signing',
];

const options = {
  stdin: {
    contents: ['kualik/host', ...modules.map((name) => `./${name}.ts`)].map((name) => `export * from '${name}';`).join('\n'),
    resolveDir: src,
  },
  bundle: true,
  // As vite.config.js.
  target: 'es2020',
};

/** `kualik` and what stands beside it in the package, each by what `addressOf` says. */
const core = (addressOf) => ({
  name: 'core',
  setup: ({ onResolve }) => onResolve({ filter: /^kualik(\/|$)/ }, ({ path }) => addressOf(path)),
});

const besides = (path) => file(path === 'kualik/host' ? '../../pkg/host/index.js' : `../../pkg/messages/${path.split('/').at(-1)}.js`);

/** The modules in Node, on the same core that the test itself imports from pkg/node.js. */
export async function load() {
  const folder = mkdtempSync(join(tmpdir(), 'kualik-shell-'));
  try {
    const outfile = join(folder, 'shell.mjs');
    const node = pathToFileURL(file('../../pkg/node.js')).href;
    await build({
      ...options,
      outfile,
      format: 'esm',
      platform: 'node',
      plugins: [core((path) => (path === 'kualik' ? { path: node, external: true } : { path: besides(path) }))],
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The modules as a script for a page, which leaves them and the core's `init` in `shell`. */
export async function script() {
  const {
    outputFiles: [{ text }],
  } = await build({
    ...options,
    stdin: { ...options.stdin, contents: `${options.stdin.contents}\nexport { init } from 'kualik';` },
    write: false,
    format: 'iife',
    globalName: 'shell',
    plugins: [core((path) => ({ path: path === 'kualik' ? file('../../pkg/inline.js') : besides(path) }))],
  });
  return text;
}
