// However large a picture says it is, the memory that the module takes is bounded.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateSync, crc32 } from 'node:zlib';
import { loadImaging } from './places.mjs';

const MIB = 2 ** 20;

const segment = (marker, ...data) => {
  const bytes = data.flat();
  return [0xff, marker, (bytes.length + 2) >> 8, (bytes.length + 2) & 255, ...bytes];
};

/** A flat JPEG of any size: each of its codes is one bit, a zero. Each scan has so many bits for a square of 8 by 8 pixels. */
function flat(width, height, frame, components, scans) {
  const named = (...last) => Array.from({ length: components }, (_, index) => [index + 1, ...last]).flat();
  const oneCode = (kind) => [kind, 1, ...Array(15).fill(0), 0];
  const size = [8, height >> 8, height & 255, width >> 8, width & 255, components];
  const parts = [
    [
      0xff,
      0xd8,
      ...segment(0xdb, 0, Array(64).fill(16)),
      ...segment(frame, size, named(0x11, 0)),
      ...segment(0xc4, oneCode(0x00), oneCode(0x10)),
    ],
  ];
  const squares = Math.ceil(width / 8) * Math.ceil(height / 8);
  for (const { of, from, to, bits } of scans) {
    const names = of ? [of, 0] : named(0);
    parts.push(segment(0xda, names.length / 2, names, from, to, 0), new Uint8Array(Math.ceil((bits * squares * names.length) / 16)));
  }
  return Buffer.concat([...parts.map((part) => Buffer.from(part)), Buffer.from([0xff, 0xd9])]);
}

/** All components in one scan: a code for the mean of a square, and one for the end of it. */
const baseline = (width, height, components = 3) => flat(width, height, 0xc0, components, [{ from: 0, to: 63, bits: 2 }]);
/** First the mean of each square, then the rest of one component after the other. */
const progressive = (width, height) =>
  flat(width, height, 0xc2, 3, [{ from: 0, to: 0, bits: 1 }, ...[1, 2, 3].map((of) => ({ of, from: 1, to: 63, bits: 1 }))]);

/** A PNG of one colour, 8 bits a sample. */
function png(width, height, interlaced) {
  const chunk = (kind, data) => {
    const bytes = Buffer.concat([Buffer.alloc(4), Buffer.from(kind), data, Buffer.alloc(4)]);
    bytes.writeUInt32BE(data.length, 0);
    bytes.writeUInt32BE(crc32(bytes.subarray(4, -4)), bytes.length - 4);
    return bytes;
  };
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, interlaced ? 1 : 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const passes = interlaced
    ? [
        [8, 8],
        [8, 8],
        [4, 8],
        [4, 4],
        [2, 4],
        [2, 2],
        [1, 2],
      ]
    : [[1, 1]];
  const length = passes.reduce((sum, [across, down]) => sum + (1 + 3 * Math.ceil(width / across)) * Math.ceil(height / down), 0);
  const pixels = deflateSync(Buffer.alloc(length), { level: 1 });
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const memories = [];
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (...args) => {
  const instance = await instantiate(...args);
  if (instance.exports) memories.push(instance.exports.memory);
  return instance;
};

/** The answer, and the bytes of the largest memory that served the call. */
async function taken(call) {
  memories.length = 0;
  const answer = await call();
  assert.ok(memories.length > 0, 'each picture has an instance of its own');
  return { answer, bytes: Math.max(...memories.map(({ buffer }) => buffer.byteLength)) };
}

const imaging = await loadImaging();
const refused = (answer) => answer.problems?.map(({ code }) => code).join();

test('what is refused takes no memory beyond that of the file', async () => {
  for (const [name, file, code] of [
    ['65 500 by 65 500', flat(65_500, 65_500, 0xc0, 3, []), 'too-many-pixels'],
    ['65 500 by 65 500, progressive', flat(65_500, 65_500, 0xc2, 3, []), 'too-many-pixels'],
    ['65 535 by 65 535', flat(65_535, 65_535, 0xc0, 3, []), 'unsupported-image'],
    ['65 535 by 65 535 in one scan', flat(65_535, 65_535, 0xc0, 1, [{ from: 0, to: 63, bits: 0 }]), 'unsupported-image'],
    ['nothing behind the header', flat(7_000, 7_000, 0xc0, 3, []), 'incomplete-image'],
    ['a PNG of 65 535 by 65 535', png(65_535, 1, false).fill(0xff, 20, 24), 'incomplete-image'],
  ]) {
    const { answer, bytes } = await taken(() => imaging.assessPhoto(file));
    assert.equal(refused(answer), code, name);
    assert.ok(bytes <= 3 * MIB, `${name}: ${bytes}`);
  }
});

test('of a large picture never the whole stands in memory', async () => {
  for (const [name, file, width, most] of [
    ['12 megapixels', baseline(3_024, 4_032), 3_024, 40],
    ['50 megapixels', baseline(8_660, 5_773), 8_660, 70],
    ['64 megapixels in four colours', baseline(8_000, 8_000, 4), 8_000, 70],
    ['60 megapixels in a strip', baseline(65_000, 920), 65_000, 140],
    ['progressive', progressive(2_400, 3_200), 2_400, 80],
    ['50 megapixels of PNG', png(8_660, 5_773, false), 8_660, 70],
    ['12 megapixels of interlaced PNG', png(3_024, 4_032, true), 3_024, 70],
  ]) {
    const { answer, bytes } = await taken(() => imaging.assessPhoto(file));
    assert.equal(answer.width, width, `${name}: ${JSON.stringify(answer.problems)}`);
    console.log(`${name}: ${Math.ceil(bytes / MIB)} MiB`);
    assert.ok(bytes <= most * MIB, `${name}: ${bytes}`);
  }
});

test('nor for a small part of it', async () => {
  const { answer, bytes } = await taken(() => imaging.prepare(baseline(8_000, 8_000), { crop: { x: 10, y: 10, width: 350, height: 450 } }));
  assert.equal(answer.outcome, 'prepared');
  console.log(`a small part of 64 megapixels: ${Math.ceil(bytes / MIB)} MiB`);
  assert.ok(bytes <= 70 * MIB, `${bytes}`);
});
