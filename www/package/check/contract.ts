// What decides, without what applies: the part of the contract that the module of `kualik/check` has.

export type * from '../contract.ts';
export { checkEligibility, checkRuleset, forget, liability, ruleset, stateDuty, version } from '../contract.ts';
