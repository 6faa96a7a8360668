import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { compose, noDate, partsOf, progress, spread, type PartName } from './date-parts.ts';
import type { Day } from '../day.ts';
import { visible } from './typed.ts';

export interface DateFieldWords {
  question: string;
  hint: string;
  parts: Record<PartName, string>;
}

const fields: readonly { name: PartName; digits: number }[] = [
  { name: 'day', digits: 2 },
  { name: 'month', digits: 2 },
  { name: 'year', digits: 4 },
];

/**
 * A date in three fields. Typing is never interrupted: a partial date counts as "still typing" until the focus leaves
 * it, and only then goes to the core.
 */
export class DateField {
  #parts = noDate;
  #left = false;

  constructor(
    private readonly id: string,
    private readonly changed: () => void,
  ) {}

  /** The text for the core, unless nothing was typed or typing is in progress. */
  get value(): Day | 'empty' | 'typing' {
    const state = progress(this.#parts);
    if (state === 'empty') return 'empty';
    return state === 'whole' || this.#left ? compose(this.#parts) : 'typing';
  }

  /** The text for the core in any state; empty if nothing was typed. */
  get text(): Day | '' {
    return progress(this.#parts) === 'empty' ? '' : compose(this.#parts);
  }

  /** Shows a date that was set from outside. */
  show(text: string): void {
    this.#parts = partsOf(text);
    this.#left = true;
  }

  #type(name: PartName, input: HTMLInputElement): void {
    const text = visible(input.value).trim();
    this.#parts = spread(text) ?? { ...this.#parts, [name]: text };
    this.#left = false;
    this.changed();
  }

  #leave(event: FocusEvent): void {
    const group = event.currentTarget as Element;
    if (this.#left || group.contains(event.relatedTarget as Node | null)) return;
    this.#left = true;
    this.changed();
  }

  render(words: DateFieldWords, problem: string | undefined): TemplateResult {
    const described = `${this.id}-hint${problem ? ` ${this.id}-problem` : ''}`;
    return html`
      <fieldset class="question" id=${this.id} part="question" aria-describedby=${described}
        @focusout=${(event: FocusEvent) => this.#leave(event)}>
        <legend>${words.question}</legend>
        <p class="hint" id="${this.id}-hint">${words.hint}</p>
        <div class="problem" id="${this.id}-problem" aria-live="polite">
          ${problem ? html`<p>${problem}</p>` : nothing}
        </div>
        <div class="date-parts">
          ${fields.map(
            ({ name, digits }) => html`
            <label class="date-part">
              <span>${words.parts[name]}</span>
              <input type="text" inputmode="numeric" autocomplete="off" spellcheck="false" size=${digits}
                class="${digits === 4 ? 'long' : ''}" name="${this.id}-${name}" part="input"
                enterkeyhint=${name === 'year' ? 'done' : 'next'}
                aria-invalid=${problem ? 'true' : nothing} aria-describedby=${problem ? `${this.id}-problem` : nothing}
                .value=${live(this.#parts[name])}
                @input=${(event: InputEvent) => this.#type(name, event.currentTarget as HTMLInputElement)}>
            </label>`,
          )}
        </div>
      </fieldset>`;
  }
}
