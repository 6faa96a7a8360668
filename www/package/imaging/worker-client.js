// The page's side of the worker.
//
// page → worker: { setup: { module, face, limits } } once, then { id, task } for each call, and { pixels } where asked.
// worker → page: { ready } once, then { id, answer }, and { wanted } where the worker itself cannot decode.

import { decode } from './pixels.js';

const invalid = (code) => ({ outcome: 'invalid', problems: [{ code, path: '' }] });

/**
 * Starts a worker: a promise of `{ run, end }`, or of undefined where the engine, the page's policy or its address
 * allows none. `spawn` makes it; `onFailure` is told when it dies later.
 */
export function startWorker(spawn, setup, onFailure) {
  return new Promise((resolve) => {
    let worker;
    try {
      worker = spawn();
    } catch (_) {
      resolve(undefined);
      return;
    }
    const waiting = new Map();
    let count = 0;

    /** Why there are no more answers, once there are none. */
    let over;

    const end = (code) => {
      over = code;
      worker.terminate();
      waiting.forEach((answer) => answer(invalid(code)));
      waiting.clear();
    };
    const fail = () => {
      end('internal');
      resolve(undefined);
      onFailure();
    };
    worker.onerror = (event) => {
      // It is dealt with here; the page's own handlers need not hear of it.
      event.preventDefault();
      fail();
    };
    worker.onmessageerror = fail;
    worker.onmessage = ({ data }) => {
      if (data.wanted) {
        const { bytes, size, reduced } = data.wanted;
        decode(bytes, size, (width, height) => reduced || [width, height]).then((pixels) => worker.postMessage({ pixels }));
      } else if ('ready' in data) {
        if (!data.ready) fail();
        else resolve({ run, end });
      } else {
        waiting.get(data.id)(data.answer);
        waiting.delete(data.id);
      }
    };

    function run(task) {
      if (over) return Promise.resolve(invalid(over));
      return new Promise((answer) => {
        count += 1;
        waiting.set(count, answer);
        // The bytes are a copy already: see arguments.js.
        worker.postMessage({ id: count, task }, [task.bytes.buffer]);
      });
    }

    try {
      worker.postMessage({ setup });
    } catch (_) {
      // An engine that cannot pass on a compiled module.
      fail();
    }
  });
}
