import type { Application, ApplicationEvent, ApplicationRecord, Attachment, Problem } from 'kualik';
import type { DetachedSignature, Signing } from '../signing/signing.ts';

/** A built and signed application, with the pictures that it refers to by digest. */
export interface Submission {
  application: Application;
  /** The signed bytes. They are sent unchanged and never rebuilt. */
  canonical: Uint8Array;
  signature: DetachedSignature;
  photo: Attachment;
  signaturePicture: Attachment;
}

/** The event that creates a record: the registration ticket (талон регистрации заявки). */
export type Registered = Extract<ApplicationEvent, { type: 'registered' }>;

/**
 * The result of sending. After `unreachable` the application may or may not have arrived. Sending it again is safe:
 * its id makes the request idempotent.
 */
export type SubmitAnswer =
  | { outcome: 'registered'; event: Registered }
  /** Read and refused, with all problems; nothing was registered. */
  | { outcome: 'refused'; problems: Problem[] }
  /** Not even read: this attempt has registered nothing. */
  | { outcome: 'rejected'; because: 'access' | 'address' | 'size' | 'other' }
  | { outcome: 'unreachable'; because: 'offline' | 'timeout' | 'server' | 'protocol' };

/** The result of asking for the record of a ticket. */
export type FindAnswer =
  | { outcome: 'found'; record: ApplicationRecord }
  /** No such ticket, or not for this applicant. */
  | { outcome: 'unknown' }
  | Extract<SubmitAnswer, { outcome: 'unreachable' }>;

/** The connection to whoever registers applications. */
export interface Gateway {
  readonly kind: 'host' | 'http' | 'sandbox';
  submit(submission: Submission, signal?: AbortSignal): Promise<SubmitAnswer>;
  /** Asks once for the record of a ticket. */
  find(ticket: string, signal?: AbortSignal): Promise<FindAnswer>;
  /** Reports each later event of the record once, oldest first; returns a function that stops it. */
  follow(ticket: string, tell: (event: ApplicationEvent) => void): () => void;
}

/** Nothing more can happen to the application. */
export const isOver = ({ next }: ApplicationRecord): boolean => next === 'none' || next === 'reapply';

type GivenSigning = Signing['kind'] | Signing | undefined;

/** How it is signed where nothing is configured; a real service has no default. */
export const signingFor = (given: GivenSigning, gateway: Gateway['kind']): GivenSigning =>
  given ?? ({ sandbox: 'none', host: 'host', http: undefined } as const)[gateway];
