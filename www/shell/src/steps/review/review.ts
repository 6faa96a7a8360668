import { html, nothing, type TemplateResult } from 'lit';
import { regions, type Attachment } from 'kualik';
import { formatDay, formatTenge } from '../../locales/dates.ts';
import { phoneOf, showPhone } from '../../application/draft.ts';
import { tickBox } from '../../fields/fields.ts';
import type { Step } from '../../application/steps.ts';
import { groupName } from '../duty/duty.ts';
import type { StepContext } from '../step.ts';

interface Line {
  name: string;
  value: TemplateResult | string;
  step: Step;
  /** The id of the element to go to. */
  field: string;
}

/** The pictures as they will be sent. Their addresses are of this page alone, and let go of with it. */
export class Previews {
  readonly #shown = new Map<Attachment, string>();

  address(picture: Attachment): string {
    let address = this.#shown.get(picture);
    if (address === undefined) {
      address = URL.createObjectURL(new Blob([picture.bytes as Uint8Array<ArrayBuffer>], { type: picture.mediaType }));
      this.#shown.set(picture, address);
    }
    return address;
  }

  clear(): void {
    for (const address of this.#shown.values()) URL.revokeObjectURL(address);
    this.#shown.clear();
  }
}

/** Everything on one page, each line to be changed, then signed and sent. */
export function reviewStep(context: StepContext, previews: Previews): TemplateResult {
  const { application, language, later, rules, ways, isUnloaded, problemAt, changed, edit, send } = context;
  const { details, review, duty: dutyWords } = later;
  const { fields, pictures, previous, sending, isLocked, expiresOn } = application;
  const duty = application.duty();
  const isBusy = sending.state === 'signing' || sending.state === 'sending';
  const region = regions().find(({ code }) => code === fields.region);
  const picture = (attachment: Attachment | undefined, name: string): TemplateResult | string =>
    attachment ? html`<img class="preview" src=${previews.address(attachment)} alt=${name}>` : '';

  const settled =
    duty.outcome === 'exempt'
      ? dutyWords.none
      : fields.settledBy === 'exemption'
        ? html`${review.exempt}: ${groupName(fields.exemption, rules, later)}`
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
        { name: details.givenName.label, value: fields.givenName, step: 'details', field: 'givenName' },
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
    [
      review.duty,
      [
        {
          name: review.duty,
          value: settled,
          step: 'duty',
          field: duty.outcome === 'exempt' ? 'step-heading' : fields.settledBy === 'payment' ? 'paymentReference' : 'exemption',
        },
      ],
    ],
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
              isLocked || isBusy
                ? nothing
                : html`
              <dd><button type="button" class="plain" part="button" data-edit=${field} @click=${() => edit(step, field)}>${review.change}<span class="hidden">: ${name}</span></button></dd>`
            }
          </div>`,
        )}
      </dl>`,
    )}
    ${previous ? html`<h3>${review.previous}</h3><dl class="summary-list"><div><dt>${later.ticket.number}</dt><dd>${previous.ticket}</dd></div></dl>` : nothing}
    ${
      isLocked || isBusy
        ? nothing
        : tickBox({
            id: 'consent',
            label: review.consentLabel,
            problem: problemAt('consent'),
            value: fields.consent,
            ticked: (consent) => {
              fields.consent = consent;
              changed();
            },
          })
    }
    <div role="alert" id="sending-problem">${message(context)}</div>
    <div role="status" class="status">${
      sending.state === 'signing' && ways
        ? html`<p>${review.signing[ways.signing.kind]}</p>`
        : sending.state === 'sending'
          ? html`<p>${review.sending}</p>`
          : nothing
    }</div>
    ${
      ways === null
        ? nothing
        : html`
      <button type="button" class="solid" part="button send" id="send" aria-disabled=${isBusy || (!ways && !isUnloaded) ? 'true' : nothing} @click=${send}>
        ${isLocked ? review.sendAgain : review.send}</button>`
    }
    ${
      sending.state === 'signing'
        ? html`<button type="button" class="solid second" part="button" @click=${() => application.cancelSigning()}>${review.cancel}</button>`
        : nothing
    }`;
}

/** How the last try ended, and what to do. */
function message({
  application: { sending },
  later: { review },
  words,
  messages,
  ways,
  isUnloaded,
}: StepContext): TemplateResult | typeof nothing {
  const told = (heading: string, ...lines: string[]): TemplateResult => html`
    <div class="failure" part="failure"><h3>${heading}</h3>${lines.map((line) => html`<p>${line}</p>`)}</div>`;
  if (ways === null) return told(review.notSigned.heading, review.setup);
  if (isUnloaded) return told(words.goOn.failure.heading, words.goOn.failure.remedy);
  switch (sending.state) {
    case 'not-signed':
      return told(review.notSigned.heading, review.notSigned.because[sending.because]);
    case 'unreachable':
      return told(review.unreachable.heading, review.unreachable.because[sending.because], review.unreachable.locked);
    case 'duty-changed':
      return told(review.changed.heading, review.changed.duty);
    case 'refused':
      return sending.problems.some(({ code, path }) => code === 'duplicate' && path === 'id')
        ? told(review.registeredAlready)
        : html`${told(review.refused, ...sending.problems.map(({ code }) => messages.problems[code]))}`;
    default:
      return nothing;
  }
}
