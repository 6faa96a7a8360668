// The pictures' step with the real checks and real pictures: what is attached in the end. Needs pkg/.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { init, reviewApplication } from '../../pkg/node.js';
import { messages as ru } from '../../pkg/imaging/messages/ru.js';
import { launch } from '../../scripts/chromium.mjs';
import { onPage } from './pictures/open.mjs';
import { picturesSite } from './pictures/site.mjs';

const portrait = (name) => readFileSync(new URL(`../fixtures/imaging/${name}.jpg`, import.meta.url));
const file = (buffer, name = 'picture.jpg', mimeType = 'image/jpeg') => ({ name, mimeType, buffer });

let site;
let browser;
let folder;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kualik-camera-'));
  // A film for the fake camera: one picture after the other.
  writeFileSync(join(folder, 'portrait.mjpeg'), Buffer.concat(Array(4).fill(portrait('portrait-1-plain'))));
  [site, browser] = await Promise.all([
    picturesSite(),
    launch([
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${join(folder, 'portrait.mjpeg')}`,
    ]),
    init(),
  ]);
});

after(async () => {
  await Promise.all([browser?.close(), site?.close()]);
  if (folder) rmSync(folder, { recursive: true, force: true });
});

const open = (use, options = {}) =>
  onPage(browser, `${site.url}?lang=ru`, options, async (page, seen) => {
    await page.locator('#photo').waitFor();
    await use(page, seen);
  });

const choose = (page, subject, buffer, ...rest) => page.locator(`#${subject}-file`).setInputFiles(file(buffer, ...rest));
const settled = async (page, subject) => {
  const line = page.locator(`#${subject}-status:not(.empty):not(.checking)`);
  await line.waitFor();
  return (await line.getAttribute('class')).replace('status ', '');
};
const sent = async (page, subject) => {
  const bytes = await page.evaluate((which) => window.step[which] && [...window.step[which].bytes], subject);
  return bytes && Buffer.from(bytes);
};
const sizeOf = (page, bytes) =>
  page.evaluate(
    async (all) => {
      const { width, height } = await createImageBitmap(new Blob([new Uint8Array(all)]));
      return { width, height };
    },
    [...bytes],
  );
const flawsOf = (page, subject) => page.locator(`#${subject} .findings li`).evaluateAll((all) => all.map(({ dataset }) => dataset.check));
/** What the core says of a picture that is attached. */
const coreSays = (subject, bytes) => {
  const { problems = [] } = reviewApplication({ [subject]: { mediaType: 'image/jpeg', bytes: new Uint8Array(bytes) } });
  return problems.filter(({ path }) => path.startsWith(subject));
};

/** An EXIF segment as cameras write it: the orientation, the camera's name, and a place (52° N). */
function exif(orientation, camera) {
  const make = Buffer.from(`${camera}\0`);
  const entries = (list) => Buffer.concat([Buffer.from([list.length, 0]), ...list, Buffer.alloc(4)]);
  const entry = (tag, type, count, value) => {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt16LE(tag, 0);
    bytes.writeUInt16LE(type, 2);
    bytes.writeUInt32LE(count, 4);
    if (Buffer.isBuffer(value)) value.copy(bytes, 8);
    else bytes.writeUInt32LE(value, 8);
    return bytes;
  };
  const gpsAt = 8 + 2 + 3 * 12 + 4;
  const makeAt = gpsAt + 2 + 2 * 12 + 4;
  const degreesAt = makeAt + make.length;
  const degrees = Buffer.alloc(24);
  for (const [index, value] of [52, 1, 0, 1, 0, 1].entries()) degrees.writeUInt32LE(value, index * 4);
  const tiff = Buffer.concat([
    Buffer.from('II*\0'),
    Buffer.from([8, 0, 0, 0]),
    entries([entry(0x10f, 2, make.length, makeAt), entry(0x112, 3, 1, orientation), entry(0x8825, 4, 1, gpsAt)]),
    entries([entry(1, 2, 2, Buffer.from('N\0')), entry(2, 5, 3, degreesAt)]),
    make,
    degrees,
  ]);
  const body = Buffer.concat([Buffer.from('Exif\0\0'), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

const withExif = (jpeg, orientation, camera = 'SECRETCAMERA') =>
  Buffer.concat([jpeg.subarray(0, 2), exif(orientation, camera), jpeg.subarray(2)]);

/** Draws a picture anew in the browser: turned counter-clockwise by quarters, scaled, filled with noise where asked. */
const redrawn = async (page, jpeg, { quarters = 0, scale = 1, noise = 0, quality = 0.95, type = 'image/jpeg' }) =>
  Buffer.from(
    await page.evaluate(
      async ([bytes, turns, by, grain, q, kind]) => {
        const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
        const [w, h] = [Math.round(bitmap.width * by), Math.round(bitmap.height * by)];
        const canvas = new OffscreenCanvas(...(turns % 2 ? [h, w] : [w, h]));
        const context = canvas.getContext('2d');
        context.translate(canvas.width / 2, canvas.height / 2);
        context.rotate((-Math.PI / 2) * turns);
        context.drawImage(bitmap, -w / 2, -h / 2, w, h);
        if (grain) {
          const image = context.getImageData(0, 0, canvas.width, canvas.height);
          let seed = 1;
          for (let index = 0; index < image.data.length; index += 1) {
            seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
            if (index % 4 !== 3) image.data[index] += (seed / 2 ** 32 - 0.5) * grain;
          }
          context.putImageData(image, 0, 0);
        }
        return [...new Uint8Array(await (await canvas.convertToBlob({ type: kind, quality: q })).arrayBuffer())];
      },
      [[...jpeg], quarters, scale, noise, quality, type],
    ),
  );

test('a portrait on a plain background is accepted, and shown as it is sent, in a worker', () =>
  open(async (page) => {
    await choose(page, 'photo', portrait('portrait-1-plain'));
    assert.ok(['good', 'doubtful'].includes(await settled(page, 'photo')), (await flawsOf(page, 'photo')).join());
    const [worker, ...others] = page.workers();
    assert.deepEqual(others, []);
    const bytes = await sent(page, 'photo');
    assert.deepEqual(coreSays('photo', bytes), []);
    const [width, height] = await page.locator('#photo img').evaluate(({ naturalWidth, naturalHeight }) => [naturalWidth, naturalHeight]);
    assert.deepEqual({ width, height }, await sizeOf(page, bytes));
    const closed = worker.waitForEvent('close');
    await page.evaluate(() => window.step.dispose());
    await closed;
  }));

test('the same on a busy background is found wanting there, and its face is marked inside the picture', () =>
  open(async (page) => {
    await choose(page, 'photo', portrait('portrait-1-busy'));
    assert.notEqual(await settled(page, 'photo'), 'good');
    assert.ok((await flawsOf(page, 'photo')).includes('plain-background'));
    const { image, face, eyes } = await page.evaluate(() => {
      const root = document.querySelector('pictures-page').shadowRoot;
      const rect = (element) => {
        const { left, right, top, bottom } = element.getBoundingClientRect();
        return { left, right, top, bottom };
      };
      return {
        image: rect(root.querySelector('#photo img')),
        face: rect(root.querySelector('#photo rect.face')),
        eyes: [...root.querySelectorAll('#photo .eye')].map(rect),
      };
    });
    assert.ok(face.left > image.left && face.right < image.right && face.top > image.top && face.bottom < image.bottom);
    for (const eye of eyes) assert.ok(eye.left > face.left && eye.right < face.right && eye.top > face.top && eye.bottom < face.bottom);
  }));

test('the place, the camera and the turn of a picture do not leave: it is sent upright and bare', () =>
  open(async (page) => {
    const turned = withExif(await redrawn(page, portrait('portrait-1-plain'), { quarters: 1 }), 6);
    assert.ok(turned.includes('SECRETCAMERA') && turned.includes('Exif'));
    await choose(page, 'photo', turned);
    assert.ok(['good', 'doubtful'].includes(await settled(page, 'photo')), (await flawsOf(page, 'photo')).join());
    const bytes = await sent(page, 'photo');
    assert.ok(!bytes.includes('SECRETCAMERA') && !bytes.includes('Exif'));
    const { width, height } = await sizeOf(page, bytes);
    assert.ok(height > width, `${width} × ${height}`);
    // The flaws are those of what is sent, so these are gone.
    for (const id of ['orientation', 'location']) assert.ok(!(await flawsOf(page, 'photo')).includes(id), id);
  }));

test('a photo that is too heavy is made light enough', () =>
  open(async (page) => {
    const heavy = await redrawn(page, portrait('portrait-1-plain'), { scale: 2, noise: 40, quality: 1 });
    assert.ok(heavy.length > 1_048_576, `${heavy.length} bytes`);
    await choose(page, 'photo', heavy);
    await settled(page, 'photo');
    if (await page.locator('#photo-insist').count()) await page.locator('#photo-insist').click();
    const bytes = await sent(page, 'photo');
    assert.ok(bytes.length <= 1_048_576, `${bytes.length} bytes`);
    assert.deepEqual(coreSays('photo', bytes), []);
  }));

test('a PNG is sent as a JPEG', () =>
  open(async (page) => {
    await choose(page, 'photo', await redrawn(page, portrait('portrait-1-plain'), { type: 'image/png' }), 'x.png', 'image/png');
    assert.ok(['good', 'doubtful'].includes(await settled(page, 'photo')), (await flawsOf(page, 'photo')).join());
    assert.deepEqual([...(await sent(page, 'photo')).subarray(0, 3)], [0xff, 0xd8, 0xff]);
  }));

test('what cannot be sent is refused in words, without “anyway”', () =>
  open(async (page) => {
    const whole = portrait('portrait-1-plain');
    const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic'), Buffer.alloc(64)]);
    for (const [name, bytes] of [
      ['text', Buffer.from('this is no picture')],
      ['heic', heic],
      ['half', whole.subarray(0, whole.length / 2)],
      ['small', await redrawn(page, whole, { scale: 0.5 })],
      ['nothing', Buffer.alloc(0)],
    ]) {
      await choose(page, 'photo', bytes);
      assert.equal(await settled(page, 'photo'), 'blocked', name);
      assert.equal(await page.locator('#photo-insist').count(), 0, name);
      assert.equal(await sent(page, 'photo'), undefined, name);
      assert.ok((await page.locator('#photo-status').innerText()).length > 10, name);
    }
    await choose(page, 'photo', Buffer.from('this is no picture'));
    await page.locator('#photo-status', { hasText: ru.problems['not-an-image'] }).waitFor();
  }));

test('a picture without a face is poor, and can be sent all the same', () =>
  open(async (page) => {
    const blank = Buffer.from(
      await page.evaluate(async () => {
        const canvas = new OffscreenCanvas(700, 900);
        const context = canvas.getContext('2d');
        context.fillStyle = '#d8d8d8';
        context.fillRect(0, 0, 700, 900);
        return [...new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 })).arrayBuffer())];
      }),
    );
    await choose(page, 'photo', blank);
    assert.equal(await settled(page, 'photo'), 'poor');
    assert.ok((await flawsOf(page, 'photo')).includes('face'));
    assert.equal(await page.locator('#photo .drawing rect.face').count(), 0);
    await page.locator('#photo-insist').click();
    assert.deepEqual(coreSays('photo', await sent(page, 'photo')), []);
  }));

test('the camera’s picture of a portrait has a face', () =>
  open(async (page) => {
    await page.locator('#photo-camera').click();
    await page.waitForFunction(() => document.querySelector('pictures-page').shadowRoot.querySelector('video')?.videoWidth > 0);
    await page.locator('#photo-shoot').click();
    await settled(page, 'photo');
    assert.ok(!(await flawsOf(page, 'photo')).includes('face'));
  }));

test('a signature drawn on the screen is not found wanting', () =>
  open(async (page) => {
    await page.locator('#signature-draw').click();
    const board = page.locator('#signature-board');
    await board.scrollIntoViewIfNeeded();
    const { x, y, width, height } = await board.boundingBox();
    const at = (t) => [x + width * (0.2 + 0.5 * t), y + height * (0.5 + 0.25 * Math.sin(17 * t) * (1 - 0.6 * t) + 0.06 * Math.sin(53 * t))];
    await page.mouse.move(...at(0));
    await page.mouse.down();
    for (let step = 1; step <= 80; step += 1) await page.mouse.move(...at(step / 80));
    await page.mouse.up();
    await page.locator('#signature-done').click();
    assert.equal(await settled(page, 'signature'), 'good', (await flawsOf(page, 'signature')).join());
    const bytes = await sent(page, 'signature');
    assert.deepEqual(coreSays('signature', bytes), []);
    assert.ok(Math.max(...Object.values(await sizeOf(page, bytes))) >= 600);
  }));
