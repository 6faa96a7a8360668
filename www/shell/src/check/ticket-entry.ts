import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { unloaded } from '../fields/unloaded.ts';
import type { CheckWords } from '../locales/check.ts';

export interface TicketEntryHost extends ReactiveControllerHost {
  /** Loads the search by ticket; resolves to a function that opens it. */
  loadTicketSearch(): Promise<() => void>;
}

/** The way from the first page to the state of an application that was sent before. */
export class TicketEntry {
  #state: 'waiting' | 'loading' | 'failed' = 'waiting';

  constructor(private readonly host: TicketEntryHost) {}

  render({ haveTicket, loading, proceed }: CheckWords): TemplateResult {
    const isLoading = this.#state === 'loading';
    return html`
      <section class="have-ticket" part="have-ticket">
        <div role="alert">${this.#state === 'failed' ? unloaded(proceed.failure) : nothing}</div>
        <button type="button" class="plain" part="button" id="have-ticket" aria-disabled=${isLoading ? 'true' : nothing}
          @click=${() => void this.#open()}>${isLoading ? loading : haveTicket.button}</button>
      </section>`;
  }

  async #open(): Promise<void> {
    if (this.#state === 'loading') return;
    this.#become('loading');
    try {
      const open = await this.host.loadTicketSearch();
      this.#become('waiting');
      open();
    } catch {
      this.#become('failed');
    }
  }

  #become(state: 'waiting' | 'loading' | 'failed'): void {
    this.#state = state;
    this.host.requestUpdate();
  }
}
