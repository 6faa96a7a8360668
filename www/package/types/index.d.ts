/** How to load the module otherwise than from the file beside the script. */
export interface InitOptions {
  /** Where to load it from: an address, the bytes, or a compiled module. */
  source?: URL | string | BufferSource | WebAssembly.Module;
  /** Compare the bytes with the SHA-384 that the package was published with. Not for a compiled module. */
  integrity?: boolean;
}

/**
 * Loads the module, once. Calls at the same time share one load; later calls do nothing; after a
 * failure the next call tries again.
 * @throws {@link LoadError}
 */
export function init(source?: URL | string | BufferSource | WebAssembly.Module | InitOptions): Promise<void>;

/** Why the module could not be loaded. */
export type LoadErrorCode = 'no-webassembly' | 'blocked-by-csp' | 'not-fetched' | 'not-wasm' | 'wrong-digest';

/** The module could not be loaded; the message says what to do. */
export class LoadError extends Error {
  readonly code: LoadErrorCode;
}
