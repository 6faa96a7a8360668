// The pictures' step in a real browser, with checks that answer as a test tells them to. What the real checks
// make of real pictures: pictures-real.test.mjs. Needs pkg/.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { messages as en } from '../../pkg/imaging/messages/en.js';
import { messages as kk } from '../../pkg/imaging/messages/kk.js';
import { messages as ru } from '../../pkg/imaging/messages/ru.js';
import { launch } from '../../scripts/chromium.mjs';
import { assertAccessible, assertFits, onPage, withAxe } from './pictures/open.mjs';
import { picturesSite } from './pictures/site.mjs';

const messages = { kk, ru, en };
const languages = Object.keys(messages);

let site;
let browser;
/** The same browser with a camera that needs no permission. */
let filming;

before(async () => {
  [site, browser, filming] = await Promise.all([
    picturesSite({ standIn: true }),
    launch(),
    launch(['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']),
  ]);
});

after(async () => {
  await Promise.all([browser?.close(), filming?.close(), site?.close()]);
});

const open = (options, use) =>
  onPage(options.browser ?? browser, `${site.url}?${options.query ?? 'lang=ru'}`, options, async (page, seen) => {
    await page.locator('#photo').waitFor();
    await use(page, seen);
  });

/** A picture of that size as a file, of one colour. */
async function fileOf(page, width, height, { name = 'picture.png', colour = '#88a' } = {}) {
  const bytes = await page.evaluate(
    async ([w, h, fill]) => {
      const canvas = new OffscreenCanvas(w, h);
      const context = canvas.getContext('2d');
      context.fillStyle = fill;
      context.fillRect(0, 0, w, h);
      return [...new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())];
    },
    [width, height, colour],
  );
  return { name, mimeType: 'image/png', buffer: Buffer.from(bytes) };
}

const choosePhoto = async (page, width = 700, height = 900, options) =>
  page.locator('#photo-file').setInputFiles(await fileOf(page, width, height, options));
const chooseSignature = async (page) => page.locator('#signature-file').setInputFiles(await fileOf(page, 1000, 500));

/** Tells the stand-in what to answer from now on; see there. */
const answer = (page, answers) =>
  page.evaluate((told) => {
    window.standIn = told;
  }, answers);
const asked = (page, call) => page.evaluate((name) => window.asked.filter((each) => each.call === name), call);

const attached = (page) =>
  page.evaluate(async () => {
    const size = async (picture) => {
      if (!picture) return undefined;
      const { width, height } = await createImageBitmap(new Blob([picture.bytes]));
      return { type: picture.mediaType, starts: [...picture.bytes.subarray(0, 3)], width, height };
    };
    return { photo: await size(window.step.photo), signature: await size(window.step.signature) };
  });
const problems = (page) => page.evaluate(() => window.step.problems());
const settled = (page, subject, kind) => page.locator(`#${subject}-status.${kind}`).waitFor();
const textOf = async (locator) => (await locator.innerText()).replace(/\s+/g, ' ').trim();

const photo = {
  /** A face in the upper half of 700 × 900, with the eyes level. */
  face: {
    box: { x: 210, y: 225, width: 280, height: 360 },
    eyes: [
      { x: 280, y: 360 },
      { x: 420, y: 360 },
    ],
    mouth: { x: 350, y: 500 },
    score: 0.9,
    rollDegrees: 0,
    interEyeDistance: 140,
  },
  crop: { x: 70, y: 90, width: 490, height: 630 },
};

test('a good photo is accepted at once, as a JPEG, and the host hears of it once', () =>
  open({}, async (page) => {
    assert.deepEqual(
      (await problems(page)).map(({ path, field }) => [path, field]),
      [
        ['photo', 'photo'],
        ['signature', 'signature'],
      ],
    );
    await choosePhoto(page);
    await settled(page, 'photo', 'good');
    assert.equal(await textOf(page.locator('#photo-status')), 'Замечаний не найдено. Окончательно фото проверит миграционная служба');
    assert.deepEqual((await attached(page)).photo, { type: 'image/jpeg', starts: [0xff, 0xd8, 0xff], width: 700, height: 900 });
    assert.equal(await page.evaluate(() => window.page.changes), 1);
    assert.deepEqual(
      (await problems(page)).map(({ path }) => path),
      ['signature'],
    );
    await chooseSignature(page);
    await settled(page, 'signature', 'good');
    assert.deepEqual(await problems(page), []);
    assert.equal(await page.evaluate(() => window.page.changes), 2);
  }));

test('the picture is shown as it will be sent; where something is wrong, face, eyes and flaws are drawn where they are in it', () =>
  open({}, async (page) => {
    // 490 × 630 of the 700 × 900, and what is found there in the pixels of what is sent.
    const face = {
      ...photo.face,
      box: { x: 140, y: 135, width: 280, height: 360 },
      eyes: photo.face.eyes.map(({ x, y }) => ({ x: x - 70, y: y - 90 })),
    };
    await answer(page, {
      photo: [
        { face: photo.face, suggestedCrop: photo.crop },
        { face, checks: [{ id: 'plain-background', result: 'doubtful', box: { x: 10, y: 20, width: 100, height: 50 } }] },
      ],
    });
    await choosePhoto(page);
    await settled(page, 'photo', 'doubtful');
    const { image, boxes } = await page.evaluate(() => {
      const root = document.querySelector('pictures-page').shadowRoot;
      const rect = (element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return { x, y, width, height };
      };
      return {
        image: rect(root.querySelector('#photo img')),
        boxes: Object.fromEntries(
          ['rect.cut', 'rect.face', 'rect.flaw', '.eye'].map((each) => [
            each,
            [...root.querySelectorAll(`#photo .drawing ${each}`)].map(rect),
          ]),
        ),
      };
    });
    const scale = image.width / 490;
    assert.ok(image.width > 100 && Math.abs(image.height / 630 - scale) < 0.01, JSON.stringify(image));
    const near = (found, { x, y, width, height }) => {
      for (const [one, other] of [
        [found.x, image.x + x * scale],
        [found.y, image.y + y * scale],
        [found.width, width * scale],
        [found.height, height * scale],
      ]) {
        // Half the line's width, and a little.
        assert.ok(Math.abs(one - other) < 2.5, `${JSON.stringify(found)} is not ${JSON.stringify({ x, y, width, height })} at ${scale}`);
      }
    };
    assert.equal(boxes['rect.cut'].length, 0);
    near(boxes['rect.face'][0], face.box);
    near(boxes['rect.flaw'][0], { x: 10, y: 20, width: 100, height: 50 });
    assert.equal(boxes['.eye'].length, 2);
    for (const [index, eye] of face.eyes.entries()) near(boxes['.eye'][index], { x: eye.x - 17.5, y: eye.y - 17.5, width: 35, height: 35 });
  }));

test('where all is well the picture stands alone, as it will be sent, and one button is the main one', () =>
  open({}, async (page) => {
    await answer(page, { photo: [{ face: photo.face, suggestedCrop: photo.crop }, { face: photo.face }] });
    // The step's own buttons are plain: what goes on stands below it.
    const solid = () => page.locator('.solid').count();
    assert.equal(await solid(), 0);
    await choosePhoto(page);
    await settled(page, 'photo', 'good');
    assert.equal(await page.locator('#photo .drawing *').count(), 0);
    assert.equal(await page.locator('#photo .legend, #photo details, #photo .findings').count(), 0);
    // Cut, as it was prepared.
    assert.deepEqual(
      await page.locator('#photo img').evaluate(({ naturalWidth, naturalHeight }) => [naturalWidth, naturalHeight]),
      [490, 630],
    );
    await chooseSignature(page);
    await settled(page, 'signature', 'good');
    assert.equal(await solid(), 0);
    for (const id of ['photo-adjust', 'signature-draw']) {
      await page.locator(`#${id}`).click();
      assert.equal(await solid(), 0, id);
    }
  }));

for (const language of languages) {
  test(`what was found is told with advice, the worst first; what is good is not told (${language})`, () =>
    open({ query: `lang=${language}` }, async (page) => {
      await answer(page, {
        photo: [
          {
            checks: [
              { id: 'noise', result: 'doubtful' },
              { id: 'crown', result: 'doubtful', unit: 'not-measured' },
              { id: 'too-dark', result: 'poor' },
              { id: 'inter-eye', value: 1234.5, unit: 'px', result: 'good' },
            ],
          },
        ],
      });
      await choosePhoto(page);
      await settled(page, 'photo', 'poor');
      const found = page.locator('#photo .findings li');
      assert.deepEqual(await found.evaluateAll((all) => all.map(({ dataset }) => dataset.check)), ['too-dark', 'noise']);
      const { checks, doubtful, poor } = messages[language];
      assert.ok((await textOf(found.nth(0))).startsWith(checks['too-dark']));
      assert.ok((await textOf(found.nth(0))).includes(poor['too-dark']));
      assert.ok((await textOf(found.nth(1))).includes(doubtful.noise));
      assert.ok(!(await textOf(page.locator('#photo'))).includes(checks['inter-eye']));
    }));
}

test('a poor photo is sent only once the applicant insists, and another takes that back', () =>
  open({}, async (page) => {
    await answer(page, { photo: [{ checks: [{ id: 'sharpness', result: 'poor' }] }] });
    await choosePhoto(page);
    await settled(page, 'photo', 'poor');
    assert.equal((await attached(page)).photo, undefined);
    assert.match((await problems(page))[0].message, /подтвердите, что отправите это/);
    await page.locator('#photo-insist').click();
    assert.deepEqual(
      (await problems(page)).map(({ path }) => path),
      ['signature'],
    );
    assert.equal((await attached(page)).photo.width, 700);
    assert.match(await textOf(page.locator('#photo')), /Вы решили отправить это фото/);
    assert.equal(await page.locator('#photo-insist').count(), 0);
    await choosePhoto(page, 710, 910);
    await page.locator('#photo-insist').waitFor();
    assert.equal((await attached(page)).photo, undefined);
    assert.deepEqual(
      (await problems(page)).map(({ path }) => path),
      ['photo', 'signature'],
    );
  }));

for (const id of ['file-type', 'complete', 'bytes', 'pixels']) {
  test(`what cannot be sent cannot be insisted on: ${id}`, () =>
    open({}, async (page) => {
      await answer(page, {
        photo: [
          {
            checks: [
              { id, result: 'poor' },
              { id: 'too-dark', result: 'poor' },
            ],
          },
        ],
        signature: [{ checks: [{ id, result: 'poor' }] }],
      });
      await choosePhoto(page);
      await chooseSignature(page);
      await settled(page, 'photo', 'blocked');
      await settled(page, 'signature', 'blocked');
      assert.equal(await page.locator('#photo-insist, #signature-insist').count(), 0);
      assert.deepEqual(await attached(page), { photo: undefined, signature: undefined });
      assert.match((await problems(page))[0].message, /отправить нельзя/);
      assert.ok((await textOf(page.locator('#photo .findings'))).includes(ru.poor[id]));
    }));
}

test('a file that cannot be judged is told in words, and another can be chosen', () =>
  open({}, async (page) => {
    for (const code of ['empty', 'not-an-image', 'incomplete-image', 'unsupported-image', 'too-large', 'too-many-pixels']) {
      await answer(page, { photo: [{ invalid: code }] });
      await choosePhoto(page);
      await page.locator('#photo-status', { hasText: ru.problems[code] }).waitFor();
      assert.equal(await page.locator('#photo-insist, #photo-again, #photo img').count(), 0, code);
      assert.equal((await problems(page))[0].message, ru.problems[code]);
    }
    await answer(page, { prepare: [{ invalid: 'unsupported-image' }] });
    await choosePhoto(page);
    await page.locator('#photo-status', { hasText: ru.problems['unsupported-image'] }).waitFor();
    await answer(page, {});
    await choosePhoto(page);
    await settled(page, 'photo', 'good');
  }));

test('a failure of the checks themselves can be tried again with the same picture', () =>
  open({}, async (page) => {
    await answer(page, { photo: [{ invalid: 'internal' }, {}] });
    await choosePhoto(page);
    await page.locator('#photo-again').click();
    await settled(page, 'photo', 'good');
  }));

test('checks that do not load are told, and load when tried again', () =>
  open(
    {
      init: (page) =>
        page.addInitScript(() => {
          window.standIn = { fails: true };
        }),
    },
    async (page) => {
      await choosePhoto(page);
      await page.locator('#photo-status', { hasText: 'не загрузилась' }).waitFor();
      await answer(page, {});
      await page.locator('#photo-again').click();
      await settled(page, 'photo', 'good');
    },
  ));

test('a file too large to be read is refused without reading it', () =>
  open({}, async (page) => {
    await page.evaluate(() => {
      const read = Blob.prototype.arrayBuffer;
      window.reads = 0;
      Blob.prototype.arrayBuffer = function () {
        window.reads += 1;
        return read.call(this);
      };
    });
    await page.locator('#photo-file').setInputFiles({ name: 'x.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(32 * 1024 * 1024 + 1) });
    await page.locator('#photo-status', { hasText: ru.problems['too-large'] }).waitFor();
    assert.equal(await page.evaluate(() => window.reads), 0);
    await choosePhoto(page);
    await settled(page, 'photo', 'good');
    assert.equal((await page.evaluate(() => window.reads)) > 0, true);
  }));

test('the answer to an earlier picture comes too late', () =>
  open({}, async (page) => {
    await answer(page, { photo: [{ held: true, checks: [{ id: 'noise', result: 'poor' }] }, {}] });
    await choosePhoto(page, 700, 900);
    await settled(page, 'photo', 'checking');
    assert.match(await textOf(page.locator('#photo-status')), /Фото проверяется/);
    await page.waitForFunction(() => window.release);
    await choosePhoto(page, 770, 990);
    await settled(page, 'photo', 'good');
    // The first answer arrives and is dropped: all that follows from it has run once a further picture is judged.
    await page.evaluate(() => window.release());
    await chooseSignature(page);
    await settled(page, 'signature', 'good');
    await settled(page, 'photo', 'good');
    assert.equal((await attached(page)).photo.width, 770);
    assert.equal(await page.evaluate(() => window.page.changes), 2);
  }));

test('a suggested cut is made, can be left out, and can be changed with the keyboard alone', () =>
  open({}, async (page) => {
    await answer(page, { photo: [{ face: photo.face, suggestedCrop: photo.crop }] });
    await choosePhoto(page);
    await settled(page, 'photo', 'good');
    const cut = async () => (await attached(page)).photo;
    assert.deepEqual(await asked(page, 'prepare'), [{ call: 'prepare', crop: photo.crop }]);
    assert.equal((await cut()).width, 490);
    assert.ok(!(await textOf(page.locator('#photo'))).includes(ru.changes.cropped));

    await page.locator('#photo-whole').press('Enter');
    await page.waitForFunction(() => window.asked.at(-1).call === 'photo' && window.step.photo);
    assert.equal((await cut()).width, 700);
    assert.equal(await page.locator('#photo-whole').count(), 0);

    await page.locator('#photo-adjust').press('Enter');
    const focused = () =>
      page.evaluate(
        () =>
          document.activeElement.shadowRoot.activeElement.getAttribute('aria-label') ?? document.activeElement.shadowRoot.activeElement.id,
      );
    assert.equal(await focused(), 'photo-crop');
    const press = async (label, times = 1) => {
      while ((await focused()) !== label) await page.keyboard.press('Tab');
      for (let index = 0; index < times; index += 1) await page.keyboard.press('Enter');
    };
    // Begins at what the checks suggested: 490 wide. Nearer twice, then the picture left once and down once.
    await press('Крупнее', 2);
    await press('Сдвинуть снимок влево');
    await press('Сдвинуть снимок вниз');
    await page.getByRole('button', { name: 'Обрезать', exact: true }).press('Enter');
    await page.waitForFunction(() => window.asked.at(-1).call === 'photo' && window.step.photo);
    assert.equal(await focused(), 'photo-status');
    const { crop } = (await asked(page, 'prepare')).at(-1);
    const width = 490 / 1.1 / 1.1;
    const height = (width * 45) / 35;
    const close = (one, other) => assert.ok(Math.abs(one - other) <= 1, `${one} is not ${other}`);
    close(crop.width, width);
    close(crop.height, height);
    close(crop.x, 70 + (490 - width) / 2 + width * 0.05);
    close(crop.y, 90 + (630 - height) / 2 - width * 0.05);
    for (const value of Object.values(crop)) assert.equal(value, Math.round(value));
  }));

test('a cut never leaves the picture, however it is pushed', () =>
  open({}, async (page) => {
    await choosePhoto(page, 500, 900);
    await settled(page, 'photo', 'good');
    await page.locator('#photo-adjust').click();
    for (const [name, times] of [
      ['Крупнее', 30],
      ['Сдвинуть снимок влево', 200],
      ['Сдвинуть снимок вверх', 200],
      ['Мельче', 40],
    ]) {
      const button = page.getByRole('button', { name });
      await button.evaluate((element, count) => {
        for (let index = 0; index < count; index += 1) element.click();
      }, times);
    }
    await page.getByRole('button', { name: 'Обрезать', exact: true }).click();
    await page.waitForFunction(() => window.asked.filter(({ call }) => call === 'prepare').length === 2);
    const { crop } = (await asked(page, 'prepare')).at(-1);
    // The largest of 35:45 in 500 × 900, at its lower end.
    assert.deepEqual(crop, { x: 0, y: 900 - 643, width: 500, height: 643 });
  }));

test('a finger drags the picture behind the frame, and two enlarge it', () =>
  open({ context: { hasTouch: true } }, async (page) => {
    await choosePhoto(page, 700, 900);
    await settled(page, 'photo', 'good');
    await page.locator('#photo-adjust').tap();
    const nearer = page.getByRole('button', { name: 'Крупнее' });
    for (let index = 0; index < 4; index += 1) await nearer.tap();
    const view = page.locator('#photo .viewport');
    await view.scrollIntoViewIfNeeded();
    const { x, y, width, height } = await view.boundingBox();
    const image = async () => page.locator('#photo .viewport img').boundingBox();
    const start = await image();
    const client = await page.context().newCDPSession(page);
    const touch = (type, ...points) =>
      client.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([px, py], id) => ({ x: px, y: py, id })) });
    const [cx, cy] = [x + width / 2, y + height / 2];
    await touch('touchStart', [cx, cy]);
    await touch('touchMove', [cx + 15, cy - 10]);
    await touch('touchMove', [cx + 30, cy - 20]);
    await touch('touchEnd');
    const dragged = await image();
    assert.ok(Math.abs(dragged.x - start.x - 30) < 1.5 && Math.abs(dragged.y - start.y + 20) < 1.5, JSON.stringify({ start, dragged }));
    await touch('touchStart', [cx - 40, cy], [cx + 40, cy]);
    await touch('touchMove', [cx - 60, cy], [cx + 60, cy]);
    await touch('touchEnd');
    const pinched = await image();
    assert.ok(Math.abs(pinched.width / dragged.width - 1.5) < 0.05, JSON.stringify({ dragged, pinched }));
  }));

test('a suggested cut that has too few pixels is made as much larger as it needs to be', () =>
  open({}, async (page) => {
    const few = { id: 'pixels', result: 'poor', value: 0.8, limit: { poor: { min: 1 } } };
    await answer(page, { photo: [{ suggestedCrop: { x: 200, y: 300, width: 280, height: 360 } }, { checks: [few] }, {}] });
    await choosePhoto(page);
    await settled(page, 'photo', 'good');
    // 280 / 0.8 and a pixel more, around the same middle.
    const [, { crop }] = await asked(page, 'prepare');
    assert.deepEqual([crop.width, crop.height], [351, 451]);
    assert.ok(Math.abs(crop.x + crop.width / 2 - 340) <= 1 && Math.abs(crop.y + crop.height / 2 - 480) <= 1, JSON.stringify(crop));
  }));

test('a cut that would make the photo too small is not made by itself', () =>
  open({}, async (page) => {
    await answer(page, {
      photo: [{ suggestedCrop: { x: 0, y: 0, width: 70, height: 90 } }, { checks: [{ id: 'pixels', result: 'poor' }] }, {}],
    });
    await choosePhoto(page);
    await settled(page, 'photo', 'good');
    assert.equal((await attached(page)).photo.width, 700);
  }));

const tracks = (page) => page.evaluate(() => window.tracks.map(({ readyState }) => readyState));
/** Remembers every track of every camera that the page was given. */
const watchCamera = (page) =>
  page.addInitScript(() => {
    window.tracks = [];
    const { getUserMedia } = MediaDevices.prototype;
    MediaDevices.prototype.getUserMedia = async function (wanted) {
      window.wanted = wanted;
      if (window.holdCamera)
        await new Promise((resolve) => {
          window.giveCamera = resolve;
        });
      const stream = await getUserMedia.call(this, wanted);
      window.tracks.push(...stream.getTracks());
      return stream;
    };
  });

async function film(page) {
  await page.locator('#photo-camera').click();
  await page.locator('#photo-shoot').waitFor();
  await page.waitForFunction(() => document.querySelector('pictures-page').shadowRoot.querySelector('video')?.videoWidth > 0);
}

test('the camera shows its picture behind a guide, takes what the guide shows, and goes off', () =>
  open({ browser: filming, init: watchCamera }, async (page) => {
    await film(page);
    assert.deepEqual(await page.evaluate(() => [window.wanted.audio, window.wanted.video.facingMode]), [false, 'user']);
    assert.equal(await page.locator('#photo .guide ellipse.cut').count(), 1);
    assert.deepEqual(await tracks(page), ['live']);
    const { width, height } = await page.evaluate(() => {
      const video = document.querySelector('pictures-page').shadowRoot.querySelector('video');
      return { width: video.videoWidth, height: video.videoHeight };
    });
    await page.locator('#photo-shoot').click();
    await settled(page, 'photo', 'good');
    assert.deepEqual(await tracks(page), ['ended']);
    const { photo: taken } = await attached(page);
    assert.ok(width / height > 35 / 45, 'the fake camera is wider than the guide');
    assert.equal(taken.height, height);
    assert.ok(Math.abs(taken.width / taken.height - 35 / 45) < 0.002, JSON.stringify(taken));
  }));

test('the camera goes off when it is closed, when another step is shown, and when the page is left', () =>
  open({ browser: filming, init: watchCamera }, async (page) => {
    await film(page);
    await page.locator('#photo-close').click();
    assert.deepEqual(await tracks(page), ['ended']);
    await film(page);
    await page.evaluate(() => {
      window.page.isShown = false;
      window.page.requestUpdate();
      return window.page.updateComplete;
    });
    assert.deepEqual(await tracks(page), ['ended', 'ended']);
    await page.evaluate(() => {
      window.page.isShown = true;
      window.page.requestUpdate();
      return window.page.updateComplete;
    });
    await film(page);
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden' });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    assert.deepEqual(await tracks(page), ['ended', 'ended', 'ended']);
    await film(page);
    await page.evaluate(() => window.page.remove());
    assert.deepEqual(await tracks(page), ['ended', 'ended', 'ended', 'ended']);
  }));

test('a camera that is given only after it was closed goes off at once', () =>
  open({ browser: filming, init: watchCamera }, async (page) => {
    await page.evaluate(() => {
      window.holdCamera = true;
    });
    await page.locator('#photo-camera').click();
    await page.waitForFunction(() => window.giveCamera);
    await page.locator('#photo-close').click();
    await page.evaluate(() => window.giveCamera());
    await page.waitForFunction(() => window.tracks[0]?.readyState === 'ended');
    assert.equal(await page.locator('#photo video').count(), 0);
    await page.locator('#photo-camera').waitFor();
  }));

test('a page that is hidden while the permission is asked for still gets the camera', () =>
  open({ browser: filming, init: watchCamera }, async (page) => {
    await page.evaluate(() => {
      window.holdCamera = true;
    });
    await page.locator('#photo-camera').click();
    await page.waitForFunction(() => window.giveCamera);
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
      delete document.visibilityState;
      window.giveCamera();
    });
    await page.locator('#photo-shoot').waitFor();
    assert.deepEqual(await tracks(page), ['live']);
  }));

for (const [name, failure] of [
  ['NotAllowedError', 'denied'],
  ['NotFoundError', 'none'],
  ['NotReadableError', 'busy'],
]) {
  test(`without the camera (${name}) one is told, and can choose a file`, () =>
    open(
      {
        init: (page) =>
          page.addInitScript((kind) => {
            MediaDevices.prototype.getUserMedia = () => Promise.reject(new DOMException('', kind));
          }, name),
      },
      async (page) => {
        await page.locator('#photo-camera').click();
        await page.locator(`[data-camera=${failure}]`).waitFor();
        assert.equal(await page.locator('#photo-app').getAttribute('capture'), 'user');
        await choosePhoto(page);
        await settled(page, 'photo', 'good');
      },
    ));
}

test('a permission that the browser itself denies is told', () =>
  open({}, async (page) => {
    // No camera and nobody who allows one: whichever the browser says first.
    await page.locator('#photo-camera').click();
    await page.locator('[data-camera]').waitFor();
    assert.equal(await page.locator('#photo video').count(), 0);
  }));

test('a webview without a way to the camera offers the camera’s own app and files', () =>
  open(
    {
      init: (page) =>
        page.addInitScript(() => {
          delete Navigator.prototype.mediaDevices;
        }),
    },
    async (page) => {
      assert.equal(await page.locator('#photo-camera').count(), 0);
      assert.equal(await page.locator('#photo-app').getAttribute('capture'), 'user');
      assert.equal(await page.locator('#photo-app').getAttribute('accept'), 'image/*');
      await page.locator('#photo-app').setInputFiles(await fileOf(page, 700, 900));
      await settled(page, 'photo', 'good');
    },
  ));

/** Draws a wave of three crests in the middle of the board. */
async function draw(page, from = 0.2, to = 0.6) {
  const board = page.locator('#signature-board');
  await board.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await board.boundingBox();
  const at = (share) => [x + width * (from + (to - from) * share), y + height * (0.5 + 0.2 * Math.sin(share * 6 * Math.PI))];
  await page.mouse.move(...at(0));
  await page.mouse.down();
  for (let step = 1; step <= 60; step += 1) await page.mouse.move(...at(step / 60));
  await page.mouse.up();
}

/** Where the ink is on the board, in shares of it, and how much of it. */
const inkOnBoard = (page) =>
  page.evaluate(() => {
    const root = document.querySelector('pictures-page').shadowRoot;
    const bitmap = root.querySelector('#signature-board');
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    context.fillStyle = '#fff';
    context.fillRect(0, 0, bitmap.width, bitmap.height);
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    let [left, right, top, bottom, count] = [Infinity, -1, Infinity, -1, 0];
    for (let index = 0; index < data.length; index += 4) {
      if (data[index] > 128) continue;
      const px = (index / 4) % bitmap.width;
      const py = Math.floor(index / 4 / bitmap.width);
      [left, right, top, bottom, count] = [Math.min(left, px), Math.max(right, px), Math.min(top, py), Math.max(bottom, py), count + 1];
    }
    return {
      width: bitmap.width,
      height: bitmap.height,
      share: count / (bitmap.width * bitmap.height),
      box: [left / bitmap.width, right / bitmap.width, top / bitmap.height, bottom / bitmap.height],
    };
  });

for (const deviceScaleFactor of [1, 3]) {
  test(`a drawn signature becomes a white picture of 1000 px with the ink in the middle, on a screen of ${deviceScaleFactor}×`, () =>
    open({ context: { deviceScaleFactor } }, async (page, { requests }) => {
      const before = requests.length;
      await page.locator('#signature-draw').click();
      await page.locator('#signature-board').waitFor();
      assert.equal(requests.slice(before).filter((url) => url.endsWith('.js')).length, 1);
      await draw(page);
      const board = await inkOnBoard(page);
      const shown = await page.locator('#signature-board').boundingBox();
      assert.equal(board.width, Math.round(shown.width * deviceScaleFactor));
      assert.ok(Math.abs(board.box[0] - 0.2) < 0.02 && Math.abs(board.box[1] - 0.6) < 0.02, JSON.stringify(board));
      // What is handed to the checks: a PNG, before it is prepared.
      await page.evaluate(() => {
        const take = Blob.prototype.arrayBuffer;
        Blob.prototype.arrayBuffer = function () {
          window.taken ??= this;
          return take.call(this);
        };
      });
      await page.locator('#signature-done').click();
      await settled(page, 'signature', 'good');
      const ink = await page.evaluate(async () => {
        const bitmap = await createImageBitmap(window.taken);
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
        const context = canvas.getContext('2d');
        context.drawImage(bitmap, 0, 0);
        const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
        let [left, right, top, bottom, count] = [Infinity, -1, Infinity, -1, 0];
        for (let index = 0; index < data.length; index += 4) {
          if (data[index] > 128) continue;
          const [px, py] = [(index / 4) % bitmap.width, Math.floor(index / 4 / bitmap.width)];
          [left, right, top, bottom, count] = [Math.min(left, px), Math.max(right, px), Math.min(top, py), Math.max(bottom, py), count + 1];
        }
        return {
          type: window.taken.type,
          width: bitmap.width,
          height: bitmap.height,
          corner: [...data.slice(0, 4)],
          left,
          right,
          top,
          bottom,
          count,
        };
      });
      assert.deepEqual([ink.type, ink.width, ink.height, ink.corner], ['image/png', 1000, 500, [255, 255, 255, 255]]);
      // 740 px in the middle, but for the line's width and the last bit, which signature_pad does not draw.
      assert.ok(Math.abs(ink.right - ink.left - 740) < 20, JSON.stringify(ink));
      assert.ok(Math.abs(ink.left + ink.right - 1000) < 20 && Math.abs(ink.top + ink.bottom - 500) < 20, JSON.stringify(ink));
      assert.ok(ink.count > 2_000 && ink.count < 25_000, JSON.stringify(ink));
      assert.equal((await attached(page)).signature.width, 1000);
    }));
}

test('strokes are taken back one by one, wiped, and nothing is not handed over', () =>
  open({}, async (page) => {
    await page.locator('#signature-draw').click();
    await page.locator('#signature-board').waitFor();
    await page.locator('#signature-done').click();
    assert.match(await textOf(page.locator('#signature .problem').last()), /Сначала распишитесь/);
    await draw(page, 0.1, 0.4);
    assert.equal(await textOf(page.locator('#signature .problem').last()), '');
    const one = await inkOnBoard(page);
    await draw(page, 0.5, 0.9);
    assert.ok((await inkOnBoard(page)).box[1] > 0.8);
    assert.match((await problems(page)).find(({ path }) => path === 'signature').message, /нажмите «Готово»/);
    await page.locator('#signature-undo').click();
    const undone = await inkOnBoard(page);
    // Drawn at once and not as the pen goes, so its edges may differ by a pixel.
    for (const [index, value] of one.box.entries()) assert.ok(Math.abs(value - undone.box[index]) < 0.01, JSON.stringify([one, undone]));
    assert.ok(Math.abs(one.share - undone.share) < 0.1 * one.share, JSON.stringify([one, undone]));
    await draw(page, 0.5, 0.9);
    await page.locator('#signature-clear').click();
    assert.equal((await inkOnBoard(page)).share, 0);
    await page.locator('#signature-done').click();
    assert.equal((await attached(page)).signature, undefined);
    assert.equal(await page.locator('#signature-board').count(), 1);
  }));

test('a signature lives through turning the phone, another step and another language', () =>
  open({ context: { viewport: { width: 360, height: 740 } } }, async (page) => {
    await page.locator('#signature-draw').click();
    await draw(page);
    const upright = await inkOnBoard(page);
    const same = async (where) => {
      await page.waitForFunction(() => {
        const board = document.querySelector('pictures-page').shadowRoot.querySelector('#signature-board');
        return board && board.width === Math.round(board.clientWidth * devicePixelRatio);
      });
      const now = await inkOnBoard(page);
      for (const [index, value] of now.box.entries())
        assert.ok(Math.abs(value - upright.box[index]) < 0.02, `${where}: ${JSON.stringify([upright, now])}`);
      return now;
    };
    await page.setViewportSize({ width: 540, height: 360 });
    assert.ok((await same('turned')).width > upright.width);
    await page.setViewportSize({ width: 360, height: 740 });
    await same('turned back');
    await page.evaluate(() => {
      window.page.isShown = false;
      window.page.requestUpdate();
      return window.page.updateComplete;
    });
    await page.evaluate(() => {
      window.page.isShown = true;
      window.page.requestUpdate();
      return window.page.updateComplete;
    });
    await same('back in the step');
    await page.evaluate(() => {
      window.page.language = 'kk';
      window.page.requestUpdate();
      return window.page.updateComplete;
    });
    await same('in Kazakh');
  }));

test('the picture of a signature on paper can be taken or chosen instead', () =>
  open({}, async (page) => {
    assert.equal(await page.locator('#signature-app').getAttribute('capture'), 'environment');
    await page.locator('#signature-app').setInputFiles(await fileOf(page, 1000, 500));
    await settled(page, 'signature', 'good');
    await answer(page, { signature: [{ checks: [{ id: 'ink', result: 'poor' }] }] });
    await chooseSignature(page);
    await settled(page, 'signature', 'poor');
    await page.locator('#signature-insist').click();
    assert.equal((await attached(page)).signature.width, 1000);
  }));

test('what was accepted before is brought back, and what was annulled is asked for anew', () =>
  open({ query: 'lang=en&faulty=photo-quality' }, async (page) => {
    const file = await fileOf(page, 800, 400);
    await page.evaluate(
      (bytes) => window.step.restore({ signature: { mediaType: 'image/png', bytes: new Uint8Array(bytes) } }),
      [...file.buffer],
    );
    await settled(page, 'signature', 'good');
    assert.equal((await attached(page)).signature.width, 800);
    await page.locator('#signature img').evaluate((image) => image.decode());
    assert.match(await textOf(page.locator('#photo .faulty')), /rejected \(annulled\) because of the quality of the photo/);
    assert.equal(await page.locator('#signature .faulty').count(), 0);
    await choosePhoto(page);
    await settled(page, 'photo', 'good');
    assert.equal(await page.locator('.faulty').count(), 0);
  }));

test('what is missing stands at its picture once the applicant tried to go on', () =>
  open({}, async (page) => {
    const shown = () => page.locator('.picture-part .problem p').allInnerTexts();
    assert.deepEqual(await shown(), []);
    await page.evaluate(() => {
      window.step.showsProblems = true;
      window.page.requestUpdate();
      return window.page.updateComplete;
    });
    assert.deepEqual(
      await shown(),
      (await problems(page)).map(({ message }) => message),
    );
    await page.evaluate(() => document.querySelector('pictures-page').shadowRoot.getElementById('signature').focus());
    assert.equal(await page.evaluate(() => document.activeElement.shadowRoot.activeElement.id), 'signature');
  }));

test('all memory of pictures is let go of', () =>
  open({ browser: filming, init: watchCamera }, async (page) => {
    await choosePhoto(page);
    await settled(page, 'photo', 'good');
    await choosePhoto(page, 710, 910);
    await settled(page, 'photo', 'good');
    // Of the one picture as it was chosen and as it will be sent: those of the picture before are gone.
    assert.equal(await page.evaluate(() => window.urls.size), 2);
    await page.locator('#signature-draw').click();
    await draw(page);
    await page.locator('#signature-done').click();
    await settled(page, 'signature', 'good');
    await page.locator('#signature-draw').click();
    await draw(page);
    await film(page);
    assert.equal(await page.evaluate(() => window.urlsMade), 6);
    await page.evaluate(() => {
      window.step.dispose();
      return window.page.updateComplete;
    });
    assert.deepEqual(await attached(page), { photo: undefined, signature: undefined });
    assert.equal(await page.evaluate(() => window.urls.size), 0);
    assert.deepEqual(await tracks(page), ['ended']);
    assert.deepEqual((await page.evaluate(() => window.asked.filter(({ call }) => call === 'close'))).length, 1);
    assert.deepEqual(
      await page.evaluate(() => {
        const root = document.querySelector('pictures-page').shadowRoot;
        return [
          window.canvases.some(({ width }) => width > 0),
          root.querySelectorAll('img, video, canvas').length,
          [...root.querySelectorAll('input[type=file]')].map(({ value }) => value).join(''),
        ];
      }),
      [false, 0, ''],
    );
    // It works again after that.
    await choosePhoto(page);
    await settled(page, 'photo', 'good');
  }));

test('the name of a file stands nowhere', () =>
  open({}, async (page) => {
    await choosePhoto(page, 700, 900, { name: 'Ivanova-passport.png' });
    await settled(page, 'photo', 'good');
    assert.deepEqual(
      await page.evaluate(() => {
        const root = document.querySelector('pictures-page').shadowRoot;
        return [root.innerHTML.includes('Ivanova'), [...root.querySelectorAll('input')].some(({ value, files }) => value || files?.length)];
      }),
      [false, false],
    );
  }));

test('the line of the verdict is a live region that was there before', () =>
  open({}, async (page) => {
    const line = await page.locator('#photo-status').elementHandle();
    assert.equal(await line.getAttribute('aria-live'), 'polite');
    await answer(page, { photo: [{ held: true }] });
    await choosePhoto(page);
    await page.waitForFunction(() => window.release);
    assert.equal(await line.innerText(), 'Фото проверяется…');
    await page.evaluate(() => {
      window.standIn.photo = [{}];
      window.release();
    });
    await settled(page, 'photo', 'good');
    assert.equal(await line.innerText(), 'Замечаний не найдено. Окончательно фото проверит миграционная служба');
  }));

test('the whole step can be done from the keyboard', () =>
  open({}, async (page) => {
    const chooser = page.waitForEvent('filechooser');
    const focused = () =>
      page.evaluate(() => {
        const element = document.activeElement?.shadowRoot?.activeElement;
        const ring = element && getComputedStyle(element.matches('.unseen') ? element.closest('label') : element);
        return { id: element?.id ?? '', ring: ring?.outlineStyle === 'none' ? 0 : parseFloat(ring?.outlineWidth ?? '0') };
      });
    for (const id of ['photo-camera', 'photo-file', 'signature-draw', 'signature-app', 'signature-file']) {
      await page.keyboard.press('Tab');
      const now = await focused();
      assert.equal(now.id, id);
      assert.ok(now.ring >= 2, `${id} has a ring of ${now.ring} px`);
    }
    await page.keyboard.press('Enter');
    await (await chooser).setFiles(await fileOf(page, 1000, 500));
    await settled(page, 'signature', 'good');
    // The focus stays where it was, though there is more before it now.
    assert.equal((await focused()).id, 'signature-file');
    // Who opens the board by mistake gets out of it, and back.
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    assert.equal((await focused()).id, 'signature-draw');
    await page.keyboard.press('Enter');
    await page.locator('#signature-board').waitFor();
    for (const id of ['signature-undo', 'signature-clear', 'signature-done', 'signature-close']) {
      await page.keyboard.press('Tab');
      assert.equal((await focused()).id, id);
    }
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement.shadowRoot.activeElement?.id === 'signature-draw');
  }));

const failing = (subject, result) =>
  Object.keys(ru.checks)
    .filter((id) => subject === 'photo' || !['face', 'upright'].includes(id))
    .map((id) => ({ id, result, value: 0.123456, unit: 'px' }));

/** Every face that the step can have. */
const states = {
  empty: () => {},
  good: async (page) => {
    await answer(page, { photo: [{ face: photo.face, suggestedCrop: photo.crop }] });
    await choosePhoto(page);
    await chooseSignature(page);
    await settled(page, 'photo', 'good');
    await settled(page, 'signature', 'good');
    for (const summary of await page.locator('summary').all()) await summary.click();
  },
  doubtful: async (page) => {
    await answer(page, { photo: [{ checks: failing('photo', 'doubtful') }], signature: [{ checks: failing('signature', 'doubtful') }] });
    await choosePhoto(page);
    await chooseSignature(page);
    await settled(page, 'photo', 'doubtful');
    await settled(page, 'signature', 'doubtful');
  },
  poor: async (page) => {
    const sendable = ({ id }) => !['file-type', 'complete', 'bytes', 'pixels'].includes(id);
    await answer(page, {
      photo: [{ checks: failing('photo', 'poor').filter(sendable) }],
      signature: [{ checks: failing('signature', 'poor').filter(sendable) }],
      prepare: [{ changed: ['turned', 'downscaled', 're-encoded', 'location-removed', 'metadata-removed'] }],
    });
    await choosePhoto(page);
    await chooseSignature(page);
    await settled(page, 'photo', 'poor');
    await settled(page, 'signature', 'poor');
  },
  insisted: async (page) => {
    await states.poor(page);
    await page.locator('#photo-insist').click();
    await page.locator('#signature-insist').click();
  },
  blocked: async (page) => {
    await answer(page, { photo: [{ checks: failing('photo', 'poor') }], signature: [{ checks: failing('signature', 'poor') }] });
    await choosePhoto(page);
    await chooseSignature(page);
    await settled(page, 'photo', 'blocked');
    await settled(page, 'signature', 'blocked');
  },
  refused: async (page) => {
    await answer(page, { photo: [{ invalid: 'internal' }], signature: [{ invalid: 'not-an-image' }] });
    await choosePhoto(page);
    await chooseSignature(page);
    await settled(page, 'photo', 'blocked');
    await settled(page, 'signature', 'blocked');
  },
  missing: async (page) => {
    await page.evaluate(() => {
      window.step.showsProblems = true;
      window.page.requestUpdate();
      return window.page.updateComplete;
    });
  },
  checking: async (page) => {
    await answer(page, { photo: [{ held: true }] });
    await choosePhoto(page);
    await page.waitForFunction(() => window.release);
    await page.locator('#photo img').evaluate((image) => image.decode());
  },
  cutting: async (page) => {
    await choosePhoto(page);
    await settled(page, 'photo', 'good');
    await page.locator('#photo-adjust').click();
  },
  drawing: async (page) => {
    await page.locator('#signature-draw').click();
    await page.locator('#signature-board').waitFor();
    await page.locator('#signature-done').click();
  },
  filming: async (page) => {
    await film(page);
  },
  'no camera': async (page) => {
    await page.evaluate(() => {
      MediaDevices.prototype.getUserMedia = () => Promise.reject(new DOMException('', 'NotReadableError'));
    });
    await page.locator('#photo-camera').click();
    await page.locator('[data-camera]').waitFor();
  },
};

for (const language of languages) {
  const query = `lang=${language}&faulty=photo-quality&faulty=signature-quality`;
  // Words have no colours: those of the dark are tried with one language.
  for (const colorScheme of language === 'kk' ? ['light', 'dark'] : ['light']) {
    test(`axe finds nothing (${language}, ${colorScheme})`, async () => {
      for (const [name, reach] of Object.entries(states)) {
        await open({ browser: filming, query, context: { colorScheme }, init: withAxe }, async (page) => {
          await reach(page);
          await assertAccessible(page, name);
        });
      }
    });
  }
  test(`on a narrow phone nothing is cut off, and everything can be hit with a thumb (${language})`, async () => {
    for (const [name, reach] of Object.entries(states)) {
      await open({ browser: filming, query, context: { viewport: { width: 320, height: 640 }, hasTouch: true } }, async (page) => {
        await reach(page);
        await assertFits(page, 'pictures-page', name);
        // Twice the size of text, as a reader may set it.
        await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
        await assertFits(page, 'pictures-page', `${name}, 200 %`);
      });
    }
  });
}
