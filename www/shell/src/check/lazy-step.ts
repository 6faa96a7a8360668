import type { ReactiveControllerHost } from 'lit';

/** A step that loads when it is wanted, and then opens; after a failure it may be tried again. */
export class LazyStep {
  state: 'waiting' | 'loading' | 'failed' = 'waiting';

  /** `load` resolves to a function that opens it. */
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly load: () => Promise<() => void>,
  ) {}

  readonly open = async (): Promise<void> => {
    if (this.state === 'loading') return;
    this.#become('loading');
    try {
      const open = await this.load();
      this.#become('waiting');
      open();
    } catch {
      this.#become('failed');
    }
  };

  #become(state: LazyStep['state']): void {
    this.state = state;
    this.host.requestUpdate();
  }
}
