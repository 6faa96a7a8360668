import { LoadError, forget, init, type LoadErrorCode } from 'kualik';
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

/** The same core, compiled to plain JavaScript, if it was needed. */
let plain: typeof import('kualik/no-wasm') | undefined;

async function withoutWebAssembly(): Promise<typeof import('kualik/no-wasm')> {
  try {
    plain = await import('kualik/no-wasm');
    return plain;
  } catch (cause) {
    throw new LoadError('not-fetched', 'kualik/no-wasm could not be loaded', cause);
  }
}

/** Loads the core, and again on request after a failure. */
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
      // Only a secure context has what compares digests; elsewhere, whoever changes the module can change the page too.
      await init({ withoutWebAssembly, integrity: crypto.subtle !== undefined });
      this.isReady = true;
    } catch (error) {
      this.failure = error instanceof LoadError ? failures[error.code] : error instanceof RangeError ? 'memory' : 'page';
    }
    this.isLoading = false;
    this.host.requestUpdate();
  }

  /** Gives up the memory that has held an application. Without room for another instance, the old one goes on. */
  forget(): void {
    for (const give of [forget, plain?.forget]) give?.().catch(() => undefined);
  }
}
