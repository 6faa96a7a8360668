import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

export interface Choice<Value extends string> {
  id: string;
  question: string;
  /** In display order. */
  options: Record<Value, string>;
  chosen: Value | undefined;
  /** In the reader's language; shown below the question. */
  problem?: string | undefined;
  choose: (value: Value) => void;
}

/** One question with radio buttons, none of them preselected. */
export function choice<Value extends string>({ id, question, options, chosen, problem, choose }: Choice<Value>): TemplateResult {
  const entries = Object.entries(options) as [Value, string][];
  return html`
    <fieldset class="question" id=${id} part="question" aria-describedby=${problem ? `${id}-problem` : nothing}>
      <legend>${question}</legend>
      ${problem ? html`<div class="problem" id="${id}-problem"><p>${problem}</p></div>` : nothing}
      <div class="options">
        ${entries.map(
          ([value, label]) => html`
          <label class="option ${value === chosen ? 'chosen' : ''}" part="option">
            <input type="radio" name=${id} value=${value} .checked=${live(value === chosen)} @change=${() => choose(value)}>
            <span>${label}</span>
          </label>`,
        )}
      </div>
    </fieldset>`;
}
