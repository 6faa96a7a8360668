// The picture that is attached is the picture that was shown: what `prepare` makes beside Chromium's drawing of what it
// was given, over every colour model (ITU-T T.872 for JPEG), colour space (PNG, third edition, 4.3; ICC.1) and orientation.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium, serve } from '../package/browser.mjs';
import { root, write } from '../package/project.mjs';
import { site } from './places.mjs';

let browser;
let server;

const vectors = (name) => JSON.parse(readFileSync(join(root, `tests/vectors/imaging/${name}.json`), 'utf8'));
const fixtures = join(root, 'tests/fixtures/imaging');
const filesIn = (folder) =>
  readdirSync(folder)
    .filter((name) => ['.jpg', '.png', '.avif'].includes(extname(name)))
    .map((name) => [name, readFileSync(join(folder, name)).toString('base64')]);
const sources = [
  ...vectors('jpeg').map(({ name, jpeg }) => [`jpeg: ${name}`, jpeg]),
  ...vectors('png').cases.map(({ name, png }) => [`png: ${name}`, png]),
  ...vectors('png_spaces').map(({ name, png }) => [`png: ${name}`, png]),
  ...filesIn(fixtures),
  ...filesIn(join(fixtures, 'cases')),
];

/** Draws each picture and what was made of it; gives the mean distance of their values, of 255, white below both. */
const script = `
import { loadImaging } from './imaging/index.js';
const pixels = (bitmap, part, width, height) => {
  const context = new OffscreenCanvas(width, height).getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, part.width, part.height, 0, 0, width, height);
  return context.getImageData(0, 0, width, height).data;
};
self.result = (async () => {
  const imaging = await loadImaging({ worker: false });
  const found = [];
  for (const [name, base64] of await (await fetch('sources.json')).json()) {
    const source = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const shown = await createImageBitmap(new Blob([source])).catch(() => undefined);
    if (!shown) { found.push({ name, problem: 'not shown' }); continue; }
    // As it is, and without a column, for which it is coded anew.
    for (const column of [0, 1]) {
      const part = { x: 0, y: 0, width: Math.max(1, shown.width - column), height: shown.height };
      const prepared = await imaging.prepare(source, { crop: part });
      if (prepared.outcome !== 'prepared') { found.push({ name, problem: prepared.problems[0].code }); continue; }
      const made = await createImageBitmap(new Blob([prepared.bytes]));
      const size = [made.width, made.height];
      const [values, others] = [pixels(made, made, ...size), pixels(shown, part, ...size)];
      let sum = 0;
      values.forEach((value, place) => (sum += Math.abs(value - others[place])));
      found.push({ name, column, distance: sum / (made.width * made.height * 3) });
    }
  }
  return found;
})();
`;

before(async () => {
  browser = await chromium();
  const folder = await site();
  write(folder, {
    'colours.html': '<!doctype html><link rel="icon" href="data:,"><script type="module" src="colours.js"></script>',
    'colours.js': script,
    'sources.json': JSON.stringify(sources),
  });
  server = await serve(folder);
});
after(async () => {
  await browser.close();
  await server.close();
});

test('what is attached looks as Chromium shows the source', async () => {
  const found = await browser.resultOf(`${server.url}/colours.html`);
  const compared = found.filter(({ distance }) => distance !== undefined);
  assert.ok(compared.length > 150, JSON.stringify(found.filter(({ problem }) => problem)));
  assert.deepEqual(
    // Of pictures of a few hundred pixels the coding itself takes up to as much; wrong colours are ten times as far.
    compared.filter(({ distance, column }) => !(distance <= (column ? 5 : 4))),
    [],
  );
});
