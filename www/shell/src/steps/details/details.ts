import { html, nothing, type TemplateResult } from 'lit';
import { parseMrz, regions, type IdentityCard, type Invalid } from 'kualik';
import { formatDay } from '../../locales/dates.ts';
import { showPhone, type TextField } from '../../application/draft.ts';
import { selectField, textField, tickBox } from '../../fields/fields.ts';
import type { MrzPart } from '../../locales/application-words.ts';
import type { StepContext } from '../step.ts';

/** What was read from the card's machine-readable zone. */
export class MachineReadableZone {
  #text = '';
  #answer: IdentityCard | Invalid | undefined;

  render(context: StepContext): TemplateResult {
    const {
      later: { mrz },
      application,
      language,
      messages,
      changed,
      options,
    } = context;
    const answer = this.#answer;
    const part = (path: string): string => mrz.parts[path as MrzPart] ?? mrz.parts[''];
    const fill = (): void => {
      this.#answer = parseMrz(this.#text, options());
      if (this.#answer.outcome === 'valid') {
        const { iin, number, surname, givenName } = this.#answer;
        Object.assign(application.fields, { iin, cardNumber: number, surname, givenName });
        // Nothing of it is kept twice.
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

const textFields: readonly { name: TextField; input?: 'numeric' | 'tel'; autocomplete?: string }[] = [
  { name: 'iin', input: 'numeric' },
  { name: 'surname', autocomplete: 'family-name' },
  { name: 'givenName', autocomplete: 'given-name' },
  { name: 'patronymic', autocomplete: 'additional-name' },
  { name: 'phone', input: 'tel', autocomplete: 'tel' },
  { name: 'cardNumber', input: 'numeric' },
];

/** Who applies, with which card, and where it is collected. */
export function detailsStep(context: StepContext, zone: MachineReadableZone): TemplateResult {
  const {
    later,
    application: { fields, expiresOn },
    language,
    problemAt,
    changed,
    toCheck,
    keeping,
    keepChanged,
  } = context;
  const { details, keep } = later;
  const field = ({ name, input, autocomplete }: (typeof textFields)[number]): TemplateResult =>
    textField({
      id: name,
      ...details[name as keyof typeof details & TextField],
      value: name === 'phone' ? showPhone(fields.phone) : String(fields[name]),
      problem: problemAt(name),
      ...(input ? { input } : {}),
      ...(autocomplete ? { autocomplete } : {}),
      ...(name === 'patronymic' ? { optional: later.optional } : {}),
      typed: (text) => {
        Object.assign(fields, { [name]: text });
      },
    });
  return html`
    ${zone.render(context)}
    ${textFields.map(field)}
    <dl class="summary-list">
      <div><dt>${details.expiresOn}</dt><dd>${formatDay(expiresOn, language)}</dd>
        <dd><button type="button" class="plain" part="button" @click=${toCheck}>${later.review.change}<span class="hidden">: ${details.expiresOn}</span></button></dd></div>
    </dl>
    ${selectField({
      id: 'region',
      ...details.region,
      none: details.chooseRegion,
      problem: problemAt('region'),
      value: fields.region,
      options: regions().map(({ code, name }) => ({ value: code, text: name[details.regionsIn], lang: details.regionsIn })),
      chosen: (region) => {
        fields.region = region;
        changed();
      },
    })}
    ${textField({
      id: 'registrationPoint',
      ...details.registrationPoint,
      value: fields.registrationPoint,
      problem: problemAt('registrationPoint'),
      typed: (text) => {
        fields.registrationPoint = text;
      },
    })}
    ${
      keeping === 'by-host'
        ? nothing
        : html`
      ${tickBox({ id: 'keep', label: keep.label, hint: keep.hint, value: keeping === 'here', ticked: keepChanged })}
      <div role="status" class="status">${keeping === 'failed' ? html`<p class="out-of-force"><strong>${keep.failed}</strong></p>` : nothing}</div>`
    }`;
}
