import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { stateDuty, type Options } from 'kualik/check';
import { checkWords, type CheckWords } from '../locales/check.ts';
import { unloaded } from '../fields/unloaded.ts';
import { formatTenge } from '../locales/dates.ts';
import type { Language } from '../locales/language.ts';

export type SigningMeans = keyof CheckWords['proceed']['needed']['signing'];

export interface ProceedHost extends ReactiveControllerHost {
  /** How the application will be signed; `undefined` where that is not known, or it is not signed. */
  readonly signingMeans: SigningMeans | undefined;
  /** Loads the steps after the check; resolves to a function that opens the first of them. */
  loadApplicationSteps(): Promise<() => void>;
}

type State = 'waiting' | 'loading' | 'failed';

/** The end of the check for an eligible applicant: the cost, and the way to the next step. */
export class Proceed {
  #state: State = 'waiting';

  constructor(private readonly host: ProceedHost) {}

  render(language: Language, options: Options): TemplateResult {
    const { proceed, loading, failure } = checkWords[language];
    const duty = stateDuty(options);
    const { needed } = proceed;
    const { signingMeans } = this.host;
    const things = [
      ...needed.always,
      ...(duty.outcome === 'exempt' ? [] : [needed.payment]),
      ...(signingMeans ? [needed.signing[signingMeans]] : []),
    ];
    const failed = this.#state === 'failed';
    const isLoading = this.#state === 'loading';
    return html`
      <section class="go-on" part="go-on">
        <p class="fact"><strong>${
          duty.outcome === 'due'
            ? proceed.duty(formatTenge(duty.amount, language))
            : duty.outcome === 'exempt'
              ? proceed.noDuty
              : proceed.dutyUnknown
        }</strong></p>
        <p>${needed.lead}</p>
        <ul class="needed">${things.map((thing) => html`<li>${thing}</li>`)}</ul>
        <p class="hint">${needed.stays}</p>
        <div role="alert">${failed ? unloaded(proceed.failure) : nothing}</div>
        <button type="button" class="solid" part="button continue" aria-disabled=${isLoading ? 'true' : nothing}
          @click=${() => void this.load()}>${isLoading ? loading : failed ? failure.retry : proceed.button}</button>
      </section>`;
  }

  /** Loads the next steps; may be called again after a failure. */
  async load(): Promise<void> {
    if (this.#state === 'loading') return;
    this.#become('loading');
    try {
      const open = await this.host.loadApplicationSteps();
      this.#become('waiting');
      open();
    } catch {
      this.#become('failed');
    }
  }

  #become(state: State): void {
    this.#state = state;
    this.host.requestUpdate();
  }
}
