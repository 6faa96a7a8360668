import { buildApplication, type Application, type ApplicationDraft, type Options } from 'kualik';
import { isObject } from '../is-object.ts';
import { isSame } from '../is-same.ts';
import type { DutyShown } from './draft.ts';
import { noFields, type Fields, type Pictures } from './fields.ts';
import type { Previous } from './saved-draft.ts';

/** What the review shows. */
export interface Shown {
  readonly fields: Readonly<Fields>;
  readonly pictures: Readonly<Pictures>;
  readonly previous: Previous | undefined;
  readonly expiresOn: string;
  duty(): DutyShown;
}

/** A signed application as its bytes say it, whatever was entered since. */
export function shownOf({ applicant, card, region, registrationPoint, duty, previous }: Application, pictures: Pictures): Shown {
  const settled: Partial<Fields> =
    duty.outcome === 'due'
      ? { settledBy: 'payment', paymentReference: duty.paymentReference, paidOn: duty.paidOn }
      : duty.because === 'exempt-person'
        ? { settledBy: 'exemption', exemption: duty.exemption }
        : {};
  const { number: cardNumber, expiresOn } = card;
  return {
    fields: { ...noFields, ...applicant, cardNumber, region, registrationPoint, ...settled, consent: true },
    pictures,
    previous,
    expiresOn,
    // For exempt persons the group stands in the fields; that no duty is due at all is another thing.
    duty: () => (duty.outcome === 'exempt' && duty.because === 'exempt-person' ? { outcome: 'not-covered' } : duty),
  };
}

/**
 * Reads signed bytes of an earlier page. `undefined` unless the core makes exactly these bytes of what they say and of these
 * pictures: they may have been changed, or belong to other pictures or rules.
 */
export function signedApplication(canonical: Uint8Array, pictures: Pictures, options: Options): Application | undefined {
  let application: unknown;
  try {
    application = JSON.parse(new TextDecoder().decode(canonical));
  } catch {
    return undefined;
  }
  if (!isObject(application)) return undefined;
  const { id, applicant, card, region, registrationPoint, duty, previous, verdict } = application;
  const { checkedOn } = isObject(verdict) ? verdict : {};
  const draft = {
    applicant,
    card,
    region,
    registrationPoint,
    photo: pictures.photo,
    signature: pictures.signature,
    duty: isObject(duty) ? settledIn(duty) : undefined,
    previous,
    consent: true,
  } as unknown as ApplicationDraft;
  const built = buildApplication(draft, { ...options, on: String(checkedOn), id: String(id) });
  return built.outcome === 'built' && isSame(built.canonical, canonical) ? built.application : undefined;
}

function settledIn({ outcome, paymentReference, paidOn, amount, exemption }: Record<string, unknown>): object | undefined {
  if (outcome === 'due') return { paymentReference, paidOn, amount };
  return exemption === undefined ? undefined : { exemption };
}
