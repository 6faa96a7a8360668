// The module: compiled from bytes, and a fresh instance of it for each picture.
//
// Memory of WebAssembly never shrinks, and an instance that has trapped is not to be trusted. With an instance for
// each picture neither matters: its memory goes with it, and so does the picture.

import glue from 'kualik-build:glue';
import { explained, requireMagic } from '../load.ts';
import { LoadError } from '../loading.ts';

const internal = () => ({ outcome: 'invalid', problems: [{ code: 'internal', path: '' }] });

const advice = {
  'no-webassembly': () => 'this engine has no WebAssembly, so pictures cannot be checked in it. Let the applicant go on without.',
  'blocked-by-csp': () => "the page's Content-Security-Policy forbids WebAssembly. Add 'wasm-unsafe-eval' to script-src.",
  'not-wasm': (file) =>
    `what was loaded is not ${file} of this package: something else, such as a single-page server's HTML, or a damaged file. Deploy the package's own files, byte for byte.`,
  'not-fetched': (file) =>
    `${file} could not be loaded. Deploy it beside the script, or pass loadImaging() the address of its folder as \`base\`.`,
};

/** The main entry's error, in words that name the file that failed. */
export function inWords(error, file) {
  return error instanceof LoadError ? new LoadError(error.code, advice[error.code](file), error.cause || error) : error;
}

const importsOf = (bindings) => ({ './core_bg.js': bindings });
const bind = ({ exports }, bindings) => {
  bindings.__wbg_set_wasm(exports);
  return { ...bindings, memory: exports.memory };
};

/** The functions of a fresh instance. */
export async function instantiate(module) {
  const bindings = glue();
  return bind(await WebAssembly.instantiate(module, importsOf(bindings)), bindings);
}

function instantiateAtOnce(module) {
  const bindings = glue();
  return bind(new WebAssembly.Instance(module, importsOf(bindings)), bindings);
}

/** Compiles the bytes, and tries them: WebKit's policy only shows when an instance is made. */
export async function compile(bytes, file) {
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
export function keepOne(module, first) {
  let functions = first;
  const size = first.memory.buffer.byteLength;

  function replace(isTrapped) {
    if (isTrapped) functions = undefined;
    try {
      functions = instantiateAtOnce(module);
    } catch (_) {
      // Old engines refuse that on a page's main thread; one that has merely grown serves on meanwhile.
      instantiate(module).then(
        (late) => (functions = late),
        () => {},
      );
    }
  }

  return (name, ...args) => {
    try {
      const answer = functions[name](...args);
      if (functions.memory.buffer.byteLength > size) replace(false);
      return answer;
    } catch (_) {
      replace(true);
      return internal();
    }
  };
}

/**
 * Makes `run(task)`: a picture in, an answer of the contract out, one at a time. `decode(bytes, size, sizeOf)` is the
 * browser's way to pixels, see pixels.js; it gives undefined where there is none.
 */
export function makeRun({ module, face, limits }, decode) {
  let last = Promise.resolve();
  return (task) => {
    const answer = last.then(() => run(task)).catch(internal);
    last = answer;
    return answer;
  };

  async function run({ call, bytes, given }) {
    const started = performance.now();
    const functions = await instantiate(module);
    if (call === 'assessPhoto' && !functions.loadFace(face)) return internal();
    let answer = functions[call](bytes, { limits, given });
    if (answer.outcome === 'undecoded') {
      const none = { rgba: new Uint8Array(), width: 0, height: 0, fullWidth: 0, fullHeight: 0 };
      const pixels = (await decode(bytes, answer, functions.sizeOf)) || none;
      answer = functions.resume(pixels.rgba, pixels.width, pixels.height, pixels.fullWidth, pixels.fullHeight);
    }
    if (answer.outcome === 'assessed') {
      answer.milliseconds = Math.round((performance.now() - started) * 10) / 10;
    }
    return answer;
  }
}
