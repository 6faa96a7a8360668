// Loads the module and the face model, and makes the functions of the contract.

import { LoadError, requireWebAssembly } from '../load.js';
import { readBytes, readChanges, readLoadOptions, readPrepareOptions } from './arguments.js';
import { compile, inWords, keepOne, makeRun } from './module.js';
import { decode } from './pixels.js';
import { startWorker } from './worker-client.js';

/** A function with one instruction of simd128: an engine that has none of it refuses the module. */
const simdProbe = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
]);
const hasSimd = () => typeof WebAssembly === 'object' && WebAssembly.validate(simdProbe);

/**
 * Makes `loadImaging`. `read(file, base)` gives a promise of a file's bytes, `spawn(base)` makes the worker; without
 * `spawn` there is none.
 */
export const makeLoad = (read, spawn) => async (options) => {
  const problems = [];
  const { base, worker, simd, limits } = readLoadOptions(options, problems);
  if (problems.length > 0) {
    const list = problems.map(({ code, path }) => `${path} (${code})`).join(', ');
    throw new LoadError('wrong-options', `loadImaging() cannot use these options: ${list}.`);
  }
  const readInWords = async (file) => {
    try {
      requireWebAssembly();
      return new Uint8Array(await read(file, base));
    } catch (error) {
      throw inWords(error instanceof LoadError ? error : new LoadError('not-fetched', '', error), file);
    }
  };
  const file = simd && hasSimd() ? 'imaging-simd.wasm' : 'imaging.wasm';
  const [bytes, face] = await Promise.all([readInWords(file), readInWords('face.bin')]);
  const { module, first } = await compile(bytes, file);
  if (!first.loadFace(face)) throw inWords(new LoadError('not-wasm', ''), 'face.bin');
  return makeFunctions({ module, face, limits }, first, worker && spawn && (() => spawn(base)));
};

function makeFunctions(setup, first, spawn) {
  const { limits } = setup;
  const atOnce = keepOne(setup.module, first);
  const embedded = JSON.stringify(atOnce('profile'));
  const profile = () => JSON.parse(embedded);
  const onThisThread = { run: makeRun(setup, decode), end: () => {} };

  /** A promise of what runs the calls; undefined until the first one, and after `close`. */
  let runner;
  /** No second try where there can be no worker. */
  let canSpawn = Boolean(spawn);
  const start = async () => {
    const mine = canSpawn && (await startWorker(spawn, setup, () => (runner = undefined)));
    if (mine) return mine;
    canSpawn = false;
    return onThisThread;
  };
  const begun = () => {
    if (!runner) runner = start();
    return runner;
  };

  const invalid = (problems) => ({ outcome: 'invalid', problems });
  /** Reads both arguments before anything else, so that all problems come at once. */
  const call = async (name, bytes, given, readGiven) => {
    const problems = [];
    const copy = readBytes(bytes, limits, problems);
    const read = readGiven(given, problems);
    if (problems.length > 0) return invalid(problems);
    const { run } = await begun();
    return run({ call: name, bytes: copy, args: read.args });
  };

  const assess = (name) => async (bytes, changes) => {
    let id;
    const report = await call(name, bytes, changes, (given, problems) => {
      const read = readChanges(given, profile(), problems);
      id = read.id;
      return { args: [new Float64Array(read.limits)] };
    });
    if (report.outcome === 'assessed' && id !== undefined) report.profile = id;
    return report;
  };

  return {
    inspectJpeg(bytes) {
      const problems = [];
      const copy = readBytes(bytes, limits, problems);
      return problems.length > 0 ? invalid(problems) : atOnce('inspectJpeg', copy, limits.fileBytes, limits.pixels);
    },
    assessPhoto: assess('assessPhoto'),
    assessSignature: assess('assessSignature'),
    prepare: (bytes, options) =>
      call('prepare', bytes, options, (given, problems) => {
        const { crop, maxBytes } = readPrepareOptions(given, problems);
        return { args: [new Float32Array(crop), maxBytes] };
      }),
    profile,
    close() {
      const ended = runner;
      runner = undefined;
      if (ended) ended.then(({ end }) => end('closed'));
    },
  };
}
