import type { CautionCode, Citation, Liability, ProblemCode, RefusalCode, Status } from '../contract.ts';

/** The words for every code that the core answers with, in one language. */
export interface Messages {
  /** Why an application online is refused: a whole sentence. */
  refusals: Record<RefusalCode, string>;
  /** What to know although the card may be renewed: whole sentences. */
  cautions: Record<CautionCode, string>;
  /** What is wrong with a value: a whole sentence, to be shown at the field that `path` names. */
  problems: Record<ProblemCode, string>;
  /** Where an application stands: a whole sentence. */
  statuses: Record<Status, string>;
  /** What an expired card costs: a whole sentence, in which the fields of the answer stand in braces, as `{since}`. */
  liability: Record<Exclude<Liability['outcome'], 'not-covered' | 'invalid'>, string>;
  /** How far the text of a citation is the act's own: a few words. */
  certainty: Record<Citation['certainty'], string>;
}
