import { checkEligibility, type Applicant, type EligibilityQuery, type Unavailable } from 'kualik/check';

/** What a refused applicant can do. Found by asking the core again, not by rules of its own. */
export interface Advice {
  /** The same applicant may apply from this day on. */
  comeBackOn?: string;
  /** The owner may apply: at once, or from `ownerFrom` on. */
  ownerMay?: boolean;
  ownerFrom?: string;
}

export function advise(query: EligibilityQuery, refused: Unavailable, applicants: readonly Applicant[]): Advice {
  const comeBackOn = opening(query, refused);
  if (comeBackOn) return { comeBackOn };
  if (applicants.includes(query.applicant)) return {};
  for (const applicant of applicants) {
    const asOwner = { ...query, applicant };
    const verdict = checkEligibility(asOwner);
    if (verdict.outcome === 'eligible') return { ownerMay: true };
    if (verdict.outcome === 'unavailable') {
      const ownerFrom = opening(asOwner, verdict);
      if (ownerFrom) return { ownerMay: true, ownerFrom };
    }
  }
  return {};
}

/** The day on which the window opens, if it is in the future and the same query is eligible then. */
function opening(query: EligibilityQuery, refused: Unavailable): string | undefined {
  const opensOn = refused.window?.opensOn;
  if (opensOn === undefined || opensOn <= refused.checkedOn) return undefined;
  return checkEligibility({ ...query, on: opensOn }).outcome === 'eligible' ? opensOn : undefined;
}
