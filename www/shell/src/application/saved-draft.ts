import type { Attachment, Fault } from 'kualik';
import type { Day } from '../day.ts';
import { isObject } from '../is-object.ts';
import type { DetachedSignature } from '../signing/signing.ts';
import { noFields, type Fields } from './fields.ts';
import { steps, type Step } from './steps.ts';

/** Where a draft outlives the page: nowhere, on this device, nowhere although it was asked for, or with the app around it. */
export type Keeping = 'no' | 'here' | 'failed' | 'by-host';

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
