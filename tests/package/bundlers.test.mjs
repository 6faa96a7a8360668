// The packed package through bundlers, run in Chromium.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import * as esbuild from 'esbuild';
import { rollup } from 'rollup';
import * as vite from 'vite';
import webpack from 'webpack';
import { assertAllVectors, chromium, html, serve } from './browser.mjs';
import { filesEnding, project, scratch, write } from './project.mjs';
import { pageScript } from './vectors.mjs';

let browser;
let vectors;
let app;
/** The same with `kualik/check`. */
let checking;

before(async () => {
  browser = await chromium();
  vectors = await pageScript();
  const source = (entry) =>
    `import * as kualik from '${entry}';\nimport { messages } from 'kualik/messages/kk';\nif (messages.problems.internal) self.check(kualik);\n`;
  const page = { 'index.html': html('./main.js'), 'public/vectors.js': vectors };
  app = project({ ...page, 'main.js': source('kualik'), 'inline.js': source('kualik/inline') });
  checking = project({ ...page, 'main.js': source('kualik/check') });
});
after(() => browser.close());

/** Runs what a bundler left in a folder. */
async function runBuilt(folder) {
  const server = await serve(folder);
  try {
    assertAllVectors(await browser.resultOf(`${server.url}/index.html`));
  } finally {
    await server.close();
  }
}

/** How many modules are in a bundle as files, and how many inside its scripts. */
function assertModules(folder, { files, inside }) {
  assert.equal(filesEnding(folder, '.wasm').length, files);
  const scripts = filesEnding(folder, '.js')
    .filter((name) => name !== 'vectors.js')
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  // The first bytes of every module, in base64.
  assert.equal(scripts.join('').split('AGFzbQ').length - 1, inside);
}

const viteConfig = (root = app) => ({ root, configFile: false, logLevel: 'error', cacheDir: join(scratch(), 'cache') });

async function buildWithVite(root) {
  const outDir = scratch();
  await vite.build({ ...viteConfig(root), build: { outDir, emptyOutDir: true } });
  assertModules(outDir, { files: 1, inside: 0 });
  await runBuilt(outDir);
}

test('Vite, production', () => buildWithVite(app));
test('Vite, production, kualik/check', () => buildWithVite(checking));

/** Runs Vite's development server as in a process of its own, where `vite build` has left no NODE_ENV behind. */
async function runDevelopment(NODE_ENV, optimizeDeps, expect) {
  process.env.NODE_ENV = NODE_ENV;
  const server = await vite.createServer({ ...viteConfig(), optimizeDeps, server: { port: 0, host: '127.0.0.1' } });
  try {
    await server.listen();
    const result = await browser.resultOf(server.resolvedUrls.local[0]);
    await expect(result, Object.keys(server.environments.client.depsOptimizer.metadata.optimized));
  } finally {
    await server.close();
  }
}

test('Vite, development server', () =>
  runDevelopment('development', {}, (result, optimized) => {
    assertAllVectors(result);
    // Vite hands it out from another folder: without an entry of its own for this, core.wasm would be missing there.
    assert.ok(optimized.includes('kualik'));
  }));

test('Vite, development server as production: the error names the remedy, and it works', async () => {
  await runDevelopment('production', {}, ({ code, message }) => {
    assert.equal(code, 'not-wasm');
    assert.match(message, /optimizeDeps\.exclude/);
  });
  await runDevelopment('production', { exclude: ['kualik'] }, assertAllVectors);
});

async function runWebpack(mode, modules, context = app) {
  const folder = scratch();
  const stats = await promisify(webpack)({
    mode,
    context,
    entry: './main.js',
    devtool: false,
    output: { path: folder },
    performance: { hints: false },
  });
  assert.deepEqual(stats.toJson().errors, []);
  assert.deepEqual(stats.toJson().warnings, []);
  assertModules(folder, modules);
  write(folder, { 'index.html': html('main.js', 'defer'), 'vectors.js': vectors });
  await runBuilt(folder);
}

test('webpack 5, production', () => runWebpack('production', { files: 1, inside: 0 }));
test('webpack 5, development', () => runWebpack('development', { files: 0, inside: 1 }));
test('webpack 5, production, kualik/check', () => runWebpack('production', { files: 1, inside: 0 }, checking));
test('webpack 5, development, kualik/check', () => runWebpack('development', { files: 0, inside: 1 }, checking));

test('esbuild, kualik/inline', async () => {
  const folder = scratch();
  const { warnings } = await esbuild.build({
    entryPoints: [join(app, 'inline.js')],
    bundle: true,
    minify: true,
    format: 'esm',
    outfile: join(folder, 'main.js'),
  });
  assert.deepEqual(warnings, []);
  assertModules(folder, { files: 0, inside: 1 });
  write(folder, { 'index.html': html('main.js'), 'vectors.js': vectors });
  await runBuilt(folder);
});

test('esbuild, kualik: core.wasm is not beside the bundle, and the error names the remedy', async () => {
  for (const format of ['esm', 'iife']) {
    const folder = scratch();
    await esbuild.build({
      entryPoints: [join(app, 'main.js')],
      bundle: true,
      format,
      outfile: join(folder, 'main.js'),
      logLevel: 'silent',
    });
    write(folder, { 'index.html': html('main.js'), 'vectors.js': vectors });
    const server = await serve(folder);
    const { name, code, message } = await browser.resultOf(`${server.url}/index.html`);
    await server.close();
    assert.equal(`${name} ${code}`, 'LoadError not-fetched');
    assert.match(message, /kualik\/inline/);
  }
});

test('Rollup, kualik/inline', async () => {
  const folder = scratch();
  const warnings = [];
  const bundle = await rollup({
    input: join(app, 'inline.js'),
    plugins: [nodeResolve()],
    onwarn: (warning) => warnings.push(warning.message),
  });
  await bundle.write({ file: join(folder, 'main.js'), format: 'iife' });
  await bundle.close();
  assert.deepEqual(warnings, []);
  assertModules(folder, { files: 0, inside: 1 });
  write(folder, { 'index.html': html('main.js', ''), 'vectors.js': vectors });
  await runBuilt(folder);
});

test('what a bundle does not use is not in it', async () => {
  write(app, {
    'unused.js': `import { init } from 'kualik/inline';\nimport { messages } from 'kualik/messages/ru';\nconsole.log('nothing');\n`,
  });
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(app, 'unused.js')],
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
  });
  assert.equal(outputFiles[0].text, 'console.log("nothing");\n');
});
