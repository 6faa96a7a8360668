import type { Application, ApplicationEvent, Attachment, Problem } from 'kualik';
import type { DetachedSignature } from '../signing/signing.ts';

/** A built and signed application with the pictures that it names by their digests. */
export interface Submission {
  application: Application;
  /** The bytes that were signed. They are sent as they are and never made again. */
  canonical: Uint8Array;
  signature: DetachedSignature;
  photo: Attachment;
  signaturePicture: Attachment;
}

/** The event that makes a record: the registration ticket (талон регистрации заявки). */
export type Registered = Extract<ApplicationEvent, { type: 'registered' }>;

/**
 * How sending ended. After `unreachable` the application may have arrived or not: sending it again is safe,
 * since its id makes the second time the same as the first.
 */
export type SubmitAnswer =
  | { outcome: 'registered'; event: Registered }
  /** It was read and is wrong; nothing was registered. */
  | { outcome: 'refused'; problems: Problem[] }
  | { outcome: 'unreachable'; because: 'offline' | 'timeout' | 'server' | 'protocol' };

/** The way to whoever registers applications. */
export interface Gateway {
  readonly kind: 'host' | 'http' | 'sandbox';
  submit(submission: Submission, signal?: AbortSignal): Promise<SubmitAnswer>;
  /** Tells each later event of the record once, oldest first; answers how to stop. */
  follow(ticket: string, tell: (event: ApplicationEvent) => void): () => void;
}
