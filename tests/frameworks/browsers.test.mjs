// The package in apps for browsers whose tools want more than an entry: what docs/package.md shows for them, in Chromium.

import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build } from 'esbuild';
import { chromium, serve } from '../package/browser.mjs';
import { root, write } from '../package/project.mjs';
import { app, newerNode, shown, tool } from './frameworks.mjs';

const counting = readFileSync(join(root, 'tests/imaging/count-answers.js'), 'utf8');
const photo = readFileSync(join(root, 'tests/fixtures/imaging/portrait-1-plain.jpg'));

let browser;
before(async () => {
  browser = await chromium();
});
after(() => browser.close());

/** An app of this folder without what an earlier test built in it. */
function fresh(files) {
  rmSync(join(root, 'target/frameworks/bundlers/dist'), { recursive: true, force: true });
  return app('bundlers', files);
}

async function resultIn(folder) {
  write(folder, { 'photo.jpg': photo });
  const server = await serve(folder);
  try {
    return await browser.resultOf(`${server.url}/index.html`, { before: counting });
  } finally {
    await server.close();
  }
}

for (const configuration of ['production', 'development']) {
  test(`Angular, ${configuration}: kualik as it is, and kualik/imaging with its files as assets`, async () => {
    const folder = app('angular');
    const settings = JSON.parse(readFileSync(join(folder, 'angular.json'), 'utf8'));
    settings.projects.app.architect.build.options.assets = JSON.parse(`{${shown('angular')}}`).assets;
    write(folder, { 'angular.json': JSON.stringify(settings) });
    tool(folder, newerNode(), ['node_modules/@angular/cli/bin/ng.js', 'build', '--configuration', configuration]);
    assert.deepEqual(await resultIn(join(folder, 'dist/browser')), { verdict: 'eligible', photo: 'assessed', answered: 1 });
  });
}

const html =
  '<!doctype html><meta charset="utf-8"><title>kualik</title><link rel="icon" href="data:,"><script type="module" src="./main.js"></script>\n';

test('Parcel, defaults: kualik and kualik/imaging', async () => {
  const folder = fresh({ 'index.html': html, 'main.js': script() });
  tool(folder, process.execPath, [
    'node_modules/parcel/lib/bin.js',
    'build',
    'index.html',
    '--dist-dir',
    'dist',
    '--no-cache',
    '--no-source-maps',
  ]);
  assert.deepEqual(await resultIn(join(folder, 'dist')), { verdict: 'eligible', photo: 'assessed', answered: 1 });
});

test('Rspack, defaults: kualik and kualik/imaging', async () => {
  const folder = fresh({ 'src/index.js': script(), 'dist/index.html': html });
  tool(folder, process.execPath, ['node_modules/@rspack/cli/bin/rspack.js', 'build']);
  assert.deepEqual(await resultIn(join(folder, 'dist')), { verdict: 'eligible', photo: 'assessed', answered: 1 });
});

test('Rsbuild, defaults: kualik and kualik/imaging', async () => {
  const folder = fresh({ 'src/index.js': script() });
  tool(folder, process.execPath, ['node_modules/@rsbuild/core/bin/rsbuild.js', 'build']);
  assert.deepEqual(await resultIn(join(folder, 'dist')), { verdict: 'eligible', photo: 'assessed', answered: 1 });
});

/** A page's script that checks a card and a photo, and tells what a worker answered; `options` are those of `loadImaging`. */
function script(options = '', entry = 'kualik') {
  return `import { checkEligibility, init } from '${entry}';
import { loadImaging } from 'kualik/imaging';

async function check() {
  await init();
  const query = { document: 'identity-card', reason: 'expiry', applicant: 'owner', expiresOn: '2025-06-20', on: '2025-06-01' };
  const imaging = await loadImaging(${options});
  const report = await imaging.assessPhoto(new Uint8Array(await (await fetch('/photo.jpg')).arrayBuffer()));
  imaging.close();
  return { verdict: checkEligibility(query).outcome, photo: report.outcome, answered: self.answered };
}

self.result = check().catch(({ name, code, message }) => ({ name, code, message }));
`;
}

/** Copies the files as the document's command for a shell does. */
function copied(folder) {
  const command = shown('assets').trim();
  tool(folder, 'sh', ['-c', command.replaceAll('public/', 'dist/')]);
}

test('esbuild: kualik/inline, and kualik/imaging with its files beside the bundle', async () => {
  const folder = fresh({ 'main.js': script("{ base: '/imaging/' }", 'kualik/inline'), 'dist/index.html': html });
  await build({
    entryPoints: [join(folder, 'main.js')],
    bundle: true,
    format: 'esm',
    outfile: join(folder, 'dist/main.js'),
    logLevel: 'error',
  });
  copied(folder);
  assert.deepEqual(await resultIn(join(folder, 'dist')), { verdict: 'eligible', photo: 'assessed', answered: 1 });
});

test('Rolldown: kualik/inline, and kualik/imaging with its files beside the bundle', async () => {
  const folder = fresh({ 'main.js': script("{ base: '/imaging/' }", 'kualik/inline'), 'dist/index.html': html });
  tool(folder, process.execPath, ['node_modules/rolldown/bin/cli.mjs', 'main.js', '--dir', 'dist']);
  copied(folder);
  assert.deepEqual(await resultIn(join(folder, 'dist')), { verdict: 'eligible', photo: 'assessed', answered: 1 });
});
