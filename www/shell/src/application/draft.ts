import type { ApplicationDraft, Attachment, DutyDue, DutyExempt, Fault, Invalid, NotCovered, RegionCode } from 'kualik';
import type { Day } from '../locales/dates.ts';
import { isObject } from '../is-object.ts';
import type { DetachedSignature } from '../signing/signing.ts';
import { steps, type Step } from './steps.ts';

/** What has been typed and chosen after the check, as it stands in the fields. */
export interface Fields {
  iin: string;
  surname: string;
  givenName: string;
  patronymic: string;
  phone: string;
  cardNumber: string;
  region: string;
  registrationPoint: string;
  settledBy: 'payment' | 'exemption';
  paymentReference: string;
  paidOn: Day | '';
  /** The code of an exempt group. */
  exemption: string;
  consent: boolean;
}

export const noFields: Fields = {
  iin: '',
  surname: '',
  givenName: '',
  patronymic: '',
  phone: '',
  cardNumber: '',
  region: '',
  registrationPoint: '',
  settledBy: 'payment',
  paymentReference: '',
  paidOn: '',
  exemption: '',
  consent: false,
};

export type TextField = Exclude<keyof Fields, 'settledBy' | 'consent' | 'paidOn'>;

export interface Pictures {
  photo?: Attachment | undefined;
  signature?: Attachment | undefined;
}

/** The annulled application that this one follows. */
export interface Previous {
  ticket: string;
  annulledFor: Fault[];
  paymentReference?: string;
}

/** A draft as it outlives the page: with a host that keeps drafts, or on the device where the applicant chose so. */
export interface SavedDraft {
  version: 1;
  step: Step;
  /** The printed date that the check was made for. */
  expiresOn: Day;
  fields: Fields;
  photo?: Attachment;
  signature?: Attachment;
  previous?: Previous;
  /** The application's id: the same draft, sent from two pages, is the same application. */
  id?: string;
  /** Signed and on its way when the page was lost: the same bytes are sent again, and nothing else. */
  signed?: { canonical: Uint8Array; signature: DetachedSignature };
}

const isPicture = (value: unknown): value is Attachment =>
  isObject(value) && (value['mediaType'] === 'image/jpeg' || value['mediaType'] === 'image/png') && value['bytes'] instanceof Uint8Array;

/**
 * What of a draft can be used: it may come from another version of this page, or have been changed where it was kept. What is
 * not of its kind is left out; whether it is right is for the core to say.
 */
export function readDraft(given: object, expiresOn: Day): SavedDraft {
  const { step, fields, photo, signature, previous, id, signed } = given as { readonly [Field in keyof SavedDraft]?: unknown };
  const entered = isObject(fields)
    ? Object.entries(fields).filter(
        ([name, value]) => Object.hasOwn(noFields, name) && typeof value === typeof noFields[name as keyof Fields],
      )
    : [];
  const read = { ...noFields, ...Object.fromEntries(entered) } as Fields;
  if (read.settledBy !== 'exemption') read.settledBy = 'payment';
  const isSigned =
    isObject(signed) &&
    signed['canonical'] instanceof Uint8Array &&
    isObject(signed['signature']) &&
    signed['signature']['bytes'] instanceof Uint8Array;
  const isPrevious = isObject(previous) && typeof previous['ticket'] === 'string' && Array.isArray(previous['annulledFor']);
  return {
    version: 1,
    step: steps.find((each) => each === step) ?? 'details',
    expiresOn,
    fields: read,
    ...(isPicture(photo) ? { photo } : {}),
    ...(isPicture(signature) ? { signature } : {}),
    ...(isPrevious ? { previous: previous as unknown as Previous } : {}),
    ...(typeof id === 'string' ? { id } : {}),
    ...(isSigned ? { signed: signed as unknown as NonNullable<SavedDraft['signed']> } : {}),
  };
}

export type DutyAnswer = DutyDue | DutyExempt | NotCovered | Invalid;

/** The number of a phone as people write it, in E.164 where that is plain: `8 (701) 000-00-00` is `+77010000000`. */
export function phoneOf(typed: string): string {
  const number = typed.replace(/[\s()\u2010-\u2015.-]/g, '');
  const [, rest] = /^(?:\+7|[78]|)([67]\d{9})$/.exec(number) ?? [];
  return rest === undefined ? number : `+7${rest}`;
}

/** A number as `+7 701 000 00 00`, for reading; anything else as it is. */
export function showPhone(number: string): string {
  return number.replace(/^(\+7)(\d{3})(\d{3})(\d{2})(\d{2})$/, '$1 $2 $3 $4 $5');
}

const packed = (typed: string): string => typed.replace(/[\s№]/g, '');
const trimmed = (typed: string): string => typed.trim().replace(/\s+/g, ' ');

/**
 * The draft for the core, which judges it: what is blank is left out, so that it is told as missing.
 * The type is promised only for what has been judged complete.
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

/** How the duty is settled. The amount is the core's own, never typed. */
function settled(fields: Fields, duty: DutyAnswer): object {
  if (duty.outcome === 'exempt') return { exemption: duty.because };
  if (fields.settledBy === 'exemption') return { exemption: fields.exemption };
  return {
    paymentReference: trimmed(fields.paymentReference) || undefined,
    paidOn: fields.paidOn || undefined,
    amount: duty.outcome === 'due' ? duty.amount : undefined,
  };
}

/** Whether anything would be lost. */
export function isBegun(fields: Fields, pictures: Pictures): boolean {
  return (
    pictures.photo !== undefined ||
    pictures.signature !== undefined ||
    (Object.keys(noFields) as (keyof Fields)[]).some((name) => fields[name] !== noFields[name])
  );
}
