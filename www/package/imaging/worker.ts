// The worker's side: see worker-client.ts for the messages. It needs no file but itself, and runs as a classic
// script or a module alike.

import { instantiate, makeRun, type Run } from './module.ts';
import { decode, type Lying, type Pixels, type SizeOf } from './pixels.ts';
import type { FromWorker, ToWorker } from './worker-client.ts';

// As a worker's, whose list of what is handed over old engines know.
const post = (message: FromWorker, transfer: ArrayBuffer[] = []): void => (self as unknown as Worker).postMessage(message, transfer);

let run: Run;
/** Takes the pixels that the page was asked for. One call runs at a time, so there is one at most. */
let take: (pixels: Pixels | undefined) => void;

/** By this thread, and where it cannot, by the page's. */
async function decodeSomewhere(bytes: Uint8Array<ArrayBuffer>, size: Lying, sizeOf: SizeOf): Promise<Pixels | undefined> {
  const decoded = await decode(bytes, size, sizeOf);
  if (decoded) return decoded;
  // The page cannot call `sizeOf`; a picture whose size is not known yet is asked for in full.
  const reduced = size.width > 0 ? sizeOf(size.width, size.height) : undefined;
  return new Promise((resolve) => {
    take = resolve;
    post({ wanted: { bytes, size, reduced } });
  });
}

self.onmessage = async ({ data }: MessageEvent<ToWorker>) => {
  if ('setup' in data) {
    try {
      const given = data.setup.module;
      const module = given instanceof WebAssembly.Module ? given : await WebAssembly.compile(given);
      await instantiate(module);
      run = makeRun({ ...data.setup, module }, decodeSomewhere);
      post({ ready: true });
    } catch {
      post({ ready: false });
    }
  } else if ('pixels' in data) {
    take(data.pixels);
  } else {
    const answer = await run(data.task);
    post({ id: data.id, answer }, 'bytes' in answer ? [answer.bytes.buffer as ArrayBuffer] : []);
  }
};
