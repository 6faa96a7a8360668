import type { ApplicationDraft, DutyDue, DutyExempt, Invalid, NotCovered, RegionCode } from 'kualik';
import type { Day } from '../day.ts';
import { phoneOf, type Fields, type Pictures } from './fields.ts';
import type { Previous } from './saved-draft.ts';

export type DutyAnswer = DutyDue | DutyExempt | NotCovered | Invalid;
/** As much of it as the review shows. */
export type DutyShown = Pick<DutyDue, 'outcome' | 'amount'> | { outcome: Exclude<DutyAnswer['outcome'], 'due'> };

const packed = (typed: string): string => typed.replace(/[\s№]/g, '');
export const trimmed = (typed: string): string => typed.trim().replace(/\s+/g, ' ');

/**
 * The draft for the core to review. Blank fields are omitted, so that they are reported as missing; only a reviewed draft
 * really has this type.
 */
export function draftOf(
  fields: Fields,
  expiresOn: Day,
  pictures: Pictures,
  duty: DutyAnswer,
  previous: Previous | undefined,
): ApplicationDraft {
  const given = (text: string): string | undefined => (text === '' ? undefined : text);
  return {
    applicant: {
      iin: given(packed(fields.iin)),
      surname: given(trimmed(fields.surname)),
      givenName: given(trimmed(fields.givenName)),
      patronymic: given(trimmed(fields.patronymic)),
      phone: given(phoneOf(fields.phone)),
    },
    card: { number: given(packed(fields.cardNumber)), expiresOn },
    region: given(fields.region) as RegionCode | undefined,
    registrationPoint: given(trimmed(fields.registrationPoint)),
    photo: pictures.photo,
    signature: pictures.signature,
    duty: settled(fields, duty),
    ...(previous ? { previous } : {}),
    consent: fields.consent || undefined,
  } as ApplicationDraft;
}

/** How the duty is settled. The amount comes from the core, never from the applicant. */
function settled(fields: Fields, duty: DutyAnswer): object | undefined {
  if (duty.outcome === 'exempt' || fields.settledBy === '') return undefined;
  if (fields.settledBy === 'exemption') return { exemption: fields.exemption };
  return {
    paymentReference: trimmed(fields.paymentReference) || undefined,
    paidOn: fields.paidOn || undefined,
    amount: duty.outcome === 'due' ? duty.amount : undefined,
  };
}
