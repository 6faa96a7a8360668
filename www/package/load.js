// Loads the module once, and tells the ways in which that can fail apart.

import glue from 'kualik-build:glue';
import digest from 'kualik-build:digest';
import { isStarted, start } from './instance.js';

/** Why the module could not be loaded; `code` is stable, the message says what to do. */
export class LoadError extends Error {
  constructor(code, message, cause) {
    super(`kualik: ${message}`, { cause });
    this.name = 'LoadError';
    this.code = code;
  }
}

/** The functions of a new instance; the glue is evaluated anew for each, since it keeps state too. */
const instanceOf = (instance, bindings) => {
  bindings.__wbg_set_wasm(instance.exports);
  return bindings;
};

const importsOf = (bindings) => ({ './core_bg.js': bindings });

const requireWebAssembly = () => {
  if (typeof WebAssembly !== 'object') {
    throw new LoadError('no-webassembly', 'this engine has no WebAssembly. Use kualik/no-wasm.');
  }
};

const startWith = (module, instance, bindings) =>
  start(() => {
    const fresh = glue();
    return instanceOf(new WebAssembly.Instance(module, importsOf(fresh)), fresh);
  }, instanceOf(instance, bindings));

/** Starts at once from a module or its bytes; not for large modules on an old engine's main thread. */
export function startSync(source) {
  requireWebAssembly();
  const module = source instanceof WebAssembly.Module ? source : new WebAssembly.Module(source);
  const bindings = glue();
  startWith(module, new WebAssembly.Instance(module, importsOf(bindings)), bindings);
}

async function compile(bytes) {
  const head = new Uint8Array(ArrayBuffer.isView(bytes) ? bytes.buffer : bytes, bytes.byteOffset ?? 0, Math.min(4, bytes.byteLength));
  if (String.fromCharCode(...head) !== '\0asm') {
    throw new LoadError('not-wasm', 'what was loaded is not WebAssembly. Does the server answer with a page instead of core.wasm?');
  }
  try {
    return await WebAssembly.compile(bytes);
  } catch (cause) {
    // The smallest module there is: where even that is refused, it is not our bytes.
    const empty = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
    const allowed = await WebAssembly.compile(empty).then(() => true, () => false);
    throw allowed
      ? new LoadError('not-wasm', 'core.wasm is damaged or of another version. Deploy it again, byte for byte.', cause)
      : new LoadError('blocked-by-csp', "the page's Content-Security-Policy forbids WebAssembly. Add 'wasm-unsafe-eval' to script-src, or use kualik/no-wasm.", cause);
  }
}

async function requireDigest(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-384', bytes));
  if (`sha384-${btoa(String.fromCharCode(...hash))}` !== digest) {
    throw new LoadError('wrong-digest', 'core.wasm is not the file that this package was published with.');
  }
}

async function load(source, integrity, read) {
  requireWebAssembly();
  let module = source;
  if (!(module instanceof WebAssembly.Module)) {
    const isBytes = source instanceof ArrayBuffer || ArrayBuffer.isView(source);
    const bytes = isBytes ? source : await read(source);
    if (integrity) await requireDigest(bytes);
    // Compiled from bytes, never from the response: streaming gains nothing at this size and fails
    // on a wrong MIME type, in some webviews on a right one, and on custom schemes.
    module = await compile(bytes);
  }
  const bindings = glue();
  startWith(module, await WebAssembly.instantiate(module, importsOf(bindings)), bindings);
}

let loading;

/** Makes `init`: `read` turns an address, or nothing, into bytes. A failed load is not remembered. */
export const makeInit = (read) => (options) => {
  if (isStarted()) return Promise.resolve();
  const { source, integrity } =
    options?.source !== undefined || options?.integrity !== undefined ? options : { source: options };
  loading ??= load(source, integrity, read).finally(() => {
    loading = undefined;
  });
  return loading;
};
