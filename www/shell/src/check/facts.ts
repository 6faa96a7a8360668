import type { Citation } from 'kualik/check';

/** Facts that an applicant needs and no ruleset contains, with their sources. */

/** Branches that require an appointment. */
export const booking: Citation = {
  act: 'lada.kz, 149875',
  text: 'С 20.02.2026 в 32 отделениях ЦОН принимают только посетителей, записавшихся заранее.',
  certainty: 'report',
};
