import { checkEligibility, type EligibilityQuery, type Unavailable } from 'kualik/check';
import type { Day } from '../day.ts';

/** The day on which the same applicant may apply, if there is one in the future. Found by asking the core again, not by rules of its own. */
export function comeBackOn(query: EligibilityQuery, refused: Unavailable): Day | undefined {
  const opensOn = refused.window?.opensOn;
  if (opensOn === undefined || opensOn <= refused.checkedOn) return undefined;
  return checkEligibility({ ...query, on: opensOn }).outcome === 'eligible' ? opensOn : undefined;
}
