// The package on servers that are bundled or traced, and run from a folder where nothing but their own output is.

import assert from 'node:assert/strict';
import { cpSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import * as vite from 'vite';
import webpack from 'webpack';
import { chromium } from '../package/browser.mjs';
import { root, scratch } from '../package/project.mjs';
import { answers, app, newerNode, tool, verdict } from './frameworks.mjs';

/** What was built, where none of the app's own folders are. */
function moved(folder) {
  const elsewhere = join(scratch(), 'server');
  cpSync(folder, elsewhere, { recursive: true, verbatimSymlinks: true });
  return elsewhere;
}

const photo = join(root, 'tests/fixtures/imaging/portrait-1-plain.jpg');

let browser;
before(async () => {
  browser = await chromium();
});
after(() => browser.close());

const inParagraph = (html) => /<p>(.*?)<\/p>/.exec(html)?.[1];

for (const bundler of ['turbopack', 'webpack']) {
  test(`Next, ${bundler}: a server component, a route handler, one in the edge runtime, and a client component`, async () => {
    const folder = app('next', { 'verdict.js': verdict, 'public/photo.jpg': readFileSync(photo) });
    tool(folder, process.execPath, ['node_modules/next/dist/bin/next', 'build', `--${bundler}`]);
    const server = moved(join(folder, '.next/standalone'));
    // Next leaves these to be copied, as its document says.
    for (const files of ['.next/static', 'public']) cpSync(join(folder, files), join(server, files), { recursive: true });
    const promised = 'self.result = new Promise((resolve) => { self.told = resolve; });';
    const inBrowser = (address) => browser.resultOf(`${address}/client`, { before: promised });
    const found = await answers(server, process.execPath, ['server.js'], ['/', '/route', '/edge'], inBrowser);
    assert.deepEqual([inParagraph(found['/']), found['/route'], found['/edge']], ['eligible', 'eligible', 'eligible']);
    assert.deepEqual(found.used, { verdict: 'eligible', photo: 'assessed' });
  });
}

test('Nuxt: a server route, and a page that asks it', async () => {
  const folder = app('nuxt', { 'verdict.js': verdict });
  tool(folder, newerNode(), ['node_modules/nuxt/bin/nuxt.mjs', 'build']);
  const found = await answers(moved(join(folder, '.output')), newerNode(), ['server/index.mjs'], ['/', '/api/verdict']);
  assert.deepEqual([inParagraph(found['/']), found['/api/verdict']], ['eligible', 'eligible']);
});

test('SvelteKit, adapter-node, which bundles what is a devDependency', async () => {
  const folder = app('sveltekit', { 'verdict.js': verdict });
  tool(folder, newerNode(), ['node_modules/vite/bin/vite.js', 'build']);
  const server = moved(join(folder, 'build'));
  const found = await answers(server, newerNode(), ['index.js'], ['/']);
  assert.equal(inParagraph(found['/']), 'eligible');
});

/** What a script says, run by itself. */
const said = (script) => tool(moved(dirname(script)), process.execPath, [basename(script)]).trim();

const main = { 'verdict.js': verdict, 'main.js': "import { verdict } from './verdict.js';\nverdict().then(console.log);\n" };

for (const [format, file] of [
  ['esm', 'main.mjs'],
  ['cjs', 'main.cjs'],
]) {
  test(`esbuild for Node, ${format}`, async () => {
    const folder = app('bundlers', main);
    const outfile = join(scratch(), file);
    await build({ entryPoints: [join(folder, 'main.js')], bundle: true, platform: 'node', format, outfile, logLevel: 'silent' });
    assert.equal(said(outfile), 'eligible');
  });

  test(`esbuild for Node, ${format}: kualik/imaging says what to deploy, and takes it from there`, async () => {
    const contents = `import { readFileSync } from 'node:fs';
      import { loadImaging } from 'kualik/imaging';
      const outcome = (options) => loadImaging(options).then(
        (imaging) => imaging.assessPhoto(new Uint8Array(readFileSync(${JSON.stringify(photo)}))).then(({ outcome }) => outcome),
        ({ name, code, message }) => [name, code, message.includes('base')].join(' '),
      );
      outcome().then((bare) => outcome({ base: ${JSON.stringify(`${root}/pkg/imaging/`)} }).then((based) => console.log(bare, based)));`;
    const folder = app('bundlers', { 'imaging.js': contents });
    const outfile = join(scratch(), file);
    await build({ entryPoints: [join(folder, 'imaging.js')], bundle: true, platform: 'node', format, outfile, logLevel: 'silent' });
    assert.equal(said(outfile), 'LoadError not-fetched true assessed');
  });
}

test('webpack for Node', async () => {
  const folder = app('bundlers', main);
  const path = scratch();
  const stats = await promisify(webpack)({
    mode: 'production',
    target: 'node',
    context: folder,
    entry: './main.js',
    output: { path, filename: 'main.cjs' },
  });
  assert.deepEqual(stats.toJson().errors, []);
  assert.equal(said(join(path, 'main.cjs')), 'eligible');
});

test('Vite for a server, with nothing left outside the bundle', async () => {
  const folder = app('bundlers', main);
  const outDir = scratch();
  await vite.build({
    root: folder,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: { ssr: 'main.js', outDir, rollupOptions: { output: { format: 'cjs', entryFileNames: 'main.cjs' } } },
  });
  assert.equal(said(join(outDir, 'main.cjs')), 'eligible');
});

test('@vercel/nft: the files that it finds are enough', async () => {
  const folder = app('bundlers', main);
  const trace = `import { nodeFileTrace } from '@vercel/nft';
    const { fileList } = await nodeFileTrace(['main.js'], { base: '.' });
    console.log(JSON.stringify([...fileList]));`;
  const files = JSON.parse(tool(folder, process.execPath, ['--input-type=module', '-e', trace]));
  const elsewhere = scratch();
  for (const file of files) cpSync(join(folder, file), join(elsewhere, file));
  cpSync(join(folder, 'package.json'), join(elsewhere, 'package.json'));
  assert.equal(tool(elsewhere, process.execPath, ['main.js']).trim(), 'eligible');
});
