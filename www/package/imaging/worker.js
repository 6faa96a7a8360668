// The worker's side: see worker-client.js for the messages. It needs no file but itself, and runs as a module or a
// classic script alike.

import { instantiate, makeRun } from './module.js';
import { decode } from './pixels.js';

let run;
/** Takes the pixels that the page was asked for. One call runs at a time, so there is one at most. */
let take;

/** By this thread, and where it cannot, by the page's. */
async function decodeSomewhere(bytes, size, sizeOf) {
  const decoded = await decode(bytes, size, sizeOf);
  if (decoded) return decoded;
  // The page cannot call `sizeOf`; a picture whose size is not known yet is asked for in full.
  const reduced = size.width > 0 ? sizeOf(size.width, size.height) : undefined;
  return new Promise((resolve) => {
    take = resolve;
    self.postMessage({ wanted: { bytes, size, reduced } });
  });
}

self.onmessage = async ({ data }) => {
  if (data.setup) {
    try {
      await instantiate(data.setup.module);
      run = makeRun(data.setup, decodeSomewhere);
      self.postMessage({ ready: true });
    } catch (_) {
      self.postMessage({ ready: false });
    }
  } else if ('pixels' in data) {
    take(data.pixels);
  } else {
    const answer = await run(data.task);
    self.postMessage({ id: data.id, answer }, answer.bytes ? [answer.bytes.buffer] : []);
  }
};
