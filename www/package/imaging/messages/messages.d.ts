import type { CheckId, ImagingProblemCode, Prepared } from '../imaging.js';

/** The words for every check and code of the picture checks, in one language. */
export interface Messages {
  /** What a check is about: a few words, for a list. */
  checks: Record<CheckId, string>;
  /** What to do where a check is doubtful: a whole sentence. */
  doubtful: Record<CheckId, string>;
  /** What to do where a check is poor: a whole sentence. */
  poor: Record<CheckId, string>;
  /** What is wrong with a picture that cannot be assessed: a whole sentence. */
  problems: Record<ImagingProblemCode, string>;
  /** What was changed of a picture that was made ready: a whole sentence. */
  changes: Record<Prepared['changed'][number], string>;
}

/** The words of this entry's language. */
export const messages: Messages;
