import { LoadError, forget, init, type LoadErrorCode } from 'kualik/check';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CheckWords } from '../locales/check.ts';

/** What the reader can do: fix the connection, use another browser, free memory, or report it to whoever runs the page. */
type Failure = keyof CheckWords['failure']['remedies'];

const failures: Record<LoadErrorCode, Failure> = {
  'not-fetched': 'connection',
  'no-webassembly': 'browser',
  'blocked-by-csp': 'page',
  'not-wasm': 'page',
  'wrong-digest': 'page',
  'not-checked': 'page',
  'sync-refused': 'browser',
  'out-of-memory': 'memory',
};

/** Gives up the memory of each part of the core that was loaded. */
const forgets = new Set([forget]);

/** Remembers how what arrives gives up its memory. */
async function remembered<Part extends { forget(): Promise<void> }>(arriving: Promise<Part>): Promise<Part> {
  const part = await arriving;
  forgets.add(part.forget);
  return part;
}

/** Only a secure context has what compares digests; elsewhere, whoever changes a module can change the page too. */
const integrity = (): boolean => crypto.subtle !== undefined;

/** What decides, compiled to plain JavaScript. */
async function withoutWebAssembly(): Promise<typeof import('kualik/check/no-wasm')> {
  try {
    return await remembered(import('kualik/check/no-wasm'));
  } catch (cause) {
    throw new LoadError('not-fetched', 'kualik/check/no-wasm could not be loaded', cause);
  }
}

/** Loads everything of the core, which the steps after the check need. */
export async function loadAll(): Promise<void> {
  const { init } = await remembered(import('kualik'));
  await init({ withoutWebAssembly: () => remembered(import('kualik/no-wasm')), integrity: integrity() });
}

/** Loads what decides, and again on request after a failure. */
export class Core implements ReactiveController {
  isReady = false;
  isLoading = false;
  /** Why the last attempt failed; kept until one succeeds. */
  failure: Failure | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {
    if (!this.isReady) void this.load();
  }

  async load(): Promise<void> {
    if (this.isLoading) return;
    this.isLoading = true;
    this.host.requestUpdate();
    try {
      await init({ withoutWebAssembly, integrity: integrity() });
      this.isReady = true;
    } catch (error) {
      this.failure = error instanceof LoadError ? failures[error.code] : error instanceof RangeError ? 'memory' : 'page';
    }
    this.isLoading = false;
    this.host.requestUpdate();
  }

  /** Gives up the memory that has held an application. Without room for another instance, the old one goes on. */
  forget(): void {
    for (const forget of forgets) forget().catch(() => undefined);
  }
}
