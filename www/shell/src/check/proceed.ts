import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { stateDuty, type Options } from 'kualik/check';
import { checkWords, type CheckWords } from '../locales/check.ts';
import { unloaded } from '../fields/unloaded.ts';
import { formatTenge } from '../locales/dates.ts';
import { LazyStep } from './lazy-step.ts';
import type { Language } from '../locales/language.ts';

export type SigningMeans = keyof CheckWords['proceed']['needed']['signing'];

export interface ProceedHost extends ReactiveControllerHost {
  /** How the application will be signed; `undefined` where that is not known, or it is not signed. */
  readonly signingMeans: SigningMeans | undefined;
  /** Loads the steps after the check; resolves to a function that opens the first of them. */
  loadApplicationSteps(): Promise<() => void>;
}

/** The end of the check for an eligible applicant: the cost, and the way to the next step. */
export class Proceed {
  readonly next: LazyStep;

  constructor(private readonly host: ProceedHost) {
    this.next = new LazyStep(host, () => host.loadApplicationSteps());
  }

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
    const { state, open } = this.next;
    const hasFailed = state === 'failed';
    const isLoading = state === 'loading';
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
        <div role="alert">${hasFailed ? unloaded(proceed.failure) : nothing}</div>
        <button type="button" class="solid" part="button continue" aria-disabled=${isLoading ? 'true' : nothing}
          @click=${open}>${isLoading ? loading : hasFailed ? failure.retry : proceed.button}</button>
      </section>`;
  }
}
