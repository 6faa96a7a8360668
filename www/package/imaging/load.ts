// Loads the module and the face model, and makes the functions of the contract.

import { requireWebAssembly } from '../load.ts';
import { LoadError, type LoadErrorCode } from '../loading.ts';
import { copyBytes, copyValue, readLoadOptions, type Copy } from './arguments.ts';
import type * as contract from './imaging.d.ts';
import { compile, inWords, keepOne, makeRun, type Answer, type Question, type Setup } from './module.ts';
import { decode } from './pixels.ts';
import { startWorker, type Runner } from './worker-client.ts';

export type LoadImaging = typeof contract.loadImaging;
export type File = 'imaging.wasm' | 'imaging-simd.wasm' | 'face.bin';
/** A promise of a file's bytes. */
export type Read = (file: File, base: string | undefined) => Promise<ArrayBuffer | Uint8Array>;

/** A function with one instruction of simd128: an engine that has none of it refuses the module. */
const simdProbe = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
]);
const hasSimd = (): boolean => typeof WebAssembly === 'object' && WebAssembly.validate(simdProbe);

/** Makes `loadImaging`. `spawn(base)` makes the worker; without it there is none. */
export const makeLoad =
  (read: Read, spawn?: (base: string | undefined) => Worker): LoadImaging =>
  async (options) => {
    const problems: contract.ImagingProblem[] = [];
    const { base, worker, simd, limits } = readLoadOptions(options, problems);
    if (problems.length > 0) {
      const list = problems.map(({ code, path }) => `${path} (${code})`).join(', ');
      // A code of this entry's own.
      throw new LoadError('wrong-options' as LoadErrorCode, `loadImaging() cannot use these options: ${list}.`);
    }
    const readInWords = async (file: File): Promise<Uint8Array<ArrayBuffer>> => {
      try {
        requireWebAssembly();
        return new Uint8Array(await read(file, base));
      } catch (error) {
        throw inWords(error instanceof LoadError ? error : new LoadError('not-fetched', '', error), file);
      }
    };
    const file = simd && hasSimd() ? 'imaging-simd.wasm' : 'imaging.wasm';
    const [bytes, face] = await Promise.all([readInWords(file), readInWords('face.bin')]);
    const spawnHere = spawn && ((): Worker => spawn(base));
    if (worker === 'alone') return (await inWorkerAlone({ face, limits }, bytes, spawnHere)) as contract.Imaging;
    const { module, first } = await compile(bytes, file);
    if (!first.loadFace(face)) throw inWords(new LoadError('not-wasm', ''), 'face.bin');
    return makeFunctions({ module, face, limits }, first, bytes, worker ? spawnHere : undefined);
  };

const invalid = (problems: contract.ImagingProblem[]): contract.ImagingInvalid => ({ outcome: 'invalid', problems });

function makeFunctions(
  setup: Setup,
  first: Parameters<typeof keepOne>[1],
  bytes: Uint8Array<ArrayBuffer>,
  spawn: (() => Worker) | undefined,
): contract.Imaging {
  const { limits } = setup;
  const atOnce = keepOne(setup.module, first);
  const onThisThread: Runner = { run: makeRun(setup, decode), end: () => {} };
  /** No second try where there can be no worker. */
  let canSpawn = Boolean(spawn);
  const { calls } = makeCalls(
    limits,
    (name, given) => atOnce('checkArgument', name, given).problems,
    async (forget) => {
      const mine = canSpawn && (await startWorker(spawn!, setup, bytes, forget));
      if (mine) return mine;
      canSpawn = false;
      return onThisThread;
    },
  );
  return {
    ...calls,
    inspectJpeg(bytes) {
      const problems: contract.ImagingProblem[] = [];
      const copy = copyBytes(bytes, limits, problems);
      return !copy ? invalid(problems) : atOnce('inspectJpeg', copy, { limits });
    },
    profile: () => atOnce('profile') as contract.Profile,
  };
}

/** What needs no module on this thread: a worker is under the policy that its own file came with. */
async function inWorkerAlone(
  setup: Omit<Setup, 'module'>,
  bytes: Uint8Array<ArrayBuffer>,
  spawn: (() => Worker) | undefined,
): Promise<contract.ImagingInWorker> {
  const { calls, start } = makeCalls(
    setup.limits,
    // Read by the module, before the picture is.
    () => [],
    async (forget) => {
      const mine = spawn && (await startWorker(spawn, { ...setup, module: bytes }, bytes, forget));
      if (!mine) throw inWords(new LoadError('blocked-by-csp', ''), '');
      return mine;
    },
  );
  await start();
  return calls;
}

/** The calls that a runner answers. `begin` gives one, and may be told to `forget` it. */
function makeCalls(
  limits: Setup['limits'],
  check: (name: Question, given: Copy) => contract.ImagingProblem[],
  begin: (forget: () => void) => Promise<Runner>,
): { calls: contract.ImagingInWorker; start: () => Promise<Runner> } {
  /** A promise of what runs the calls; undefined until the first one, and after `close`. */
  let runner: Promise<Runner> | undefined;
  const forget = (): void => {
    runner = undefined;
  };
  const start = (): Promise<Runner> => {
    if (!runner) runner = begin(forget);
    return runner;
  };

  /** Both arguments are taken over before anything else, and all that is wrong with them is told at once. */
  const call =
    (name: Question) =>
    async (bytes: Uint8Array, second?: unknown): Promise<Answer> => {
      const problems: contract.ImagingProblem[] = [];
      const copy = copyBytes(bytes, limits, problems);
      const given = copyValue(second);
      problems.push(...check(name, given));
      if (problems.length > 0 || !copy) return invalid(problems);
      return start().then(
        ({ run }) => run({ call: name, bytes: copy, given }),
        () => invalid([{ code: 'internal', path: '' }]),
      );
    };

  return {
    start,
    calls: {
      assessPhoto: call('assessPhoto') as contract.Imaging['assessPhoto'],
      assessSignature: call('assessSignature') as contract.Imaging['assessSignature'],
      prepare: call('prepare') as contract.Imaging['prepare'],
      close() {
        const ended = runner;
        runner = undefined;
        if (ended)
          ended.then(
            ({ end }) => end('closed'),
            () => {},
          );
      },
    },
  };
}
