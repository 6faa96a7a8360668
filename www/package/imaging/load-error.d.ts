/** Why `loadImaging` failed. */
export type LoadErrorCode =
  /** The engine has no WebAssembly. */
  | 'no-webassembly'
  /** The page's Content-Security-Policy forbids it: add `'wasm-unsafe-eval'`. */
  | 'blocked-by-csp'
  /** A file did not arrive: no answer, an answer that is no success, or a page on `file:`. */
  | 'not-fetched'
  /** Something else than this package's file arrived, or a damaged one. */
  | 'not-wasm'
  /** The options are not of the contract; the message names them. */
  | 'wrong-options';

/** The picture checks could not be loaded; the message says what to do. Not the class of `kualik`: ask for `code`. */
export class LoadError extends Error {
  /** Made by the loader. */
  constructor(code: LoadErrorCode, message: string, cause?: unknown);
  /** Which way of failing it was. */
  readonly code: LoadErrorCode;
  /** The engine's own error, where there was one. */
  readonly cause?: unknown;
}
