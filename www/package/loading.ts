// What `init` takes, and how it fails.

/** A `WebAssembly.Module`; written so that no types of a browser are needed. */
export type CompiledModule = object;

/** Where to load the module from: an address, its bytes, or the compiled module. */
export type Source = URL | string | ArrayBuffer | ArrayBufferView | CompiledModule;

/** How to load the module otherwise than from the file beside the script. */
export interface InitOptions {
  /** Default: `core.wasm` beside the script. */
  source?: Source;
  /**
   * Compare the bytes with the SHA-384 that this package was published with. Needs a secure context, and
   * bytes or an address: a compiled module cannot be compared.
   */
  integrity?: boolean;
  /**
   * What to take where the engine has no WebAssembly (iOS Lockdown Mode), refuses it memory, or the page's policy forbids it:
   * `() => import('kualik/no-wasm')`. It is loaded only then.
   */
  withoutWebAssembly?: () => Promise<{ init(): Promise<void> }>;
}

/** Why the module could not be loaded. */
export type LoadErrorCode =
  /** The engine has no WebAssembly (iOS Lockdown Mode, an old engine): use `kualik/no-wasm`. */
  | 'no-webassembly'
  /** The page's Content-Security-Policy forbids it: add `'wasm-unsafe-eval'`, or use `kualik/no-wasm`. */
  | 'blocked-by-csp'
  /** `core.wasm` did not arrive: no answer, an answer that is no success, or a page on `file:`. */
  | 'not-fetched'
  /** Something else than this package's module arrived, or a damaged one. */
  | 'not-wasm'
  /** `integrity` was asked for, and the bytes are not those that were published. */
  | 'wrong-digest'
  /** `integrity` was asked for, and cannot be checked: no secure context, or a compiled module. */
  | 'not-checked'
  /** Only from `initSync`: an old engine refuses to compile at once on a page; `await init()`. */
  | 'sync-refused'
  /** The engine refused the memory that the module begins with: free some, and try again. */
  | 'out-of-memory';

/** The module could not be loaded; the message says what to do. */
export class LoadError extends Error {
  /** Which way of failing it was. */
  readonly code: LoadErrorCode;
  /** The engine's own error, where there was one. */
  readonly cause?: unknown;

  /** Made by the loader. */
  constructor(code: LoadErrorCode, message: string, cause?: unknown) {
    super(`kualik: ${message}`);
    this.name = 'LoadError';
    this.code = code;
    this.cause = cause;
  }
}
