/**
 * The contract of kualik: every type and every function's signature, written once.
 *
 * Dates are `YYYY-MM-DD` strings of the proleptic Gregorian calendar, 1991-01-01 to 2100-12-31.
 * Instants are epoch milliseconds. `null`, `undefined` and a missing field mean the same; an unknown
 * field is a problem. No function throws for its arguments.
 */

/** What is wrong with a value. Words for each code in three languages: `kualik/messages/{ru,kk,en}`. */
export type ProblemCode =
  /** The field is needed and is missing, `null` or `undefined`. */
  | 'required'
  /** The contract has no field of this name here. */
  | 'unknown-field'
  /** Text that is not one of the codes listed by the contract; `params.allowed` lists them. */
  | 'unknown-value'
  /** Not of the kind that the contract asks for; `params.expected` names the kind. */
  | 'wrong-type'
  /** Not written `YYYY-MM-DD` in ASCII digits. */
  | 'malformed-date'
  /** Written well, but the calendar has no such day, as 2025-02-30. */
  | 'impossible-date'
  /** A day of a year before 1991 or after 2100. */
  | 'date-out-of-range'
  /** A number outside its limits; `params.min` and `params.max` name them. */
  | 'number-out-of-range'
  /** Text or a list that must hold something and is empty or blank. */
  | 'empty'
  /** Longer than allowed; `params.max` names the limit. */
  | 'too-long'
  /** A character that cannot stand here: a control, an invisible or a broken one. */
  | 'illegal-character'
  /** The end of a span of days comes before its start. */
  | 'end-before-start'
  /** Two dated values cover the same day; `params.with` is the path of the other. */
  | 'overlapping-dates'
  /** The same entry stands twice in a list. */
  | 'duplicate'
  /** Not a decimal number written in ASCII digits, as `0.2`. */
  | 'malformed-number'
  /** The module failed. The next call works; please report it. */
  | 'internal';

/** One thing that is wrong: what, and where. Carries nothing of the value itself. */
export interface Problem {
  code: ProblemCode;
  /** Where it is wrong, as `expiresOn` or `ruleset.duty[1].from`; `''` for the argument as a whole. */
  path: string;
  params?: Record<string, string | number>;
}

/** The answer to arguments that cannot be read: all problems, never just the first. */
export interface Invalid {
  outcome: 'invalid';
  problems: Problem[];
}

/** Where a rule comes from. */
export interface Citation {
  /** The act, as the law names it, in Russian. */
  act: string;
  /** The clause («п. 7»), where it is known. */
  clause?: string;
  /** The rule in words, in Russian. */
  text: string;
  /** `order`: the act's own words; `report`: as official media report the act; `interpretation`: our reading. */
  certainty: 'order' | 'report' | 'interpretation';
}

/** What an applicant is told who cannot apply online. */
export interface Notice {
  /** The order's own words, byte for byte. */
  ru: string;
  /** Unofficial translation: no official Kazakh text was found. */
  kk: string;
  /** Unofficial translation. */
  en: string;
  /** The one language whose text is the order's own. */
  official: 'ru';
}

/** The document to be renewed: удостоверение личности / жеке куәлік and its neighbours. */
export type DocumentKind = 'identity-card' | 'passport' | 'residence-permit' | 'stateless-person-certificate';
/** Why a new document is wanted. */
export type Reason =
  | 'expiry' | 'loss' | 'theft' | 'damage' | 'name-change' | 'data-correction' | 'first-issue' | 'other';
/** Who applies: the document's owner, or somebody for them. */
export type Applicant = 'owner' | 'representative';
/** How biometric identification ended. */
export type Biometrics = 'passed' | 'failed' | 'not-attempted';

/** A question: may this document be renewed online on this day? */
export interface EligibilityQuery {
  document: DocumentKind;
  reason: Reason;
  applicant: Applicant;
  /** The date printed on the card. Required for a covered document and reason: an identity card replaced on expiry. */
  expiresOn?: string | null;
  /** Default `not-attempted`. */
  biometrics?: Biometrics | null;
  /** The civil date to decide for; wins over `now`. */
  on?: string | null;
  /** The instant whose civil date in Kazakhstan (UTC+5) to decide for; default: the device's clock. */
  now?: number | null;
  /** The rules to decide by; default: the embedded ones. */
  ruleset?: Ruleset | null;
}

/** A span of days, both included. */
export interface Window {
  opensOn: string;
  closesOn: string;
}

/** The card may be renewed online on that day. */
export interface Eligible {
  outcome: 'eligible';
  /** The civil date of Kazakhstan that the verdict is for. */
  checkedOn: string;
  /** The id of the ruleset that decided. */
  ruleset: string;
  /** Calendar days from `checkedOn` to the printed date; negative once expired. */
  daysToExpiry: number;
  /** The days on which this card may be renewed online: its window, cut to the days in force. */
  window: Window;
  /** The clauses that the verdict rests on. */
  basis: Citation[];
}

/** Why an application online is refused, in the order in which refusals are listed. */
export type RefusalCode =
  | 'pilot-not-started' | 'pilot-ended' | 'document-not-covered' | 'reason-not-covered'
  | 'applicant-not-owner' | 'biometrics-failed' | 'window-not-open' | 'window-closed';

/** One ground for refusal (отказ), with its clause. */
export interface Refusal {
  code: RefusalCode;
  basis: Citation;
}

/** The card cannot be renewed online on that day. */
export interface Unavailable {
  outcome: 'unavailable';
  checkedOn: string;
  ruleset: string;
  /** Every refusal that holds, in the order of {@link RefusalCode}; never empty. */
  refusals: Refusal[];
  notice: Notice;
  /** Only for a covered document and reason. */
  daysToExpiry?: number;
  /** Only for a covered document and reason, and where a day of the window lies in force. */
  window?: Window;
}

/** The answer of {@link checkEligibility}. */
export type Verdict = Eligible | Unavailable | Invalid;

/** Text in the three languages of the service. */
export interface Translated {
  ru: string;
  kk: string;
  en: string;
}

/** The rules as data, so that a host can bring a changed order without a new release. */
export interface Ruleset {
  /** Stands in every verdict. 1 to 64 characters of `a-z`, `0-9`, `-` and `.`. */
  id: string;
  title: Translated;
  /** The days on which the order is in force, both included. */
  inForce: { from: string; through: string; basis: Citation };
  /** What the order covers; the citation of each is also the ground for refusing what is not covered. */
  covers: {
    documents: DocumentKind[];
    reasons: Reason[];
    applicants: Applicant[];
    basis: { document: Citation; reason: Citation; applicant: Citation; biometrics: Citation };
  };
  /** Days before and after the printed date, 0 to 3660, both ends included. */
  window: { daysBefore: number; daysAfter: number; basis: Citation };
  /** The state duty by date; spans never overlap, and a day outside them is not covered. */
  duty: DutyValue[];
  /** Persons exempt from the duty by date. */
  exemptPersons: ExemptPersons[];
  notice: Notice;
}

/** One dated value of the state duty (государственная пошлина). */
export interface DutyValue {
  from: string;
  through: string;
  /** Monthly calculation index (МРП), tenge. */
  mrp: number;
  /** The share of the index, a decimal as `0.2`. */
  rate: string;
  /** Tenge, as published. With `exempt`, what would be due without the exemption. */
  amount: number;
  /** Replacement because of expiry is free in these days. */
  exempt?: 'replacement-on-expiry' | null;
  basis: Citation;
}

/** A group of persons exempt from the duty. */
export interface ExemptPersons {
  code: string;
  from: string;
  /** Last day, included; open where absent. */
  through?: string | null;
  basis: Citation;
}

/** The ruleset can be used. */
export interface Sound {
  outcome: 'sound';
}

/** Decides whether the card may be renewed online on that day, and why not. */
export function checkEligibility(query: EligibilityQuery): Verdict;
/** The embedded rules, as data. */
export function ruleset(): Ruleset;
/** Whether rules that a host brings can be used; all problems where not. */
export function checkRuleset(ruleset: Ruleset): Sound | Invalid;
/** Which package and which embedded ruleset this is. */
export function version(): { package: string; ruleset: string };
