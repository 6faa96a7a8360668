import type { Problem } from 'kualik';
import type { SubmitAnswer } from '../gateway/gateway.ts';
import type { SignAnswer } from '../signing/signing.ts';

/** The progress of sending, or how the last attempt ended. */
export type SendingState =
  | { phase: 'idle' | 'signing' | 'sending' | 'unavailable' }
  /** The duty is no longer the one that was shown. */
  | { phase: 'duty-changed' }
  /** A restored draft was signed, and what is signed does not fit it, these rules or this service. */
  | { phase: 'unfit' }
  | { phase: 'invalid' | 'refused'; problems: readonly Problem[] }
  | { phase: 'not-signed'; because: 'cancelled' | Extract<SignAnswer, { outcome: 'failed' }>['because'] }
  | { phase: 'rejected'; because: Extract<SubmitAnswer, { outcome: 'rejected' }>['because'] }
  | { phase: 'unreachable'; because: 'cancelled' | Extract<SubmitAnswer, { outcome: 'unreachable' }>['because'] };

/** Other bytes are registered under this application's id. */
export const isDuplicate = (problems: readonly Problem[]): boolean =>
  problems.some(({ code, path }) => code === 'duplicate' && path === 'id');
