// The worker's side: see worker-client.js for the messages. It needs no file but itself, and runs as a module or a
// classic script alike.

import { instantiate, makeRun } from './module.js';
import { decode } from './pixels.js';

let run;
/** Takes the pixels that the page was asked for. One call runs at a time, so there is one at most. */
let take;

/** By this thread, and where it cannot, by the page's. */
async function decodeSomewhere(bytes, how, sizeOf) {
  const decoded = await decode(bytes, how, sizeOf);
  if (decoded) return decoded;
  // The page cannot call `sizeOf`; a picture whose size is not known yet is asked for in full.
  const size = how.width > 0 ? sizeOf(how.width, how.height) : undefined;
  return new Promise((resolve) => {
    take = resolve;
    self.postMessage({ wanted: { bytes, how, size } });
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
