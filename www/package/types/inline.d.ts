export { LoadError, type LoadErrorCode } from './index.js';

/**
 * Loads the module from the bytes inside, once.
 * @throws {@link LoadError}
 */
export function init(): Promise<void>;

/**
 * Loads it at once, without a promise. Old engines refuse this on a page (`sync-refused`): prefer `init`.
 * @throws {@link LoadError}
 */
export function initSync(): void;
