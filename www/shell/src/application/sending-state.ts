import type { Problem } from 'kualik';
import type { SubmitAnswer } from '../gateway/gateway.ts';
import type { SignAnswer } from '../signing/signing.ts';

/** The progress of sending, or how the last attempt ended. */
export type SendingState =
  | { phase: 'idle' | 'signing' | 'sending' | 'unavailable' }
  /** The duty is no longer the one that was shown. */
  | { phase: 'duty-changed' }
  | { phase: 'invalid' | 'refused'; problems: readonly Problem[] }
  | { phase: 'not-signed'; because: 'cancelled' | Extract<SignAnswer, { outcome: 'failed' }>['because'] }
  | { phase: 'unreachable'; because: Extract<SubmitAnswer, { outcome: 'unreachable' }>['because'] };
