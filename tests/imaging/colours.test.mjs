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

/**
 * Draws each picture and what was made of it; gives the mean distance of their values, of 255, white below both, and how
 * far Chromium's own JPEG of the same drawing is from it.
 */
const script = `
import { loadImaging } from './imaging/index.js';
const drawn = (bitmap, part, width, height) => {
  const context = new OffscreenCanvas(width, height).getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, part.width, part.height, 0, 0, width, height);
  return context;
};
const distance = (one, other) => {
  const [values, others] = [one, other].map((context) => context.getImageData(0, 0, one.canvas.width, one.canvas.height).data);
  let sum = 0;
  values.forEach((value, place) => (sum += Math.abs(value - others[place])));
  return sum / (one.canvas.width * one.canvas.height * 3);
};
self.result = (async () => {
  const imaging = await loadImaging({ worker: false });
  const found = [];
  for (const [name, base64] of await (await fetch('sources.json')).json()) {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const shown = await createImageBitmap(new Blob([bytes])).catch(() => undefined);
    if (!shown) { found.push({ name, problem: 'not shown' }); continue; }
    // As it is, and without a column, for which it is coded anew.
    for (const column of [0, 1]) {
      const part = { x: 0, y: 0, width: Math.max(1, shown.width - column), height: shown.height };
      const prepared = await imaging.prepare(bytes, { crop: part });
      if (prepared.outcome !== 'prepared') { found.push({ name, problem: prepared.problems[0].code }); continue; }
      const made = await createImageBitmap(new Blob([prepared.bytes]));
      const size = [made.width, made.height];
      const [attached, source] = [drawn(made, made, ...size), drawn(shown, part, ...size)];
      const own = await createImageBitmap(await source.canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 }));
      found.push({ name, column, distance: distance(attached, source), coded: distance(drawn(own, own, ...size), source) });
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
  // Sharp colours in a few pixels lose more than that to any JPEG: then no more than to Chromium's own.
  assert.deepEqual(
    compared.filter(({ distance, coded }) => !(distance <= Math.max(4, coded))),
    [],
  );
});
