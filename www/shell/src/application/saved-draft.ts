import type { Attachment, Fault } from 'kualik';
import type { Day } from '../day.ts';
import { isObject } from '../is-object.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { DetachedSignature } from '../signing/signing.ts';
import { noFields, type Fields } from './fields.ts';
import { steps, type Step } from './steps.ts';

/** Where the draft is kept: nowhere, on this device, nowhere because keeping failed, or by the surrounding app. */
export type Keeping = 'no' | 'here' | 'failed' | 'by-host';

/** The annulled application that this one replaces. */
export interface Previous {
  ticket: string;
  annulledFor: Fault[];
  paymentReference?: string;
}

/** A draft that outlives the page, kept by the host or, if the applicant chose so, on the device. */
export interface SavedDraft {
  version: 1;
  step: Step;
  /** The printed date that the check was made for. */
  expiresOn: Day;
  fields: Fields;
  photo?: Attachment;
  signature?: Attachment;
  previous?: Previous;
  /** The application's id, so that the same draft sent from two pages is one application. */
  id?: string;
  /** Signed and being sent when the page was lost: exactly these bytes are sent again. */
  signed?: Signed;
}

/** A signed application. */
export interface Signed {
  canonical: Uint8Array;
  signature: DetachedSignature;
  /** The kind of gateway that it was signed for; absent in drafts of earlier versions. */
  gateway?: Gateway['kind'];
}

/** RFC 9562, in lower case. */
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const isPicture = (value: unknown): value is Attachment =>
  isObject(value) && (value['mediaType'] === 'image/jpeg' || value['mediaType'] === 'image/png') && value['bytes'] instanceof Uint8Array;

/**
 * Reads a draft that may come from another version of this page or may have been changed. Fields of the wrong type are
 * dropped; whether the rest is correct is for the core to say. Consent is not taken over: whoever goes on with it gives it anew.
 */
export function readDraft(given: object, expiresOn: Day): SavedDraft {
  const { step, fields, photo, signature, previous, id, signed } = given as { readonly [Field in keyof SavedDraft]?: unknown };
  const entered = isObject(fields)
    ? Object.entries(fields).filter(
        ([name, value]) => Object.prototype.hasOwnProperty.call(noFields, name) && typeof value === typeof noFields[name as keyof Fields],
      )
    : [];
  const read = { ...noFields, ...Object.fromEntries(entered) } as Fields;
  read.consent = false;
  if (read.settledBy !== 'exemption' && read.settledBy !== 'payment') read.settledBy = '';
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
    ...(typeof id === 'string' && uuid.test(id) ? { id } : {}),
    ...(isSigned ? { signed: signed as unknown as Signed } : {}),
  };
}
