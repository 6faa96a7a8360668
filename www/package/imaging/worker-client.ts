// The page's side of the worker.

import type { ImagingInvalid, ImagingProblemCode } from './imaging.d.ts';
import type { Answer, Run, Setup, Task } from './module.ts';
import { decode, type Lying, type Pixels } from './pixels.ts';

/** The setup, with the module compiled or in bytes. */
export type SetupOfWorker = Omit<Setup, 'module'> & { module: WebAssembly.Module | Uint8Array<ArrayBuffer> };
/** First the setup, then a task for each call, and pixels where asked. */
export type ToWorker = { setup: SetupOfWorker } | { id: number; task: Task } | { pixels: Pixels | undefined };
/** Once whether it is ready, then the answers, and what is wanted where the worker itself cannot decode. */
export type FromWorker =
  | { ready: boolean }
  | { id: number; answer: Answer }
  | { wanted: { bytes: Uint8Array<ArrayBuffer>; size: Lying; reduced: Iterable<number> | undefined } };

/** What runs the calls, and how to end it. */
export interface Runner {
  run: Run;
  end(code: ImagingProblemCode): void;
}

const invalid = (code: ImagingProblemCode): ImagingInvalid => ({ outcome: 'invalid', problems: [{ code, path: '' }] });

/**
 * Starts a worker: a promise of `{ run, end }`, or of undefined where the engine, the page's policy or its address
 * allows none. `spawn` makes it; `bytes` are the module's; `onFailure` is told when it dies later.
 */
export function startWorker(
  spawn: () => Worker,
  setup: SetupOfWorker,
  bytes: Uint8Array<ArrayBuffer>,
  onFailure: () => void,
): Promise<Runner | undefined> {
  return new Promise((resolve) => {
    let worker: Worker;
    try {
      worker = spawn();
    } catch {
      resolve(undefined);
      return;
    }
    const waiting = new Map<number, (answer: Answer) => void>();
    const post = (message: ToWorker, transfer: ArrayBuffer[] = []): void => worker.postMessage(message, transfer);
    let count = 0;

    /** Why there are no more answers, once there are none. */
    let over: ImagingProblemCode | undefined;

    const end = (code: ImagingProblemCode): void => {
      over = code;
      worker.terminate();
      waiting.forEach((answer) => answer(invalid(code)));
      waiting.clear();
    };
    const fail = (): void => {
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
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if ('wanted' in data) {
        const { bytes, size, reduced } = data.wanted;
        decode(bytes, size, (width, height) => reduced || [width, height]).then((pixels) => post({ pixels }));
      } else if ('ready' in data) {
        if (!data.ready) fail();
        else resolve({ run, end });
      } else {
        waiting.get(data.id)!(data.answer);
        waiting.delete(data.id);
      }
    };

    function run(task: Task): Promise<Answer> {
      if (over) return Promise.resolve(invalid(over));
      return new Promise((answer) => {
        count += 1;
        waiting.set(count, answer);
        // The bytes are a copy already: see arguments.ts.
        post({ id: count, task }, [task.bytes.buffer]);
      });
    }

    try {
      post({ setup });
    } catch {
      // Old engines do not pass on a compiled module.
      post({ setup: { ...setup, module: bytes } });
    }
  });
}
