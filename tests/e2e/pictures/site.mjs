// Builds the page with the pictures' step alone, with the product's own policy and configuration.

import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { serve } from '../../../scripts/demo.mjs';
import config, { knownWorker } from '../../../www/shell/vite.config.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const shell = fileURLToPath(new URL('../../../www/shell/', import.meta.url));

/** The policy of the product's page. */
export const policy = readFileSync(join(shell, 'index.html'), 'utf8').match(/http-equiv="Content-Security-Policy" content="([^"]*)"/)[1];

/** Serves it; `standIn` puts checks in the place of the real ones that answer as a test tells them to. */
export async function picturesSite({ standIn = false } = {}) {
  const outDir = mkdtempSync(join(tmpdir(), 'kualik-pictures-'));
  const alias = standIn ? [{ find: /^kualik\/imaging$/, replacement: join(here, 'imaging-stand-in.js') }] : [];
  await build({
    ...config,
    configFile: false,
    root: here,
    publicDir: false,
    logLevel: 'error',
    // The first that fits is taken.
    resolve: { alias: [...alias, ...config.resolve.alias] },
    plugins: [knownWorker, { name: 'policy', transformIndexHtml: (html) => html.replace('%POLICY%', policy) }],
    build: { ...config.build, outDir, emptyOutDir: true, rollupOptions: { input: join(here, 'index.html') } },
  });
  cpSync(join(shell, 'public/icon.svg'), join(outDir, 'icon.svg'));
  const server = await serve({ root: outDir, port: 0 });
  return {
    url: server.url,
    close: async () => {
      await server.close();
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}
