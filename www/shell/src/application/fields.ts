import type { Attachment } from 'kualik';
import type { Day } from '../day.ts';

/** What has been typed and chosen after the check, as it stands in the fields; at first, nothing. */
export const noFields = {
  iin: '',
  surname: '',
  givenName: '',
  patronymic: '',
  phone: '',
  cardNumber: '',
  region: '',
  registrationPoint: '',
  settledBy: 'payment' as 'payment' | 'exemption',
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

/** Whether anything would be lost. */
export function isBegun(fields: Fields, pictures: Pictures): boolean {
  return (
    pictures.photo !== undefined ||
    pictures.signature !== undefined ||
    (Object.keys(noFields) as (keyof Fields)[]).some((name) => fields[name] !== noFields[name])
  );
}

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
