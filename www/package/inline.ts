// The bytes inside: for bundlers and hosts that would lose a file beside the script. No fetch, no import.meta.

import bytes from 'kualik-build:bytes';
import { isStarted } from './instance.ts';
import { makeInit, startSync } from './load.ts';

export * from './contract.ts';
export { LoadError, type LoadErrorCode } from './loading.ts';

/**
 * Loads the module from the bytes inside, once.
 * @throws {@link LoadError}
 */
export const init: () => Promise<void> = makeInit(async () => bytes);

/**
 * Loads it at once, without a promise. Old engines refuse this on a page (`sync-refused`): prefer `init`.
 * @throws {@link LoadError}
 */
export function initSync(): void {
  if (!isStarted()) startSync(bytes);
}
