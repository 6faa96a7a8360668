import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { visible } from './typed.ts';

interface Labelled {
  id: string;
  label: string;
  hint?: string | undefined;
  /** In the reader's language; shown at the field. */
  problem?: string | undefined;
  /** In the reader's language; shown below the field. */
  advice?: string | undefined;
}

export interface TextFieldParts extends Labelled {
  value: string;
  /** Shown after the label of an optional field. */
  optional?: string;
  input?: 'text' | 'numeric' | 'tel';
  /** Makes it a text area with that many lines. */
  rows?: number;
  /** Called with the value, without invisible characters. */
  typed: (value: string) => void;
}

/** A labelled text field, with its hint and problem. */
export function textField(field: TextFieldParts): TemplateResult {
  const { id, value, problem, input = 'text', rows, typed } = field;
  const heard = (event: Event): void => typed(visible((event.currentTarget as HTMLInputElement).value));
  return labelled(
    field,
    rows
      ? html`<textarea id=${id} part="input" rows=${rows} autocomplete="off" autocapitalize="characters" spellcheck="false"
          aria-describedby=${describedBy(field)} aria-invalid=${problem ? 'true' : nothing} .value=${live(value)} @input=${heard}></textarea>`
      : html`<input id=${id} part="input" type=${input === 'tel' ? 'tel' : 'text'} inputmode=${input} autocomplete="off"
          spellcheck="false" aria-describedby=${describedBy(field)} aria-invalid=${problem ? 'true' : nothing} .value=${live(value)} @input=${heard}>`,
  );
}

export interface SelectFieldParts extends Labelled {
  /** The first entry while nothing is chosen. */
  none: string;
  options: readonly { value: string; text: string; lang?: string }[];
  value: string;
  chosen: (value: string) => void;
}

/** A labelled drop-down list. */
export function selectField(field: SelectFieldParts): TemplateResult {
  const { id, problem, none, options, value, chosen } = field;
  return labelled(
    field,
    html`<select id=${id} part="input" aria-describedby=${describedBy(field)} aria-invalid=${problem ? 'true' : nothing}
        @change=${(event: Event) => chosen((event.currentTarget as HTMLSelectElement).value)}>
        <option value="" ?selected=${value === ''}>${none}</option>
        ${options.map((option) => html`<option value=${option.value} lang=${option.lang ?? nothing} ?selected=${option.value === value}>${option.text}</option>`)}
      </select>`,
  );
}

export interface TickBoxParts extends Labelled {
  value: boolean;
  ticked: (value: boolean) => void;
}

/** A labelled checkbox. */
export function tickBox(field: TickBoxParts): TemplateResult {
  const { id, label, hint, problem, value, ticked } = field;
  return html`
    <div class="question field" part="question">
      <div class="problem" id="${id}-problem">${problem ? html`<p>${problem}</p>` : nothing}</div>
      <div class="options">
        <label class="option ${value ? 'chosen' : ''}" part="option">
          <input id=${id} type="checkbox" aria-describedby=${describedBy(field)} aria-invalid=${problem ? 'true' : nothing} .checked=${live(value)}
            @change=${(event: Event) => ticked((event.currentTarget as HTMLInputElement).checked)}>
          <span>${label}</span>
        </label>
      </div>
      ${hint ? html`<p class="hint below" id="${id}-hint">${hint}</p>` : nothing}
    </div>`;
}

function labelled(
  { id, label, hint, problem, advice, optional }: Labelled & { optional?: string },
  control: TemplateResult,
): TemplateResult {
  return html`
    <div class="question field" part="question">
      <label for=${id}>${label}${optional ? html` <span class="hint">(${optional})</span>` : nothing}</label>
      ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
      <div class="problem" id="${id}-problem">${problem ? html`<p>${problem}</p>` : nothing}</div>
      ${control}
      <div role="status" id="${id}-advice">${advice ? html`<p class="hint">${advice}</p>` : nothing}</div>
    </div>`;
}

const describedBy = ({ id, hint, problem, advice }: Labelled): string | typeof nothing =>
  [hint && `${id}-hint`, problem && `${id}-problem`, advice && `${id}-advice`].filter(Boolean).join(' ') || nothing;
