// What decides, without what applies: the part of the contract that the module of `kualik/check` has.

/** Every type of the contract. */
export type * from '../contract.ts';
/** What decides. */
export { checkEligibility, checkRuleset, forget, liability, ruleset, stateDuty, version } from '../contract.ts';
