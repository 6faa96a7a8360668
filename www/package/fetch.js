// Fetches the module's bytes.

import { LoadError } from './load.js';

export const notFetched = (address, why, cause) =>
  new LoadError(
    'not-fetched',
    `core.wasm not loaded from ${address}: ${why}. Deploy it there, pass init() its address, or use kualik/inline or kualik/iife.`,
    cause,
  );

export async function fetchBytes(address) {
  let response;
  try {
    response = await fetch(address);
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
