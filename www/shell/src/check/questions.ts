import type { Applicant, DocumentKind, EligibilityQuery, Reason, Ruleset } from 'kualik/check';

/** What has been answered so far. */
export interface Answers {
  document?: DocumentKind;
  reason?: Reason;
  applicant?: Applicant;
}

/** Which questions can still change the answer, and the query once they are answered. */
export interface Plan {
  asksReason: boolean;
  asksApplicant: boolean;
  asksExpiry: boolean;
  query?: Omit<EligibilityQuery, 'on'>;
}

/**
 * Asks only what can change the decision. A case that the rules do not cover is refused whatever else is answered, so no
 * further question is asked; in the query, a covered value stands in for it and adds no refusal of its own.
 */
export function plan(answers: Answers, covers: Ruleset['covers'], expiresOn: string | undefined): Plan {
  const { document, reason, applicant } = answers;
  const asksReason = document !== undefined && covers.documents.includes(document);
  const asksApplicant = asksReason && reason !== undefined && covers.reasons.includes(reason);
  const asksExpiry = asksApplicant && applicant !== undefined;
  const asked = { asksReason, asksApplicant, asksExpiry };
  const anyReason = covers.reasons[0] ?? 'other';
  const anyApplicant = covers.applicants[0] ?? 'owner';

  if (document === undefined) return asked;
  if (!asksReason) return { ...asked, query: { document, reason: anyReason, applicant: anyApplicant } };
  if (reason === undefined) return asked;
  if (!asksApplicant) return { ...asked, query: { document, reason, applicant: anyApplicant } };
  if (applicant === undefined || expiresOn === undefined) return asked;
  return { ...asked, query: { document, reason, applicant, expiresOn } };
}
