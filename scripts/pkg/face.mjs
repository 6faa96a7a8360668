// Makes the face model that the picture checks load, `face.bin`, of BlazeFace for short range as MediaPipe ships it.
// Usage: node scripts/pkg/face.mjs FILE
//
// The original has 101 390 numbers of half precision: some 180 KB compressed, too much for a phone. With one byte for
// each weight, rounded to its nearest, surest scores moved by up to .1 here, for a few layers are far more sensitive
// than the others. So those have two bytes and finer steps (`levels`), and all are rounded with the network in view
// (face/rounding.mjs): on 212 pictures of 128 × 128, cut-outs and turns of photographs, the surest scores moved by up
// to .018, other scores above one half by up to .03, and their boxes' numbers by up to 2.5 pixels; 99.8 KB compressed.
// imaging/src/face/model.rs describes the format, and imaging/tests/face.rs compares it with the original.

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './core.mjs';
import { learnMoments, rounded } from './face/rounding.mjs';
import { halves, readTensors } from './face/tensors.mjs';

const original = join(root, 'node_modules/@mediapipe/face_detection/face_detection_short_range.tflite');
const sha256 = '3bc182eb9f33925d9e58b5c8d59308a760f4adea8f282370e428c51212c26633';

/**
 * How many steps the greatest weight of an output takes; 127 fit into one byte, and fewer compress better. By how much
 * noise in each layer alone moved scores and boxes, against what a finer step costs.
 */
const levels = {
  // What the first layers lose, all others lose.
  conv2d: 1023,
  depthwise_conv2d: 1023,
  conv2d_1: 511,
  depthwise_conv2d_1: 511,
  conv2d_2: 511,
  depthwise_conv2d_2: 255,
  conv2d_3: 511,
  depthwise_conv2d_3: 511,
  conv2d_4: 511,
  depthwise_conv2d_4: 383,
  conv2d_5: 255,
  conv2d_6: 383,
  depthwise_conv2d_6: 383,
  conv2d_14: 90,
  conv2d_15: 90,
  conv2d_16: 383,
  classificator_8: 767,
  classificator_16: 4095,
  regressor_8: 63,
  regressor_16: 90,
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

  // A part of a layer: `weights` by row, which is tap and input, then output.
  const dense = (name) => {
    const kernel = tensors.get(`${name}/Kernel`);
    const [outputs, height, width, inputs] = kernel.shape;
    const rows = height * width * inputs;
    const values = halves(kernel.data);
    const weights = Float64Array.from(values, (_, at) => values[(at % outputs) * rows + Math.floor(at / outputs)]);
    const { data } = tensors.get(`${name}/Bias`);
    return { name, rows, outputs, weights, bias: halves(data), biasBytes: data };
  };
  // One whose outputs have an input each, and no bias; `channels` says so.
  const depthwise = (name) => {
    const kernel = tensors.get(`${name}/Kernel`);
    if (tensors.get(`${name}/Bias`).data.some((byte) => byte !== 0)) throw new Error(`${name} has a bias`);
    const channels = kernel.shape[3];
    return { name, rows: 9, outputs: channels, channels, weights: Float64Array.from(halves(kernel.data)), biasBytes: Buffer.alloc(0) };
  };
  const block = (number) => {
    const before = number === 1 ? 'conv2d' : numbered('depthwise_conv2d', number - 2);
    const [filter, mix] = [depthwise(numbered('depthwise_conv2d', number - 1)), dense(`conv2d_${number}`)];
    // Nothing comes between them: what the one is divided by, the other is multiplied by. So the filters of all
    // channels are of one size, and share their steps.
    for (let channel = 0; channel < filter.channels; channel += 1) {
      const taps = Array.from({ length: 9 }, (_, tap) => filter.weights[tap * filter.channels + channel]);
      const size = Math.sqrt(taps.reduce((total, value) => total + value * value, 0) / 9);
      taps.forEach((value, tap) => {
        filter.weights[tap * filter.channels + channel] = value / size;
      });
      const row = mix.weights.subarray(channel * mix.outputs, (channel + 1) * mix.outputs);
      row.forEach((value, output) => {
        row[output] = value * size;
      });
    }
    return { kind: 'block', stride: side(before) / side(filter.name), depthwise: filter, dense: mix };
  };
  const blocks = (from, to) => Array.from({ length: to - from + 1 }, (_, index) => block(from + index));
  const single = (kind, name, stride = 1) => ({ kind, stride, dense: dense(name) });
  const layers = [
    single('stem', 'conv2d', 2),
    ...blocks(1, 11),
    single('scores', 'classificator_8'),
    single('boxes', 'regressor_8'),
    ...blocks(12, 16),
    single('scores', 'classificator_16'),
    single('boxes', 'regressor_16'),
  ];
  learnMoments(layers);
  return Buffer.concat([Buffer.from('KFB1'), Buffer.of(layers.length), ...layers.map(writeLayer)]);
}

const writeLayer = (layer) =>
  Buffer.concat([
    Buffer.of(kinds[layer.kind], layer.stride, layer.dense.outputs),
    ...(layer.depthwise ? [writePart(layer.depthwise)] : []),
    writePart(layer.dense),
  ]);

function writePart(part) {
  const { name, outputs, weights, channels, biasBytes } = part;
  const most = levels[name] ?? 127;
  const greatest = Array(outputs).fill(0);
  weights.forEach((value, at) => {
    greatest[at % outputs] = Math.max(greatest[at % outputs], Math.abs(value));
  });
  if (channels) greatest.fill(Math.max(...greatest));
  const quarters = greatest.map((value) => leastStep(value / most));
  const values = rounded(part, quarters.map(step), most);
  const width = most > 127 ? 2 : 1;
  const planes = Array.from({ length: width }, (_, plane) => Buffer.from(values.map((value) => (value >> (8 * plane)) & 255)));
  return Buffer.concat([Buffer.of(width), Buffer.from(quarters.map((count) => count & 255)), biasBytes, ...planes]);
}

const step = (quarters) =>
  2 ** Math.floor(quarters / 4) * [1, Math.sqrt(Math.SQRT2), Math.SQRT2, Math.SQRT2 * Math.sqrt(Math.SQRT2)][quarters & 3];

/** The least step, in quarters of an octave, that is no less than this. */
function leastStep(size) {
  let quarters = -128;
  while (step(quarters) < size) quarters += 1;
  return quarters;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (process.argv.length !== 3) throw new Error('usage: node scripts/pkg/face.mjs FILE');
  writeFace(process.argv[2]);
}
