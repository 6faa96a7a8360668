import { html, nothing, type TemplateResult } from 'lit';
import type { ApplicationStep, Step } from '../application/steps.ts';
import { errorSummary, type FieldFault } from '../fields/error-summary.ts';
import type { ApplicationWords } from '../locales/application.ts';

export interface Frame {
  words: ApplicationWords;
  step: ApplicationStep;
  /** Those that this application has. */
  steps: readonly Step[];
  isEditable: boolean;
  /** Says that the decision is for another day than today. */
  otherDay: string | undefined;
  /** Continuing leads back to the review. */
  returns: boolean;
  /** A draft was found on this device. */
  hasFound: boolean;
  faults: readonly FieldFault[];
  content: TemplateResult | typeof nothing;
  /** Something was typed. */
  edited(): void;
  back(): void;
  proceed(): void;
  goTo(field: string): void;
  useFound(): void;
  dropFound(): void;
}

/** What surrounds each step: the back button, the progress, the problems and the continue button. */
export function frame({ words, step, steps, content, ...given }: Frame): TemplateResult {
  const at = steps.indexOf(step);
  return html`
    <section class="later" part="step" aria-labelledby="step-heading" @input=${given.edited}>
      ${
        given.isEditable
          ? html`<button type="button" class="plain back" part="button back" id="back" @click=${given.back}>${words.back}</button>`
          : nothing
      }
      <ol class="steps screen-only" aria-label=${words.steps.label}>
        ${steps.map(
          (each, index) => html`
          <li class=${index <= at ? 'reached' : ''} aria-current=${each === step ? 'step' : nothing}>
            <span class="hidden">${words.steps.names[each]}</span></li>`,
        )}
      </ol>
      <p class="hint step-of">${words.steps.of(at + 1, steps.length)}</p>
      <h2 id="step-heading" part="step-title" tabindex="-1">${words.steps.titles[step]}</h2>
      ${given.otherDay === undefined ? nothing : html`<p class="note other-day"><strong>${given.otherDay}</strong></p>`}
      ${given.hasFound && step === 'details' ? foundDraft(words, given) : nothing}
      ${errorSummary(given.faults, words.problems, given.goTo)}
      ${content}
      ${
        step === 'details' || step === 'pictures' || step === 'duty'
          ? html`<button type="button" class="solid" part="button continue" id="continue" @click=${given.proceed}>${given.returns ? words.toReview : words.next}</button>`
          : nothing
      }
    </section>`;
}

function foundDraft({ keep }: ApplicationWords, { useFound, dropFound }: Pick<Frame, 'useFound' | 'dropFound'>): TemplateResult {
  return html`
    <div class="note" id="found">
      <p>${keep.found}</p>
      <button type="button" class="solid" part="button" id="use-draft" @click=${useFound}>${keep.use}</button>
      <button type="button" class="solid second" part="button" id="forget-draft" @click=${dropFound}>${keep.forget}</button>
    </div>`;
}
