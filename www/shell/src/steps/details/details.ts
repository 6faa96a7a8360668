import { html, nothing, type TemplateResult } from 'lit';
import { regions } from 'kualik';
import { showPhone, type TextField } from '../../application/fields.ts';
import type { Keeping } from '../../application/saved-draft.ts';
import type { Step } from '../../application/steps.ts';
import { selectField, textField, tickBox } from '../../fields/fields.ts';
import { adviceOn } from '../../fields/mixed-scripts.ts';
import { formatDay } from '../../locales/dates.ts';
import type { MachineReadableZone, ZoneContext } from './machine-readable-zone.ts';

export interface DetailsContext extends ZoneContext {
  keeping: Keeping;
  keepChanged(keep: boolean): void;
  /** Opens a step at one of its fields. */
  edit(step: Step, field: string): void;
}

// Without the browser's autofill, which would show them to the next person on a shared device.
const textFields: readonly { name: TextField; input?: 'numeric' | 'tel' }[] = [
  { name: 'iin', input: 'numeric' },
  { name: 'surname' },
  { name: 'givenName' },
  { name: 'patronymic' },
  { name: 'phone', input: 'tel' },
  { name: 'cardNumber', input: 'numeric' },
];

/** Who applies, with which card, and where it is collected. */
export function detailsStep(context: DetailsContext, zone: MachineReadableZone): TemplateResult {
  const { words, language, problemAt, changed, edit, keeping, keepChanged } = context;
  const { fields, expiresOn } = context.application;
  const { details, keep } = words;
  const field = ({ name, input }: (typeof textFields)[number]): TemplateResult =>
    textField({
      id: name,
      ...details[name as keyof typeof details & TextField],
      value: name === 'phone' ? showPhone(fields.phone) : String(fields[name]),
      problem: problemAt(name),
      advice: adviceOn(fields[name], words.mixed),
      ...(input ? { input } : {}),
      ...(name === 'givenName' || name === 'patronymic' ? { optional: words.optional } : {}),
      typed: (text) => {
        Object.assign(fields, { [name]: text });
        // A number is grouped only once it is whole, and not under the reader's hand.
        if (name !== 'phone') changed();
      },
    });
  return html`
    ${zone.render(context)}
    ${textFields.map(field)}
    <dl class="summary-list">
      <div><dt>${details.expiresOn}</dt><dd>${formatDay(expiresOn, language)}</dd>
        <dd><button type="button" class="plain" part="button" @click=${() => edit('check', 'expiry')}>${words.review.change}<span class="hidden">: ${details.expiresOn}</span></button></dd></div>
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
      advice: adviceOn(fields.registrationPoint, words.mixed),
      typed: (text) => {
        fields.registrationPoint = text;
        changed();
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
