import type { EligibilityQuery, Ruleset } from 'kualik/check';
import type { Day } from '../day.ts';

type Asked = Pick<EligibilityQuery, 'document' | 'reason' | 'applicant'>;

/** What can have happened to a document, each as the core is asked about it. The words have the order in which they are shown. */
export const situations = {
  expiry: { document: 'identity-card', reason: 'expiry', applicant: 'owner' },
  loss: { document: 'identity-card', reason: 'loss', applicant: 'owner' },
  damage: { document: 'identity-card', reason: 'damage', applicant: 'owner' },
  'other-data': { document: 'identity-card', reason: 'name-change', applicant: 'owner' },
  'other-document': { document: 'passport', reason: 'expiry', applicant: 'owner' },
  'other-person': { document: 'identity-card', reason: 'expiry', applicant: 'representative' },
} as const satisfies Record<string, Asked>;

export type Situation = keyof typeof situations;

/** What the core is asked, and whether the printed date is asked for first. */
export interface Plan {
  asksExpiry: boolean;
  query?: Omit<EligibilityQuery, 'on'>;
  /** The date in the query is not the applicant's: nothing may be said of it. */
  isStandIn?: true;
}

/**
 * The printed date is asked for only where it decides. Where a document is covered but not this applicant, the core wants
 * a date all the same: the day that is decided for, which adds no refusal of its own, stands in for it.
 */
export function plan(situation: Situation, covers: Ruleset['covers'], expiresOn: Day | undefined, decidedOn: Day): Plan {
  const asked: Asked = situations[situation];
  const isDated = covers.documents.includes(asked.document) && covers.reasons.includes(asked.reason);
  if (!isDated) return { asksExpiry: false, query: asked };
  if (!covers.applicants.includes(asked.applicant))
    return { asksExpiry: false, query: { ...asked, expiresOn: decidedOn }, isStandIn: true };
  return { asksExpiry: true, ...(expiresOn === undefined ? {} : { query: { ...asked, expiresOn } }) };
}
