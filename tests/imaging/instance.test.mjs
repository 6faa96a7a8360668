// What the build promises of the files, and what happens to memory and after a trap.

import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { requireFloor } from '../../scripts/pkg/core.mjs';
import { chromium, serve } from '../package/browser.mjs';
import { scratch, write } from '../package/project.mjs';
import { trapping } from '../package/trapping.mjs';
import { furnish, installed, loadImaging, picture } from './places.mjs';

const folder = join(installed, 'node_modules/kualik/imaging');
const bytesOf = (name) => readFileSync(join(folder, name));

test('the files are as small as promised', () => {
  const most = { 'imaging.wasm': 118_000, 'imaging-simd.wasm': 118_000, 'face.bin': 100_000 };
  const sizes = Object.fromEntries(Object.keys(most).map((name) => [name, gzipSync(bytesOf(name), { level: 9 }).length]));
  console.log(sizes);
  for (const [name, size] of Object.entries(sizes)) assert.ok(size <= most[name], `${name}: ${size} bytes`);
});

test('imaging.wasm is of WebAssembly 1.0; the other one has simd128', () => {
  requireFloor(bytesOf('imaging.wasm'));
  assert.throws(() => requireFloor(bytesOf('imaging-simd.wasm')));
});

test('the licence of the face model is there', () => {
  assert.match(bytesOf('NOTICE').toString(), /MediaPipe.*Apache License, Version 2\.0/s);
  assert.match(readFileSync(join(folder, '../LICENSE-APACHE'), 'utf8'), /Apache License\s+Version 2\.0/);
});

/** The package with a module whose exported functions of these names trap. */
async function packageTrapping(...names) {
  const copy = scratch();
  cpSync(folder, join(copy, 'imaging'), { recursive: true });
  write(copy, { 'package.json': '{ "type": "module" }' });
  for (const name of ['imaging.wasm', 'imaging-simd.wasm']) writeFileSync(join(copy, 'imaging', name), trapping(bytesOf(name), ...names));
  return copy;
}

const internal = { outcome: 'invalid', problems: [{ code: 'internal', path: '' }] };

test('after a trap, the next call has a fresh instance', async () => {
  const copy = await packageTrapping('assessSignature', 'inspectJpeg');
  const { loadImaging: load } = await import(pathToFileURL(join(copy, 'imaging/node.js')));
  const imaging = await load();
  const { milliseconds: _, ...report } = await imaging.assessPhoto(picture('photo.jpg'));
  assert.equal(report.outcome, 'assessed');
  for (let times = 0; times < 2; times += 1) {
    assert.deepEqual(await imaging.assessSignature(picture('signature.png')), internal);
    assert.deepEqual(imaging.inspectJpeg(picture('photo.jpg')), internal);
    const { milliseconds: __, ...again } = await imaging.assessPhoto(picture('photo.jpg'));
    assert.deepEqual(again, report);
  }
});

test('calls at once run one after the other, each with its own answer', async () => {
  const imaging = await loadImaging();
  const [photo, signature, prepared, nothing] = await Promise.all([
    imaging.assessPhoto(picture('photo.jpg')),
    imaging.assessSignature(picture('signature.png')),
    imaging.prepare(picture('place.jpg')),
    imaging.assessPhoto(new Uint8Array()),
  ]);
  assert.ok(photo.face && !signature.face);
  assert.deepEqual([prepared.outcome, nothing.outcome], ['prepared', 'invalid']);
});

test('what a page has after `close`, and when its worker dies', async () => {
  const site = await furnish(await packageTrapping('assessSignature'));
  write(site, {
    'close.html': '<!doctype html><link rel="icon" href="data:,"><script type="module" src="close.js"></script>',
    'close.js': `
      import { loadImaging } from './imaging/index.js';
      const workers = [];
      const OwnWorker = self.Worker;
      self.Worker = class extends OwnWorker { constructor(...args) { super(...args); workers.push(this); } };
      const outcome = ({ outcome, problems }) => (problems ? problems[0].code : outcome);
      self.result = (async () => {
        const photo = new Uint8Array(await (await fetch('pictures/photo.jpg')).arrayBuffer());
        const imaging = await loadImaging();
        const found = { first: outcome(await imaging.assessPhoto(photo)), trapped: outcome(await imaging.assessSignature(photo)) };
        const pending = [imaging.assessPhoto(photo), imaging.prepare(photo)];
        imaging.close();
        found.closed = (await Promise.all(pending)).map(outcome);
        imaging.close();
        found.again = outcome(await imaging.assessPhoto(photo));
        const dying = imaging.assessPhoto(photo);
        workers[workers.length - 1].dispatchEvent(new ErrorEvent('error', { cancelable: true }));
        found.died = outcome(await dying);
        found.after = outcome(await imaging.assessPhoto(photo));
        found.workers = workers.length;
        found.kept = photo.length > 0;
        return found;
      })();`,
  });
  const browser = await chromium();
  const server = await serve(site);
  try {
    const result = await browser.resultOf(`${server.url}/close.html`);
    assert.deepEqual(result, {
      first: 'assessed',
      trapped: 'internal',
      closed: ['closed', 'closed'],
      again: 'assessed',
      died: 'internal',
      after: 'assessed',
      workers: 3,
      kept: true,
    });
  } finally {
    await server.close();
    await browser.close();
  }
});
