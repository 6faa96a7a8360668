export { LoadError, LoadErrorCode } from './index.js';

/** Loads the module from the bytes inside, once. */
export function init(): Promise<void>;

/** Loads it at once, without a promise. Old engines refuse this on a page's main thread: prefer `init`. */
export function initSync(): void;
