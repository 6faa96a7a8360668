// The bytes inside: for bundlers and hosts that would lose a file beside the script. No fetch, no import.meta.

import bytes from 'kualik-build:bytes';
import { isStarted } from '../instance.js';
import { LoadError, makeInit, startSync } from '../load.js';

export * from '../calls.js';
export { LoadError };

export const init = makeInit(async () => bytes);

/** Starts at once, without a promise. */
export function initSync() {
  if (!isStarted()) startSync(bytes);
}
