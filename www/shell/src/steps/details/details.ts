import { html, nothing, type TemplateResult } from 'lit';
import { regions } from 'kualik';
import { showPhone, type TextField } from '../../application/fields.ts';
import type { Keeping } from '../../application/saved-draft.ts';
import type { Step } from '../../application/steps.ts';
import { selectField, textField, tickBox } from '../../fields/fields.ts';
import { adviceOn } from '../../fields/mixed-scripts.ts';
import { formatDay } from '../../locales/dates.ts';
import type { ApplicationWords } from '../../locales/application.ts';
import type { MachineReadableZone, ZoneContext } from './machine-readable-zone.ts';
import { pointIn } from './points.ts';

export interface DetailsContext extends ZoneContext {
  keeping: Keeping;
  keepChanged(keep: boolean): void;
  /** Where cards of that region are collected; `undefined` where the applicant types it, and none before a region is chosen. */
  pointsOf(region: string): readonly string[] | undefined;
  transport: { signing: { kind: keyof ApplicationWords['signWith'] } } | null | undefined;
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
  const { words, language, transport, problemAt, changed, edit, keeping, keepChanged, pointsOf } = context;
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
    ${transport ? html`<p class="fact" id="sign-with">${words.signWith[transport.signing.kind]}</p>` : nothing}
    ${zone.render(context)}
    ${textFields.map(field)}
    <dl class="summary-list">
      <div class="changeable"><dt>${details.expiresOn}</dt><dd>${formatDay(expiresOn, language)}</dd>
        <dd><button type="button" class="plain" part="button" id="change-expiry" @click=${() => edit('check', 'expiry')}>${words.review.change}<span class="hidden">: ${details.expiresOn}</span></button></dd></div>
    </dl>
    ${selectField({
      id: 'region',
      ...details.region,
      none: details.chooseRegion,
      problem: problemAt('region'),
      value: fields.region,
      options: regions().map(({ code, name }) => ({ value: code, text: name[details.regionsIn], lang: details.regionsIn })),
      chosen: (region) => {
        // A place of a list belongs to its region, and what was typed to a region without one.
        const before = pointsOf(fields.region);
        const points = pointsOf(region);
        fields.region = region;
        fields.registrationPoint = before === undefined || points !== undefined ? pointIn(fields.registrationPoint, points) : '';
        changed();
      },
    })}
    ${point(context)}
    ${
      keeping === 'by-host'
        ? nothing
        : html`
      ${tickBox({ id: 'keep', label: keep.label, hint: keep.hint, value: keeping === 'here', ticked: keepChanged })}
      <div role="status" class="status">${keeping === 'failed' ? html`<p class="out-of-force"><strong>${keep.failed}</strong></p>` : nothing}</div>`
    }`;
}

/** Where the card is collected: one of the host's places in the region, or what the applicant types. */
function point({ application: { fields }, words, problemAt, changed, pointsOf }: DetailsContext): TemplateResult {
  const { registrationPoint: text } = words.details;
  const points = pointsOf(fields.region);
  const problem = problemAt('registrationPoint');
  const entered = (registrationPoint: string): void => {
    fields.registrationPoint = registrationPoint;
    changed();
  };
  if (points) {
    return selectField({
      id: 'registrationPoint',
      label: text.label,
      none: fields.region === '' ? words.points.regionFirst : words.points.choose,
      problem,
      value: fields.registrationPoint,
      options: points.map((each) => ({ value: each, text: each })),
      chosen: entered,
    });
  }
  return textField({
    id: 'registrationPoint',
    label: text.label,
    hint: `${text.hint} (${words.points.example})`,
    value: fields.registrationPoint,
    problem,
    advice: adviceOn(fields.registrationPoint, words.mixed),
    typed: entered,
  });
}
