import { html, nothing, type TemplateResult } from 'lit';
import { regions, type Attachment } from 'kualik';
import { phoneOf, showPhone } from '../../application/fields.ts';
import type { Shown } from '../../application/signed.ts';
import type { Step } from '../../application/steps.ts';
import { tickBox } from '../../fields/fields.ts';
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
}

interface Line {
  name: string;
  value: TemplateResult | string;
  step: Step;
  /** The id of the element to focus. */
  field: string;
}

/** The whole application for a last review: every line can be changed; then it is signed and sent. */
export function reviewStep(context: ReviewContext, previews: Previews): TemplateResult {
  const { application, shown, sending, language, words, rules, transport, isUnloaded, problemAt, changed, edit, send } = context;
  const { details, review } = words;
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
  const groups: [string, Line[]][] = [
    [
      review.card,
      [
        { name: details.cardNumber.label, value: fields.cardNumber, step: 'details', field: 'cardNumber' },
        { name: details.expiresOn, value: formatDay(expiresOn, language), step: 'check', field: 'expiry' },
      ],
    ],
    [
      review.applicant,
      [
        { name: details.iin.label, value: fields.iin, step: 'details', field: 'iin' },
        { name: details.surname.label, value: fields.surname, step: 'details', field: 'surname' },
        { name: details.givenName.label, value: fields.givenName || '–', step: 'details', field: 'givenName' },
        { name: details.patronymic.label, value: fields.patronymic || '–', step: 'details', field: 'patronymic' },
        { name: details.phone.label, value: showPhone(phoneOf(fields.phone)), step: 'details', field: 'phone' },
      ],
    ],
    [
      review.collecting,
      [
        {
          name: details.region.label,
          value: region ? html`<span lang=${details.regionsIn}>${region.name[details.regionsIn]}</span>` : '',
          step: 'details',
          field: 'region',
        },
        { name: details.registrationPoint.label, value: fields.registrationPoint, step: 'details', field: 'registrationPoint' },
      ],
    ],
    [
      review.pictures,
      [
        { name: review.photo, value: picture(pictures.photo, review.photo), step: 'pictures', field: 'photo' },
        { name: review.signature, value: picture(pictures.signature, review.signature), step: 'pictures', field: 'signature' },
      ],
    ],
    ...(duty.outcome === 'exempt'
      ? []
      : [
          [
            review.duty,
            [
              {
                name: review.duty,
                value: settled,
                step: 'duty',
                field: fields.settledBy === 'payment' ? 'paymentReference' : 'exemption',
              },
            ],
          ] satisfies [string, Line[]],
        ]),
  ];

  return html`
    ${groups.map(
      ([heading, lines]) => html`
      <h3>${heading}</h3>
      <dl class="summary-list">
        ${lines.map(
          ({ name, value, step, field }) => html`
          <div>
            <dt>${name}</dt><dd>${value}</dd>
            ${
              isFixed
                ? nothing
                : html`
              <dd><button type="button" class="plain" part="button" data-edit=${field} @click=${() => edit(step, field)}>${review.change}<span class="hidden">: ${name}</span></button></dd>`
            }
          </div>`,
        )}
      </dl>`,
    )}
    ${duty.outcome === 'exempt' ? html`<h3>${review.duty}</h3><p class="fact" id="no-duty">${words.duty.none}</p>` : nothing}
    ${previous ? html`<h3>${review.previous}</h3><dl class="summary-list"><div><dt>${words.ticket.number}</dt><dd>${previous.ticket}</dd></div></dl>` : nothing}
    ${
      isFixed
        ? nothing
        : tickBox({
            id: 'consent',
            label: review.consentLabel,
            problem: problemAt('consent'),
            value: fields.consent,
            ticked: (consent) => {
              application.fields.consent = consent;
              changed();
            },
          })
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
