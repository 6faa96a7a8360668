// The main entry where there is no file system: fetches core.wasm from beside itself.

import { LoadError, makeInit } from '../load.js';

export * from '../calls.js';
export { LoadError };

const notFetched = (why, cause) =>
  new LoadError(
    'not-fetched',
    `core.wasm could not be fetched (${why}). Deploy it where init() looks, pass init() its address, or use kualik/inline; a page on file: needs kualik/iife.`,
    cause,
  );

export const init = makeInit(async (source) => {
  let response;
  try {
    // The literal form is what bundlers look for.
    response = await fetch(source ?? new URL('./core.wasm', import.meta.url));
  } catch (cause) {
    throw notFetched('no answer', cause);
  }
  // Webviews answer custom schemes with status 0; over http(s) that is no answer.
  const isWeb = /^https?:$/.test(globalThis.location?.protocol ?? 'https:');
  if (!response.ok && (response.status !== 0 || isWeb)) throw notFetched(`status ${response.status}`);
  return response.arrayBuffer();
});
