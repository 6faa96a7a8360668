// Loads the module once, and tells the ways in which that can fail apart.

import digest from 'kualik-build:digest';
import proof from 'kualik-build:proof';
import { functionsOf, type Functions, type ModuleExports } from './codec.ts';
import { isStarted, start } from './instance.ts';
import { LoadError, type InitOptions, type Source } from './loading.ts';

type Bytes = ArrayBuffer | ArrayBufferView<ArrayBuffer>;
/** Turns an address, or nothing, into bytes; refuses what is no address. */
type Read = (address: unknown) => Promise<Bytes>;

/** By its tag and not by `instanceof`: bytes from another frame, or of a test runner's, are bytes too. */
const is = (value: unknown, tag: string): boolean => Object.prototype.toString.call(value) === `[object ${tag}]`;
const isModule = (value: unknown): value is WebAssembly.Module => is(value, 'WebAssembly.Module');
const isBytes = (value: unknown): value is Bytes => is(value, 'ArrayBuffer') || ArrayBuffer.isView(value);

/** The smallest module there is: where even that is refused, it is not our bytes. */
const empty = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

const damaged = (cause: unknown): LoadError =>
  new LoadError('not-wasm', "core.wasm is damaged: deploy this package's, byte for byte.", cause);
const blocked = (cause: unknown): LoadError =>
  new LoadError('blocked-by-csp', "the page's policy lacks script-src 'wasm-unsafe-eval'. Or use kualik/no-wasm.", cause);

export function requireWebAssembly(): void {
  if (typeof WebAssembly !== 'object') throw new LoadError('no-webassembly', 'no WebAssembly: use kualik/no-wasm.');
}

async function requireDigest(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  if (!crypto.subtle) {
    throw new LoadError('not-checked', '`integrity` needs https.');
  }
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-384', bytes));
  if (`sha384-${btoa(String.fromCharCode(...hash))}` !== digest) {
    throw new LoadError('wrong-digest', "core.wasm is not the published one: deploy this package's, byte for byte.");
  }
}

export function requireMagic(bytes: Uint8Array): void {
  if (empty.subarray(0, 4).some((byte, index) => bytes[index] !== byte)) {
    throw new LoadError(
      'not-wasm',
      'core.wasm is not WebAssembly: a page of the server? In Vite, optimizeDeps.exclude. Or use kualik/inline.',
    );
  }
}

/** The clock is all that wasm-bindgen leaves to be imported, under a name that changes with the build. */
function importsOf(module: WebAssembly.Module): WebAssembly.Imports {
  const imports: Record<string, Record<string, WebAssembly.ImportValue>> = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    imports[from] = { [name]: () => Date.now() };
  }
  return imports;
}

const bind = ({ exports }: WebAssembly.Instance): Functions => {
  if (!exports[proof]) throw new Error('not kualik');
  return functionsOf(exports as unknown as ModuleExports);
};
const instantiateAtOnce = (module: WebAssembly.Module): Functions => bind(new WebAssembly.Instance(module, importsOf(module)));
const instantiate = async (module: WebAssembly.Module): Promise<Functions> =>
  bind(await WebAssembly.instantiate(module, importsOf(module)));

const startWith = (module: WebAssembly.Module, first: Functions): void =>
  start(first, () => {
    try {
      return instantiateAtOnce(module);
    } catch {
      // Old engines refuse that on a page's main thread.
      return instantiate(module);
    }
  });

/** Starts at once from the bytes of the module. */
export function startSync(bytes: Uint8Array<ArrayBuffer>): void {
  requireWebAssembly();
  try {
    const module = new WebAssembly.Module(bytes);
    startWith(module, instantiateAtOnce(module));
  } catch (cause) {
    try {
      new WebAssembly.Instance(new WebAssembly.Module(empty));
    } catch {
      throw blocked(cause);
    }
    throw new LoadError('sync-refused', 'refused at once: await init().', cause);
  }
}

/** Whether even the smallest module is refused; WebKit's policy only shows at instantiation, Chromium's already at compilation. */
const isForbidden = (): Promise<boolean> =>
  WebAssembly.instantiate(empty).then(
    () => false,
    () => true,
  );

/** Why the engine refused. */
export async function explained(cause: unknown): Promise<unknown> {
  if (await isForbidden()) return blocked(cause);
  try {
    if (cause instanceof RangeError) throw cause;
    // Not every engine says so by that; the module begins with fewer pages.
    new WebAssembly.Memory({ initial: 32 });
  } catch {
    return new LoadError('out-of-memory', 'no memory for it.', cause);
  }
  return damaged(cause);
}

/** Where there is no WebAssembly, where the page's policy forbids it or its memory is refused, the same functions from elsewhere. */
async function load(options: InitOptions, read: Read): Promise<void> {
  try {
    await loadModule(options, read);
  } catch (error) {
    const { withoutWebAssembly } = options;
    if (!withoutWebAssembly || !['no-webassembly', 'blocked-by-csp', 'out-of-memory'].includes((error as LoadError).code)) throw error;
    const functions = await withoutWebAssembly();
    await functions.init();
    const call: Functions = (name, ...args) => (functions as unknown as Record<string, (...args: unknown[]) => unknown>)[name]!(...args);
    start(call, () => call);
  }
}

async function loadModule({ source, integrity, withoutWebAssembly }: InitOptions, read: Read): Promise<void> {
  requireWebAssembly();
  // Where there is another way, the module is not waited for in vain.
  if (withoutWebAssembly && (await isForbidden())) throw blocked(undefined);
  let bytes: Uint8Array<ArrayBuffer> | undefined;
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
    const module = bytes ? await WebAssembly.compile(bytes) : (source as WebAssembly.Module);
    startWith(module, await instantiate(module));
  } catch (cause) {
    throw await explained(cause);
  }
}

let loading: Promise<void> | undefined;

/** Makes `init`. A failed load is not remembered. */
export const makeInit =
  (read: Read) =>
  (options?: Source | InitOptions): Promise<void> => {
    if (isStarted()) return Promise.resolve();
    if (!loading) {
      loading = load(is(options, 'Object') ? (options as InitOptions) : { source: options as Source }, read);
      const forget = (): void => {
        loading = undefined;
      };
      loading.then(forget, forget);
    }
    return loading;
  };
