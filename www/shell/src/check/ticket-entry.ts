import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { unloaded } from '../fields/unloaded.ts';
import { LazyStep } from './lazy-step.ts';
import type { CheckWords } from '../locales/check.ts';

export interface TicketEntryHost extends ReactiveControllerHost {
  /** Loads the search by ticket; resolves to a function that opens it. */
  loadTicketSearch(): Promise<() => void>;
}

/** The way from the first page to the state of an application that was sent before. */
export class TicketEntry {
  readonly #search: LazyStep;

  constructor(host: TicketEntryHost) {
    this.#search = new LazyStep(host, () => host.loadTicketSearch());
  }

  render({ haveTicket, loading, proceed }: CheckWords): TemplateResult {
    const { state, open } = this.#search;
    const isLoading = state === 'loading';
    return html`
      <section class="have-ticket" part="have-ticket">
        <div role="alert">${state === 'failed' ? unloaded(proceed.failure) : nothing}</div>
        <button type="button" class="plain" part="button" id="have-ticket" aria-disabled=${isLoading ? 'true' : nothing}
          @click=${open}>${isLoading ? loading : haveTicket.button}</button>
      </section>`;
  }
}
