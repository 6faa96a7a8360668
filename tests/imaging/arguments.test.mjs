// Whatever is passed in, an answer comes back as data: all problems at once, and nothing is thrown.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { LoadError, loadImaging, picture } from './places.mjs';

let imaging;
let photo;
before(async () => {
  imaging = await loadImaging();
  photo = picture('photo.jpg');
});

const problems = (...list) => ({
  outcome: 'invalid',
  problems: list.map(([code, path, params]) => ({ code, path, ...(params && { params }) })),
});
const calls = ['inspectJpeg', 'assessPhoto', 'assessSignature', 'prepare'];

/** Bytes whose buffer was transferred away. */
function detached() {
  const bytes = new Uint8Array(photo);
  structuredClone(bytes, { transfer: [bytes.buffer] });
  return bytes;
}

const thrower = () => {
  throw new Error('hostile');
};

test('what is no Uint8Array', async () => {
  const hostile = {
    undefined: undefined,
    null: null,
    'a number': 7,
    'a text': 'FFD8FF',
    'a list': [255, 216, 255],
    'a symbol': Symbol('x'),
    'a bigint': 7n,
    'an object': { length: 3 },
    'a function': () => photo,
    'an ArrayBuffer': photo.buffer,
    'a DataView': new DataView(photo.buffer),
    'a Uint16Array': new Uint16Array(8),
    'a Blob': new Blob([photo]),
    'one that says it is one': { [Symbol.toStringTag]: 'Uint8Array', length: 4 },
    'its prototype': Object.create(Uint8Array.prototype),
    'a proxy of one': new Proxy(photo, {}),
    'a proxy that throws': new Proxy({}, { get: thrower, getPrototypeOf: thrower, ownKeys: thrower }),
    detached: detached(),
  };
  for (const [name, value] of Object.entries(hostile)) {
    for (const call of calls) assert.deepEqual(await imaging[call](value), problems(['wrong-type', '']), `${call}: ${name}`);
  }
});

test('bytes with getters of their own are read by what they are', async () => {
  const odd = new Uint8Array(photo);
  for (const name of [
    'length',
    'byteLength',
    'buffer',
    'constructor',
    'slice',
    'set',
    'BYTES_PER_ELEMENT',
    Symbol.iterator,
    Symbol.toStringTag,
  ]) {
    Object.defineProperty(odd, name, { get: thrower });
  }
  assert.deepEqual(imaging.inspectJpeg(odd), imaging.inspectJpeg(photo));
  const { milliseconds: _, ...report } = await imaging.assessPhoto(photo);
  const { milliseconds: __, ...same } = await imaging.assessPhoto(odd);
  assert.deepEqual(same, report);
  // A part of a buffer, a subclass, memory that is shared, and Node's own bytes.
  const part = new Uint8Array(photo.length + 9);
  part.set(photo, 5);
  const shared = new Uint8Array(new SharedArrayBuffer(photo.length));
  shared.set(photo);
  for (const bytes of [part.subarray(5, 5 + photo.length), new (class extends Uint8Array {})(photo), shared, Buffer.from(photo)]) {
    assert.deepEqual(imaging.inspectJpeg(bytes), imaging.inspectJpeg(photo));
  }
});

test('the caller may change its bytes at once', async () => {
  const bytes = new Uint8Array(photo);
  const pending = imaging.assessPhoto(bytes);
  bytes.fill(0);
  assert.equal((await pending).outcome, 'assessed');
});

test('no picture, and half a picture', async () => {
  const empty = problems(['empty', '']);
  const notAnImage = problems(['not-an-image', '']);
  const incomplete = problems(['incomplete-image', '']);
  for (const call of calls) {
    assert.deepEqual(await imaging[call](new Uint8Array()), empty, call);
    assert.deepEqual(await imaging[call](new TextEncoder().encode('hello')), notAnImage, call);
  }
  for (const call of calls.slice(1)) {
    for (const name of ['photo.jpg', 'photo.png', 'progressive.jpg']) {
      const whole = picture(name);
      for (const share of [0.3, 0.6, 0.95]) {
        assert.deepEqual(
          await imaging[call](whole.subarray(0, Math.floor(share * whole.length))),
          incomplete,
          `${call} ${share} of ${name}`,
        );
      }
    }
  }
});

test('random bytes, behind the beginnings of pictures too', async () => {
  // xorshift32: the same bytes each time.
  let state = 2463534242;
  const random = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state & 0xff;
  };
  const beginnings = [
    [],
    photo.subarray(0, 700),
    picture('photo.png').subarray(0, 60),
    [0, 0, 0, 24, ...Buffer.from('ftypheic')],
    [0xff, 0xd8, 0xff],
  ];
  for (let round = 0; round < 60; round += 1) {
    const bytes = Uint8Array.from([...beginnings[round % beginnings.length], ...Array.from({ length: 50 + 40 * round }, random)]);
    for (const call of calls) {
      const answer = await imaging[call](bytes);
      assert.ok(['invalid', 'jpeg', 'assessed', 'prepared'].includes(answer.outcome), `${call}, round ${round}`);
      assert.ok(!JSON.stringify(answer).includes('"internal"'), `${call}, round ${round}: the module trapped`);
    }
  }
});

test('limits', async () => {
  const { inspectJpeg, assessPhoto, prepare } = await loadImaging({ limits: { fileBytes: photo.length, pixels: 620 * 797 } });
  assert.equal((await assessPhoto(photo)).outcome, 'assessed');
  const longer = new Uint8Array(photo.length + 1);
  longer.set(photo);
  const small = await loadImaging({ limits: { pixels: 620 * 797 - 1 } });
  for (const answer of [inspectJpeg(longer), await assessPhoto(longer), await prepare(longer)]) {
    assert.deepEqual(answer, problems(['too-large', '', { max: photo.length }]));
  }
  for (const answer of [small.inspectJpeg(photo), await small.assessPhoto(photo), await small.prepare(photo)]) {
    assert.deepEqual(answer, problems(['too-many-pixels', '', { max: 620 * 797 - 1 }]));
  }
});

test('changes of the profile: all problems at once', async () => {
  const hostile = Object.defineProperty({ id: 'x' }, 'photo', { enumerable: true, get: thrower });
  for (const [changes, ...expected] of [
    [7, ['wrong-type', 'profile']],
    [[], ['wrong-type', 'profile']],
    [{}, ['wrong-type', 'profile.id']],
    [{ id: 7, other: 1 }, ['unknown-field', 'profile.other'], ['wrong-type', 'profile.id']],
    [hostile, ['wrong-type', 'profile.photo']],
    [new Proxy({}, { ownKeys: thrower }), ['wrong-type', 'profile']],
    [{ id: 'x', photo: { ink: {} } }, ['unknown-field', 'profile.photo.ink']],
    [
      {
        id: 'x',
        photo: { noise: { warn: { max: 'much', middle: 1 } }, toString: {} },
        signature: { ink: { worse: null, poor: { min: NaN } }, cut: 3, size: { warn: { min: 2, max: 1 } } },
      },
      ['unknown-field', 'profile.photo.toString'],
      ['unknown-field', 'profile.signature.ink.worse'],
      ['wrong-type', 'profile.signature.cut'],
      ['unknown-field', 'profile.photo.noise.warn.middle'],
      ['wrong-type', 'profile.photo.noise.warn.max'],
      ['wrong-type', 'profile.signature.ink.poor.min'],
      ['wrong-type', 'profile.signature.size.warn'],
    ],
  ]) {
    assert.deepEqual(await imaging.assessPhoto(photo, changes), problems(...expected));
    assert.deepEqual(await imaging.assessSignature('no bytes', changes), problems(['wrong-type', ''], ...expected));
  }
});

test('changes of the profile: they count, and the others stay', async () => {
  const limitsOf = ({ checks }) => Object.fromEntries(checks.map(({ id, limit }) => [id, limit]));
  const embedded = await imaging.assessPhoto(photo);
  assert.equal(embedded.profile, imaging.profile().id);
  const noise = embedded.checks.find(({ id }) => id === 'noise');
  const changed = await imaging.assessPhoto(photo, {
    id: 'mine',
    photo: { noise: { poor: { max: noise.value / 2 } }, 'light-background': { warn: null }, 'too-dark': { warn: undefined } },
  });
  assert.equal(changed.profile, 'mine');
  assert.equal(changed.verdict, 'poor');
  assert.equal(changed.checks.find(({ id }) => id === 'noise').result, 'poor');
  const [was, now] = [limitsOf(embedded), limitsOf(changed)];
  assert.deepEqual(now.noise, { ...was.noise, poor: { max: Math.round((noise.value / 2) * 1e4) / 1e4 } });
  assert.ok(was['light-background'].warn);
  assert.deepEqual(now['light-background'], { poor: was['light-background'].poor });
  for (const id of Object.keys(was).filter((each) => !['noise', 'light-background'].includes(each))) assert.deepEqual(now[id], was[id], id);
});

test('what to prepare: all problems at once', async () => {
  for (const [options, ...expected] of [
    ['small', ['wrong-type', 'options']],
    [{ quality: 1, maxBytes: 1.5 }, ['unknown-field', 'options.quality'], ['wrong-type', 'options.maxBytes']],
    [{ crop: [] }, ['wrong-type', 'options.crop']],
    [
      { crop: { x: 0, y: Infinity, width: 0, height: -1, top: 1 } },
      ['unknown-field', 'options.crop.top'],
      ['wrong-type', 'options.crop.y'],
      ['wrong-type', 'options.crop.width'],
      ['wrong-type', 'options.crop.height'],
    ],
    [
      { crop: { x: 1 }, maxBytes: 2 ** 32 },
      ['wrong-type', 'options.crop.y'],
      ['wrong-type', 'options.crop.width'],
      ['wrong-type', 'options.crop.height'],
      ['wrong-type', 'options.maxBytes'],
    ],
  ]) {
    assert.deepEqual(await imaging.prepare(photo, options), problems(...expected));
  }
  const tiny = await imaging.prepare(photo, { maxBytes: 1 });
  assert.deepEqual(tiny, problems(['too-large', '', { max: 1 }]));
  const { bytes } = await imaging.prepare(photo, { maxBytes: 20_000 });
  assert.ok(bytes.length <= 20_000);
  assert.equal(imaging.inspectJpeg(bytes).outcome, 'jpeg');
});

test('options of loading that are none of the contract', async () => {
  for (const [options, named] of [
    [7, /\(wrong-type\)/],
    [{ worker: 'no' }, /worker \(wrong-type\)/],
    [{ base: 7, simd: 1 }, /base \(wrong-type\).*|simd/],
    [{ limits: { pixels: -1, megapixels: 1 } }, /limits\.megapixels \(unknown-field\).*limits\.pixels \(wrong-type\)/],
    [Object.defineProperty({}, 'base', { enumerable: true, get: thrower }), /base \(wrong-type\)/],
  ]) {
    await assert.rejects(
      loadImaging(options),
      (error) => error instanceof LoadError && error.code === 'wrong-options' && named.test(error.message),
    );
  }
  await assert.rejects(loadImaging({ base: '/no/such/folder/' }), { name: 'LoadError', code: 'not-fetched' });
  await assert.rejects(loadImaging({ base: 'http://[' }), { name: 'LoadError', code: 'not-fetched' });
});
