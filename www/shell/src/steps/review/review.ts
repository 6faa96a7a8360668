import { html, nothing, type TemplateResult } from 'lit';
import { regions, type Attachment } from 'kualik';
import { phoneOf, showPhone } from '../../application/fields.ts';
import type { Shown } from '../../application/signed.ts';
import type { Step } from '../../application/steps.ts';
import { tickBox } from '../../fields/fields.ts';
import { unbroken } from '../../locales/kk/unbroken.ts';
import { formatDay, formatTenge } from '../../locales/dates.ts';
import { groupName } from '../exempt-group.ts';
import type { Previews } from './previews.ts';
import { sendingOutcome, type SendingContext } from './sending-outcome.ts';

export interface ReviewContext extends SendingContext {
  /** Opens a step at one of its fields and comes back to the review afterwards. */
  edit(step: Step, field: string): void;
  send(): void;
  /** What is signed, or what would be. */
  shown: Shown;
  /** What the applicant agrees to, in the host's own words. */
  consentText: string | undefined;
}

interface Line {
  name: string;
  value: TemplateResult | string;
}

interface Section {
  heading: string;
  lines: Line[];
  step: Step;
  /** The id of the element to focus. */
  field: string;
}

/** The whole application for a last review: every section can be changed; then it is signed and sent. */
export function reviewStep(context: ReviewContext, previews: Previews): TemplateResult {
  const { application, shown, sending, language, words, rules, transport, isUnloaded, consentText, problemAt, changed, edit, send } =
    context;
  const { details, review, consentTo } = words;
  const { fields, pictures, previous, expiresOn } = shown;
  const { phase } = sending.state;
  const duty = shown.duty();
  const isFixed = sending.isLocked || sending.isBusy;
  // The second tap of a double tap on the button that sends lands here.
  const cancel = ({ detail }: MouseEvent): void => {
    if (detail < 2) sending.cancel();
  };
  const region = regions().find(({ code }) => code === fields.region);
  const picture = (attachment: Attachment | undefined, name: string): TemplateResult | string =>
    attachment ? html`<img class="preview" src=${previews.address(attachment)} alt=${name}>` : '';

  const settled =
    fields.settledBy === 'exemption'
      ? html`${review.exempt}: ${groupName(fields.exemption, rules, words)}`
      : html`${duty.outcome === 'due' ? formatTenge(duty.amount, language) : ''}<br>${fields.paymentReference}${fields.paidOn ? html`, ${formatDay(fields.paidOn, language)}` : nothing}`;
  const sections: Section[] = [
    {
      heading: review.card,
      step: 'details',
      field: 'cardNumber',
      lines: [
        { name: details.cardNumber.label, value: fields.cardNumber },
        { name: details.expiresOn, value: formatDay(expiresOn, language) },
      ],
    },
    {
      heading: review.applicant,
      step: 'details',
      field: 'iin',
      lines: [
        { name: details.iin.label, value: fields.iin },
        { name: details.surname.label, value: fields.surname },
        { name: details.givenName.label, value: fields.givenName || '–' },
        { name: details.patronymic.label, value: fields.patronymic || '–' },
      ],
    },
    // By itself, so that it is reached at once.
    {
      heading: review.contact,
      step: 'details',
      field: 'phone',
      lines: [{ name: details.phone.label, value: showPhone(phoneOf(fields.phone)) }],
    },
    {
      heading: review.collecting,
      step: 'details',
      field: 'region',
      lines: [
        {
          name: details.region.label,
          value: region ? html`<span lang=${details.regionsIn}>${region.name[details.regionsIn]}</span>` : '',
        },
        { name: details.registrationPoint.label, value: fields.registrationPoint },
      ],
    },
    {
      heading: review.pictures,
      step: 'pictures',
      field: 'photo',
      lines: [
        { name: review.photo, value: picture(pictures.photo, review.photo) },
        { name: review.signature, value: picture(pictures.signature, review.signature) },
      ],
    },
    ...(duty.outcome === 'exempt'
      ? []
      : [{ heading: review.duty, step: 'duty', field: 'settledBy', lines: [{ name: review.duty, value: settled }] } satisfies Section]),
  ];
  const change = ({ step, field, heading }: Section): TemplateResult => html`
    <button type="button" class="plain" part="button" data-edit=${field} @click=${() => edit(step, field)}>${review.change}<span class="hidden">: ${heading}</span></button>`;

  return html`
    ${sections.map(
      (section) => html`
      <div class="section-heading"><h3>${section.heading}</h3>${isFixed ? nothing : change(section)}</div>
      <dl class="summary-list">${section.lines.map(({ name, value }) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`,
    )}
    ${duty.outcome === 'exempt' ? html`<h3>${review.duty}</h3><p class="fact" id="no-duty">${words.duty.none}</p>` : nothing}
    ${previous ? html`<h3>${review.previous}</h3><dl class="summary-list"><div><dt>${words.ticket.number}</dt><dd>${previous.ticket}</dd></div></dl>` : nothing}
    ${
      isFixed
        ? nothing
        : html`
        <h3>${review.consent}</h3>
        ${
          consentText === undefined
            ? html`<p class="note" id="consent-text">${consentTo.receiver}: <span lang=${details.regionsIn}>${region ? unbroken(region.office[details.regionsIn]) : ''}</span>. ${consentTo.what}</p>`
            : html`<p class="note own-words" id="consent-text">${consentText}</p>`
        }
        ${tickBox({
          id: 'consent',
          label: consentText === undefined ? review.consentLabel : consentTo.agree,
          problem: problemAt('consent'),
          value: fields.consent,
          ticked: (consent) => {
            application.fields.consent = consent;
            changed();
          },
        })}`
    }
    <div role="alert" id="sending-problem">${sendingOutcome(context)}</div>
    <div role="status" class="status">${
      phase === 'signing' && transport
        ? html`<p>${review.signing[transport.signing.kind]}</p>`
        : phase === 'sending'
          ? html`<p>${review.sending}</p>`
          : nothing
    }</div>
    ${
      transport === null
        ? nothing
        : html`
      <button type="button" class="solid" part="button send" id="send" aria-disabled=${sending.isBusy || (!transport && !isUnloaded) ? 'true' : nothing} @click=${send}>
        ${sending.isLocked ? review.sendAgain : review.send}</button>`
    }
    ${
      sending.isBusy
        ? html`<button type="button" class="solid second" part="button" id="cancel" @click=${cancel}>${phase === 'signing' ? review.cancel : review.stopWaiting}</button>`
        : nothing
    }`;
}
