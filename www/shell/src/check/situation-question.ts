import { html, type TemplateResult } from 'lit';
import { focusOnceDrawn, type DrawnHost } from '../drawn.ts';
import { choice } from '../fields/choice.ts';
import type { CheckWords } from '../locales/check.ts';
import type { Situation } from './situations.ts';

/**
 * The one question of the check. Answered, it folds to a line: at once after a tap; for the keyboard, whose arrow keys
 * choose, when the focus leaves it.
 */
export class SituationQuestion {
  chosen: Situation | undefined;
  #isOpen = true;
  #byPointer = false;

  constructor(private readonly host: DrawnHost) {}

  /** Shows an answer that was given elsewhere, or none. */
  show(situation: Situation | undefined): void {
    this.chosen = situation;
    this.#isOpen = situation === undefined;
  }

  render({ situation, change }: CheckWords): TemplateResult {
    const { chosen } = this;
    if (chosen !== undefined && !this.#isOpen) {
      return html`
        <div class="answered" id="situation" part="answered">
          <strong>${situation.options[chosen]}</strong>
          <button type="button" class="plain" part="button" id="change-situation" aria-label="${change}: ${situation.question}"
            @click=${() => this.#open()}>${change}</button>
        </div>`;
    }
    return html`
      <div @pointerdown=${() => this.#by(true)} @keydown=${() => this.#by(false)} @click=${this.#confirm} @focusout=${this.#leave}>
        ${choice({
          id: 'situation',
          ...situation,
          chosen,
          choose: (value) => {
            this.chosen = value;
            if (this.#byPointer) this.#fold();
            this.host.requestUpdate();
          },
        })}
      </div>`;
  }

  #by(pointer: boolean): void {
    this.#byPointer = pointer;
  }

  /** What was chosen before is confirmed: nothing changes then. */
  readonly #confirm = ({ target }: MouseEvent): void => {
    if (this.#byPointer && target instanceof HTMLInputElement && target.value === this.chosen) this.#fold();
  };

  readonly #leave = ({ relatedTarget, currentTarget }: FocusEvent): void => {
    const isWithin = (currentTarget as Element).contains(relatedTarget as Node | null);
    if (this.#byPointer || this.chosen === undefined || relatedTarget === null || isWithin) return;
    this.#isOpen = false;
    this.host.requestUpdate();
  };

  /** The focused control is gone then, and when it unfolds: what stands in its place is focused. */
  #fold(): void {
    this.#isOpen = false;
    focusOnceDrawn(this.host, '#change-situation', { preventScroll: true });
  }

  #open(): void {
    this.#isOpen = true;
    focusOnceDrawn(this.host, '#situation input:checked', { preventScroll: true });
  }
}
