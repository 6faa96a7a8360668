// Loads the module once, and tells the ways in which that can fail apart.

import digest from 'kualik-build:digest';
import { isStarted, start } from './instance.js';
import { functionsOf } from './wire.js';

/** Why the module could not be loaded; `code` is stable, the message says what to do. */
export class LoadError extends Error {
  constructor(code, message, cause) {
    super(`kualik: ${message}`);
    this.name = 'LoadError';
    this.code = code;
    this.cause = cause;
  }
}

/** By its tag and not by `instanceof`: bytes from another frame, or of a test runner's, are bytes too. */
const is = (value, tag) => Object.prototype.toString.call(value) === `[object ${tag}]`;
const isModule = (value) => is(value, 'WebAssembly.Module');
const isBytes = (value) => is(value, 'ArrayBuffer') || ArrayBuffer.isView(value);

/** The smallest module there is: where even that is refused, it is not our bytes. */
const empty = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

const damaged = (cause) => new LoadError('not-wasm', "core.wasm is damaged: deploy this package's, byte for byte.", cause);
const blocked = (cause) =>
  new LoadError('blocked-by-csp', "the page's policy lacks script-src 'wasm-unsafe-eval'. Or use kualik/no-wasm.", cause);

export function requireWebAssembly() {
  if (typeof WebAssembly !== 'object') {
    throw new LoadError('no-webassembly', 'no WebAssembly: use kualik/no-wasm.');
  }
}

async function requireDigest(bytes) {
  if (!crypto.subtle) {
    throw new LoadError('not-checked', '`integrity` needs https.');
  }
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-384', bytes));
  if (`sha384-${btoa(String.fromCharCode(...hash))}` !== digest) {
    throw new LoadError('wrong-digest', "core.wasm is not the published one: deploy this package's, byte for byte.");
  }
}

export function requireMagic(bytes) {
  if (empty.subarray(0, 4).some((byte, index) => bytes[index] !== byte)) {
    throw new LoadError(
      'not-wasm',
      'core.wasm is not WebAssembly: a page of the server? In Vite, optimizeDeps.exclude. Or use kualik/inline.',
    );
  }
}

/**
 * What wasm-bindgen leaves to be imported, under names that change with the build: the device's clock, and a throw in
 * code that nothing reaches, which traps next. So the clock serves for both.
 */
function importsOf(module) {
  const now = () => Date.now();
  const imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    imports[from] = imports[from] || {};
    imports[from][name] = now;
  }
  return imports;
}

const bind = ({ exports }) => {
  if (!exports.checkEligibility) throw new Error('not kualik');
  return functionsOf(exports);
};
const instantiateAtOnce = (module) => bind(new WebAssembly.Instance(module, importsOf(module)));
const instantiate = async (module) => bind(await WebAssembly.instantiate(module, importsOf(module)));

const startWith = (module, first) =>
  start(first, () => {
    try {
      return instantiateAtOnce(module);
    } catch (_) {
      // Old engines refuse that on a page's main thread.
      return instantiate(module);
    }
  });

/** Starts at once from the bytes of the module. */
export function startSync(bytes) {
  requireWebAssembly();
  try {
    const module = new WebAssembly.Module(bytes);
    startWith(module, instantiateAtOnce(module));
  } catch (cause) {
    try {
      new WebAssembly.Instance(new WebAssembly.Module(empty));
    } catch (_) {
      throw blocked(cause);
    }
    throw new LoadError('sync-refused', 'refused at once: await init().', cause);
  }
}

/** Why the engine refused; WebKit's policy only shows at instantiation, Chromium's already at compilation. */
export async function explained(cause) {
  // No memory is no fault of the file's.
  if (cause instanceof RangeError) return cause;
  try {
    await WebAssembly.instantiate(empty);
  } catch (_) {
    return blocked(cause);
  }
  return damaged(cause);
}

/** Where there is no WebAssembly, or where the page's policy forbids it, the same functions from elsewhere. */
async function load(options, read) {
  try {
    await loadModule(options, read);
  } catch (error) {
    const { withoutWebAssembly } = options;
    if (!withoutWebAssembly || (error.code !== 'no-webassembly' && error.code !== 'blocked-by-csp')) throw error;
    const functions = await withoutWebAssembly();
    await functions.init();
    const call = (name, ...args) => functions[name](...args);
    start(call, () => call);
  }
}

async function loadModule({ source, integrity }, read) {
  requireWebAssembly();
  let bytes;
  if (isModule(source)) {
    if (integrity) throw new LoadError('not-checked', '`integrity` needs bytes or an address.');
  } else {
    const given = isBytes(source) ? source : await read(source);
    // Not every engine compiles from a DataView.
    bytes = ArrayBuffer.isView(given) ? new Uint8Array(given.buffer, given.byteOffset, given.byteLength) : new Uint8Array(given);
    if (integrity) await requireDigest(bytes);
    requireMagic(bytes);
  }
  try {
    // Compiled from bytes, never from the response: streaming gains nothing at this size and fails
    // on a wrong MIME type, in some webviews on a right one, and on custom schemes.
    const module = bytes ? await WebAssembly.compile(bytes) : source;
    startWith(module, await instantiate(module));
  } catch (cause) {
    throw await explained(cause);
  }
}

let loading;

/** Makes `init`: `read` turns an address, or nothing, into bytes. A failed load is not remembered. */
export const makeInit = (read) => (options) => {
  if (isStarted()) return Promise.resolve();
  if (!loading) {
    loading = load(is(options, 'Object') ? options : { source: options }, read);
    const forget = () => (loading = undefined);
    loading.then(forget, forget);
  }
  return loading;
};
