// Loads the module and the face model, and makes the functions of the contract.

import { requireWebAssembly } from '../load.ts';
import { LoadError } from '../loading.ts';
import { copyBytes, copyValue, readLoadOptions } from './arguments.js';
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

  /** Both arguments are taken over before anything else, and all that is wrong with them is told at once. */
  const call = (name) => async (bytes, second) => {
    const problems = [];
    const copy = copyBytes(bytes, limits, problems);
    const given = copyValue(second);
    problems.push(...atOnce('checkArgument', name, given).problems);
    if (problems.length > 0) return invalid(problems);
    const { run } = await begun();
    return run({ call: name, bytes: copy, given });
  };

  return {
    inspectJpeg(bytes) {
      const problems = [];
      const copy = copyBytes(bytes, limits, problems);
      return problems.length > 0 ? invalid(problems) : atOnce('inspectJpeg', copy, { limits });
    },
    assessPhoto: call('assessPhoto'),
    assessSignature: call('assessSignature'),
    prepare: call('prepare'),
    profile: () => atOnce('profile'),
    close() {
      const ended = runner;
      runner = undefined;
      if (ended) ended.then(({ end }) => end('closed'));
    },
  };
}
