import type { Attachment } from 'kualik';
import type { Day } from '../day.ts';

/** Everything entered after the check, as typed. Empty at first. */
export const noFields = {
  iin: '',
  surname: '',
  givenName: '',
  patronymic: '',
  phone: '',
  cardNumber: '',
  region: '',
  registrationPoint: '',
  settledBy: '' as '' | 'payment' | 'exemption',
  paymentReference: '',
  paidOn: '' as Day | '',
  /** The code of an exempt group. */
  exemption: '',
  consent: false,
};

export type Fields = typeof noFields;
export type TextField = Exclude<keyof Fields, 'settledBy' | 'consent' | 'paidOn'>;

export interface Pictures {
  photo?: Attachment | undefined;
  signature?: Attachment | undefined;
}

/** Whether anything has been entered. */
export function isBegun(fields: Fields, pictures: Pictures): boolean {
  return (
    pictures.photo !== undefined ||
    pictures.signature !== undefined ||
    (Object.keys(noFields) as (keyof Fields)[]).some((name) => fields[name] !== noFields[name])
  );
}

/** A phone number in E.164, if it is clearly one of Kazakhstan: `8 (701) 000-00-00` is `+77010000000`. */
export function phoneOf(typed: string): string {
  const number = typed.replace(/[\s()\u2010-\u2015.-]/g, '');
  const [, rest] = /^(?:\+7|[78]|)([67]\d{9})$/.exec(number) ?? [];
  return rest === undefined ? number : `+7${rest}`;
}

/** Formats a number as `+7 701 000 00 00`; leaves anything else unchanged. */
export function showPhone(number: string): string {
  return number.replace(/^(\+7)(\d{3})(\d{3})(\d{2})(\d{2})$/, '$1 $2 $3 $4 $5');
}
