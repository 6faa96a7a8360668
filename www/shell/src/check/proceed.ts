import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { stateDuty, type Options } from 'kualik';
import { formatTenge } from '../locales/dates.ts';
import type { Language } from '../locales/language.ts';
import { words } from '../locales/check.ts';

/** The later steps, as they come with their own chunk. */
export type LaterSteps = typeof import('../journey/journey.ts');

export interface GoOnHost extends ReactiveControllerHost {
  /** Opens the first of the later steps. */
  goOn(later: LaterSteps): void;
}

/** The end of the check for whom it is answered with yes: what it costs, and the way on. */
export class GoOn {
  #state: 'waiting' | 'loading' | 'failed' = 'waiting';

  constructor(private readonly host: GoOnHost) {}

  render(language: Language, options: Options): TemplateResult {
    const { goOn, loading, failure } = words[language];
    const duty = stateDuty(options);
    const failed = this.#state === 'failed';
    const isLoading = this.#state === 'loading';
    return html`
      <section class="go-on" part="go-on">
        <p class="fact"><strong>${
          duty.outcome === 'due'
            ? goOn.duty(formatTenge(duty.amount, language))
            : duty.outcome === 'exempt'
              ? goOn.noDuty
              : goOn.dutyUnknown
        }</strong></p>
        <p class="hint">${goOn.needed}</p>
        <div role="alert">${
          failed ? html`<div class="failure" part="failure"><h3>${goOn.failure.heading}</h3><p>${goOn.failure.remedy}</p></div>` : nothing
        }</div>
        <button type="button" class="solid" part="button continue" aria-disabled=${isLoading ? 'true' : nothing}
          @click=${() => void this.load()}>${isLoading ? loading : failed ? failure.retry : goOn.button}</button>
      </section>`;
  }

  /** Fetches the later steps, once; after a failure again. */
  async load(): Promise<void> {
    if (this.#state === 'loading') return;
    this.#become('loading');
    try {
      const later = await import('../journey/journey.ts');
      this.#become('waiting');
      this.host.goOn(later);
    } catch {
      this.#become('failed');
    }
  }

  #become(state: 'waiting' | 'loading' | 'failed'): void {
    this.#state = state;
    this.host.requestUpdate();
  }
}
