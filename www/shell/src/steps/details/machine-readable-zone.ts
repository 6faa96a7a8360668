import { html, nothing, type TemplateResult } from 'lit';
import { parseMrz, type IdentityCard, type Invalid, type Mended, type Options } from 'kualik';
import { textField } from '../../fields/fields.ts';
import { formatDay } from '../../locales/dates.ts';
import type { StepContext } from '../step.ts';

export interface ZoneContext extends StepContext {
  /** The day and the rules to read by. */
  options(): Options;
}

/** Where a problem is: a line, a field, or the whole zone (`''`). */
type Part =
  | ('' | 'line1' | 'line2' | 'line3' | 'document' | 'issuer' | 'composite')
  | Exclude<keyof IdentityCard, 'outcome' | 'mended'>
  | Extract<Mended['field'], 'number'>;

/** Fills in the details from the card's machine-readable zone. */
export class MachineReadableZone {
  #text = '';
  #answer: IdentityCard | Invalid | undefined;

  render(context: ZoneContext): TemplateResult {
    const { application, language, messages, changed, options } = context;
    const { mrz } = context.words;
    const answer = this.#answer;
    const parts: Record<Part, string> = mrz.parts;
    const part = (path: string): string => parts[path as Part] ?? parts[''];
    const fill = (): void => {
      this.#answer = parseMrz(this.#text, options());
      if (this.#answer.outcome === 'valid') {
        const { iin, number, surname, givenName } = this.#answer;
        Object.assign(application.fields, { iin, cardNumber: number, surname, givenName });
        // Do not keep the data twice.
        this.#text = '';
      }
      changed();
    };
    return html`
      <details class="mrz" ?open=${answer !== undefined}>
        <summary>${mrz.heading}</summary>
        ${textField({
          id: 'mrz',
          label: mrz.label,
          hint: mrz.hint,
          value: this.#text,
          rows: 3,
          problem:
            answer?.outcome === 'invalid'
              ? answer.problems.map(({ code, path }) => `${part(path)}: ${messages.problems[code]}`).join(' ')
              : undefined,
          typed: (text) => {
            this.#text = text;
          },
        })}
        <button type="button" class="solid second" part="button" id="mrz-fill" @click=${fill}>${mrz.fill}</button>
        <div role="status" class="status">${
          answer?.outcome === 'valid'
            ? html`
              <p><strong>${mrz.filled}</strong></p>
              <p>${mrz.latin}</p>
              ${(answer.mended ?? []).map(({ field, from, to }) => html`<p>${mrz.mended(`${from} → ${to}`, part(field))}</p>`)}
              ${answer.expiresOn === application.expiresOn ? nothing : html`<p class="out-of-force"><strong>${mrz.otherExpiry(formatDay(answer.expiresOn, language))}</strong></p>`}`
            : nothing
        }</div>
      </details>`;
  }
}
