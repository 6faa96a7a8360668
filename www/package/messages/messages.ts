import type { Citation, ProblemCode, RefusalCode, Status } from '../contract.ts';

/** The words for every code that the core answers with, in one language. */
export interface Messages {
  /** Why an application online is refused: a whole sentence. */
  refusals: Record<RefusalCode, string>;
  /** What is wrong with a value: a whole sentence, to be shown at the field that `path` names. */
  problems: Record<ProblemCode, string>;
  /** Where an application stands: a whole sentence. */
  statuses: Record<Status, string>;
  /** How far the text of a citation is the act's own: a few words. */
  certainty: Record<Citation['certainty'], string>;
}
