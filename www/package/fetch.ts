// Fetches the module's bytes.

import { LoadError } from './loading.ts';

export const notFetched = (address: unknown, why: string, cause?: unknown): LoadError =>
  new LoadError(
    'not-fetched',
    `core.wasm not loaded from ${address}: ${why}. Deploy it there, pass init() its address, or use kualik/inline or kualik/iife.`,
    cause,
  );

/** `address` is whatever the caller gave: `fetch` refuses what is none. */
export async function fetchBytes(address: unknown): Promise<ArrayBuffer> {
  let response: Response;
  try {
    response = await fetch(address as RequestInfo);
  } catch (cause) {
    throw notFetched(address, 'no answer', cause);
  }
  // Webviews answer custom schemes with status 0; over http(s) that is no answer.
  const isWeb = typeof location === 'object' && /^https?:$/.test(location.protocol);
  if (!response.ok && (response.status !== 0 || isWeb)) throw notFetched(address, `status ${response.status}`);
  try {
    return await response.arrayBuffer();
  } catch (cause) {
    throw notFetched(address, 'no answer', cause);
  }
}
