// The module: compiled from bytes, and a fresh instance of it for each picture.
//
// Memory of WebAssembly never shrinks, and an instance that has trapped is not to be trusted. With an instance for
// each picture neither matters: its memory goes with it, and so does the picture.

import glue from 'kualik-build:glue';
import { explained, requireMagic } from '../load.ts';
import { LoadError } from '../loading.ts';
import type { Copy, Limits } from './arguments.ts';
import type { ImageReport, ImagingInvalid, JpegInfo, Prepared, Profile } from './imaging.d.ts';
import type { Lying, Pixels, Size, SizeOf } from './pixels.ts';

/** The questions about a picture. */
export type Question = 'assessPhoto' | 'assessSignature' | 'prepare';
export type Answer = ImageReport | Prepared | ImagingInvalid;
/** A question, its picture, and its second argument. */
export interface Task {
  call: Question;
  bytes: Uint8Array<ArrayBuffer>;
  given: Copy;
}
/** What every instance needs. */
export interface Setup {
  module: WebAssembly.Module;
  face: Uint8Array;
  limits: Limits;
}
export type Run = (task: Task) => Promise<Answer>;
/** The browser's way to pixels, see pixels.ts; undefined where there is none. */
export type Decode = (bytes: Uint8Array<ArrayBuffer>, size: Lying, sizeOf: SizeOf) => Promise<Pixels | undefined>;

type Ask = (bytes: Uint8Array, options: { limits: Limits; given: Copy }) => Answer | ({ outcome: 'undecoded' } & Size);

/** What answers at once. */
interface AtOnce {
  checkArgument(name: Question, given: Copy): ImagingInvalid;
  inspectJpeg(bytes: Uint8Array, options: { limits: Limits }): JpegInfo | ImagingInvalid;
  profile(): Profile;
}
/** What `imaging/src/wasm.rs` exports. */
interface Functions extends AtOnce, Record<Question, Ask> {
  loadFace(face: Uint8Array): boolean;
  sizeOf: SizeOf;
  resume(rgba: Uint8Array, width: number, height: number, fullWidth: number, fullHeight: number): Answer;
  memory: WebAssembly.Memory;
}
/** What wasm-bindgen makes around them. */
export type Bindings = Functions & { __wbg_set_wasm(exports: WebAssembly.Exports): void } & WebAssembly.ModuleImports;

const internal = (): ImagingInvalid => ({ outcome: 'invalid', problems: [{ code: 'internal', path: '' }] });

const advice: Record<string, (file: string) => string> = {
  'no-webassembly': () => 'this engine has no WebAssembly, so pictures cannot be checked in it. Let the applicant go on without.',
  'blocked-by-csp': () => "the page's Content-Security-Policy forbids WebAssembly. Add 'wasm-unsafe-eval' to script-src.",
  'out-of-memory': () => 'there is no memory for the picture checks. Let the applicant go on without, or free some and try again.',
  'not-wasm': (file) =>
    `what was loaded is not ${file} of this package: something else, such as a single-page server's HTML, or a damaged file. Deploy the package's own files, byte for byte.`,
  'not-fetched': (file) =>
    `${file} could not be loaded. Deploy it beside the script, or pass loadImaging() the address of its folder as \`base\`.`,
};

/** The main entry's error, in words that name the file that failed. */
export function inWords(error: unknown, file: string): unknown {
  return error instanceof LoadError ? new LoadError(error.code, advice[error.code]!(file), error.cause || error) : error;
}

const importsOf = (bindings: Bindings): WebAssembly.Imports => ({ './core_bg.js': bindings });
const bind = ({ exports }: WebAssembly.Instance, bindings: Bindings): Functions => {
  bindings.__wbg_set_wasm(exports);
  return { ...bindings, memory: exports['memory'] as WebAssembly.Memory };
};

/** The functions of a fresh instance. */
export async function instantiate(module: WebAssembly.Module): Promise<Functions> {
  const bindings = glue();
  return bind(await WebAssembly.instantiate(module, importsOf(bindings)), bindings);
}

function instantiateAtOnce(module: WebAssembly.Module): Functions {
  const bindings = glue();
  return bind(new WebAssembly.Instance(module, importsOf(bindings)), bindings);
}

/** Compiles the bytes, and tries them: WebKit's policy only shows when an instance is made. */
export async function compile(bytes: Uint8Array<ArrayBuffer>, file: string): Promise<{ module: WebAssembly.Module; first: Functions }> {
  try {
    requireMagic(bytes);
    try {
      const module = await WebAssembly.compile(bytes);
      return { module, first: await instantiate(module) };
    } catch (cause) {
      throw await explained(cause);
    }
  } catch (error) {
    throw inWords(error, file);
  }
}

/** For calls that answer at once: keeps one instance, and replaces it where it has grown or trapped. */
export function keepOne(
  module: WebAssembly.Module,
  first: Functions,
): <Name extends keyof AtOnce>(name: Name, ...args: Parameters<AtOnce[Name]>) => ReturnType<AtOnce[Name]> | ImagingInvalid {
  let functions: Functions | undefined = first;
  const size = first.memory.buffer.byteLength;

  function replace(isTrapped: boolean): void {
    if (isTrapped) functions = undefined;
    try {
      functions = instantiateAtOnce(module);
    } catch {
      // Old engines refuse that on a page's main thread; one that has merely grown serves on meanwhile.
      instantiate(module).then(
        (late) => {
          functions = late;
        },
        () => {},
      );
    }
  }

  return (name, ...args) => {
    try {
      const ask = functions![name] as (...args: unknown[]) => ReturnType<AtOnce[typeof name]>;
      const answer = ask(...args);
      if (functions!.memory.buffer.byteLength > size) replace(false);
      return answer;
    } catch {
      replace(true);
      return internal();
    }
  };
}

/**
 * Makes `run(task)`: a picture in, an answer of the contract out, one at a time.
 */
export function makeRun({ module, face, limits }: Setup, decode: Decode): Run {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const answer = last.then(() => run(task)).catch(internal);
    last = answer;
    return answer;
  };

  async function run({ call, bytes, given }: Task): Promise<Answer> {
    const started = performance.now();
    const functions = await instantiate(module);
    if (call === 'assessPhoto' && !functions.loadFace(face)) return internal();
    let answer = functions[call](bytes, { limits, given });
    if (answer.outcome === 'undecoded') {
      const none = { rgba: new Uint8Array(), width: 0, height: 0, fullWidth: 0, fullHeight: 0 };
      const { width, height } = answer;
      const info = functions.inspectJpeg(bytes, { limits });
      const orientation = info.outcome === 'jpeg' ? info.orientation : 1;
      const pixels = (await decode(bytes, { width, height, orientation }, functions.sizeOf)) || none;
      answer = functions.resume(pixels.rgba, pixels.width, pixels.height, pixels.fullWidth, pixels.fullHeight);
    }
    if (answer.outcome === 'assessed') {
      answer.milliseconds = Math.round((performance.now() - started) * 10) / 10;
    }
    return answer;
  }
}
