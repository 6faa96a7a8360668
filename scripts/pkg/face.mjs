// Makes the face model that the picture checks load, `face.bin`, of BlazeFace for short range as MediaPipe ships it.
// Usage: node scripts/pkg/face.mjs FILE
//
// The original has 101 390 numbers of half precision: some 180 KB compressed, too much for a phone. Whole numbers of
// one byte for each weight would move scores by up to .1, for a few layers are far more sensitive than the others.
// Here those have two bytes and finer steps, the others one: see `levels`. imaging/src/face/model.rs describes the
// format, and tests/python/face_reference.py compares it with the original.

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './core.mjs';

const original = join(root, 'node_modules/@mediapipe/face_detection/face_detection_short_range.tflite');
const sha256 = '3bc182eb9f33925d9e58b5c8d59308a760f4adea8f282370e428c51212c26633';

/** How many steps the greatest weight of an output takes; 127 fit into one byte. */
const levels = {
  // The picture, and the first layers: what they lose, all others lose.
  conv2d: 1023, depthwise_conv2d: 1023, conv2d_1: 511, depthwise_conv2d_1: 511, conv2d_2: 511, depthwise_conv2d_2: 255,
  conv2d_3: 511, depthwise_conv2d_3: 511, conv2d_4: 511, depthwise_conv2d_4: 383, conv2d_5: 255, conv2d_6: 383, depthwise_conv2d_6: 383,
  conv2d_9: 255, conv2d_16: 383,
  // What gives the scores.
  classificator_8: 767, classificator_16: 4095,
  // What gives the boxes, and can do with less.
  regressor_8: 63, regressor_16: 90, conv2d_15: 90,
};

const kinds = { stem: 0, block: 1, scores: 2, boxes: 3 };

/** Writes `face.bin`. The same bytes always: nothing but sums, products and roots, which are exact everywhere. */
export function writeFace(file) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, convert(readFileSync(original)));
}

function convert(bytes) {
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== sha256) throw new Error(`${original} is another model than this knows: SHA-256 ${found}`);
  const tensors = readTensors(bytes);
  const numbered = (name, number) => (number === 0 ? name : `${name}_${number}`);
  const side = (name) => tensors.get(name).shape[1];

  // A convolution of the model by its name: `weights` by tap and input, then output.
  const convolution = (name) => {
    const kernel = tensors.get(`${name}/Kernel`);
    const [outputs, rows, columns, inputs] = kernel.shape;
    const values = halves(kernel.data);
    const ordered = Array.from({ length: rows * columns * inputs }, (_, row) =>
      Array.from({ length: outputs }, (_, output) => values[output * rows * columns * inputs + row]));
    return { name, weights: ordered, bias: tensors.get(`${name}/Bias`).data };
  };

  const layer = (kind, stride, outputs, ...parts) => Buffer.concat([Buffer.of(kinds[kind], stride, outputs), ...parts]);
  const whole = (kind, stride, name) => {
    const part = convolution(name);
    return layer(kind, stride, part.weights[0].length, write(part));
  };
  const block = (number) => {
    const name = numbered('depthwise_conv2d', number - 1);
    const filter = tensors.get(`${name}/Kernel`);
    if (tensors.get(`${name}/Bias`).data.some((byte) => byte !== 0)) throw new Error(`${name} has a bias`);
    const channels = filter.shape[3];
    const values = halves(filter.data);
    const taps = Array.from({ length: 9 }, (_, tap) => values.slice(tap * channels, (tap + 1) * channels));
    const dense = convolution(`conv2d_${number}`);
    // Both halves follow each other without anything between: what one is divided by, the other is multiplied by.
    // So the filters of all channels are of one size, and share their steps.
    const size = Array.from({ length: channels }, (_, channel) => Math.sqrt(taps.reduce((sum, tap) => sum + tap[channel] ** 2, 0) / 9));
    const even = taps.map((tap) => tap.map((value, channel) => value / size[channel]));
    const scaled = dense.weights.map((outputs, channel) => outputs.map((value) => value * size[channel]));
    const before = number === 1 ? 'conv2d' : numbered('depthwise_conv2d', number - 2);
    return layer('block', side(before) / side(name), dense.bias.length / 2, write({ name, weights: even, evenly: true }), write({ ...dense, weights: scaled }));
  };

  const blocks = (from, to) => Array.from({ length: to - from + 1 }, (_, index) => block(from + index));
  const layers = [
    whole('stem', 2, 'conv2d'),
    ...blocks(1, 11), whole('scores', 1, 'classificator_8'), whole('boxes', 1, 'regressor_8'),
    ...blocks(12, 16), whole('scores', 1, 'classificator_16'), whole('boxes', 1, 'regressor_16'),
  ];
  return Buffer.concat([Buffer.from('KFB1'), Buffer.of(layers.length), ...layers]);
}

/** One part of a layer: its weights as whole numbers of steps; `evenly` where all outputs have the same step. */
function write({ name, weights, bias = Buffer.alloc(0), evenly = false }) {
  const most = levels[name] ?? 127;
  const greatest = weights[0].map((_, output) => Math.max(...weights.map((row) => Math.abs(row[output]))));
  const steps = greatest.map((value) => leastStep((evenly ? Math.max(...greatest) : value) / most));
  const values = weights.flatMap((row) => row.map((value, output) => Math.round(value / step(steps[output]))));
  const width = most > 127 ? 2 : 1;
  const planes = Array.from({ length: width }, (_, plane) => Buffer.from(values.map((value) => (value >> (8 * plane)) & 255)));
  return Buffer.concat([Buffer.of(width), Buffer.from(steps.map((quarters) => quarters & 255)), bias, ...planes]);
}

const step = (quarters) => 2 ** Math.floor(quarters / 4) * [1, Math.sqrt(Math.SQRT2), Math.SQRT2, Math.SQRT2 * Math.sqrt(Math.SQRT2)][quarters & 3];

/** The least step, in quarters of an octave, that is no less than this. */
function leastStep(size) {
  let quarters = -128;
  while (step(quarters) < size) quarters += 1;
  return quarters;
}

/** Numbers of half precision. None of the model's is infinite. */
function halves(data) {
  return Array.from({ length: data.length / 2 }, (_, index) => {
    const bits = data.readUInt16LE(2 * index);
    const exponent = (bits >> 10) & 31;
    const size = exponent === 0 ? (bits & 1023) * 2 ** -24 : (1 + (bits & 1023) / 1024) * 2 ** (exponent - 15);
    return bits >> 15 ? -size : size;
  });
}

/**
 * The tensors of a TensorFlow Lite file by name, as `{ shape, data }`. It is a FlatBuffer; of its schema, by the
 * numbers of the fields: Model 2 subgraphs, 4 buffers; SubGraph 0 tensors; Tensor 0 shape, 2 buffer, 3 name;
 * Buffer 0 data. https://github.com/tensorflow/tensorflow/blob/v2.9.1/tensorflow/lite/schema/schema.fbs
 */
function readTensors(bytes) {
  const follow = (at) => at + bytes.readUInt32LE(at);
  // A table begins with how far before it the places of its fields are; 0 is an absent one.
  const field = (table, number) => {
    const places = table - bytes.readInt32LE(table);
    const place = 4 + 2 * number < bytes.readUInt16LE(places) ? bytes.readUInt16LE(places + 4 + 2 * number) : 0;
    return place === 0 ? undefined : table + place;
  };
  const list = (at, item) => {
    const start = follow(at);
    return Array.from({ length: bytes.readUInt32LE(start) }, (_, index) => item(start + 4 + 4 * index));
  };
  const block = (at) => {
    const start = follow(at);
    return bytes.subarray(start + 4, start + 4 + bytes.readUInt32LE(start));
  };
  const model = follow(0);
  const buffers = list(field(model, 4), follow);
  const [graph] = list(field(model, 2), follow);
  return new Map(list(field(graph, 0), follow).map((tensor) => {
    const data = field(buffers[bytes.readUInt32LE(field(tensor, 2))], 0);
    const shape = list(field(tensor, 0), (at) => bytes.readInt32LE(at));
    return [block(field(tensor, 3)).toString(), { shape, data: data && block(data) }];
  }));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (process.argv.length !== 3) throw new Error('usage: node scripts/pkg/face.mjs FILE');
  writeFace(process.argv[2]);
}
