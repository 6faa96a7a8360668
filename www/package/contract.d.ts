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
  /** Not as many characters as it must have; `params.length` says how many that is. */
  | 'wrong-length'
  /** Something other than ASCII digits. */
  | 'not-digits'
  /** A number that is never issued: all zeros, or an IIN whose control digit would be 10 in both passes. */
  | 'never-issued'
  /** The control digit (контрольный разряд) of an IIN does not hold. */
  | 'wrong-control-digit'
  /** The machine-readable zone has not three lines. */
  | 'wrong-line-count'
  /** A line of the machine-readable zone has not 30 characters. */
  | 'wrong-line-length'
  /** A check digit of the machine-readable zone does not hold. */
  | 'wrong-check-digit'
  /** Not issued by Kazakhstan, or not to its citizen. */
  | 'not-kazakhstan'
  /** A document of another kind. */
  | 'not-an-identity-card'
  /** Not a mobile number of Kazakhstan: `+7` and ten digits, the first 6 or 7. */
  | 'malformed-phone'
  /** Not a UUID. */
  | 'malformed-uuid'
  /** A day after the one that is decided for. */
  | 'date-in-the-future'
  /** Not the duty of that day; `params.due` is it. */
  | 'wrong-amount'
  /** A new application after annulment names the payment of the old one. */
  | 'duty-not-paid-again'
  /** No dated value of the duty covers that day. */
  | 'duty-not-covered'
  /** Neither a JPEG nor a PNG. */
  | 'not-an-image'
  /** The bytes are of another type than stated; `params.actual` names it. */
  | 'wrong-media-type'
  /** The image ends early or is broken. */
  | 'incomplete-image'
  /** More than `params.max` bytes. */
  | 'too-large'
  /** The event cannot follow the record's status. */
  | 'not-allowed-now'
  /** Not the one who may report this event; `params.allowed` names them. */
  | 'wrong-actor'
  /** Earlier than the last event. */
  | 'before-last-event'
  /** Not the record's own ticket number. */
  | 'wrong-ticket'
  /** A field of the record is not what its history makes it. */
  | 'inconsistent'
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
export type Reason = 'expiry' | 'loss' | 'theft' | 'damage' | 'name-change' | 'data-correction' | 'first-issue' | 'other';
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
  | 'pilot-not-started'
  | 'pilot-ended'
  | 'document-not-covered'
  | 'reason-not-covered'
  | 'applicant-not-owner'
  | 'biometrics-failed'
  | 'window-not-open'
  | 'window-closed';

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

/** A question for the state duty of a day; all fields may be missing. */
export interface DutyQuery {
  /** The civil date to ask for; wins over `now`. */
  on?: string | null;
  /** The instant whose civil date in Kazakhstan to ask for; default: the device's clock. */
  now?: number | null;
  /** The code of an exempt group of the ruleset, or `replacement-on-expiry`. */
  exemption?: string | null;
  ruleset?: Ruleset | null;
}

/** A duty is due. */
export interface DutyDue {
  outcome: 'due';
  /** Tenge. */
  amount: number;
  currency: 'KZT';
  /** The share of the monthly calculation index, a decimal as `0.2`. */
  rate: string;
  /** Monthly calculation index (МРП), tenge. */
  mrp: number;
  basis: Citation;
}

/** No duty is due. */
export interface DutyExempt {
  outcome: 'exempt';
  because: 'replacement-on-expiry' | 'exempt-person';
  basis: Citation;
}

/** No dated value of the duty covers that day; the nearest one is never taken instead. */
export interface NotCovered {
  outcome: 'not-covered';
  checkedOn: string;
}

/** A number that can exist. */
export interface ValidIin {
  outcome: 'valid';
  iin: string;
  /** The birth date in the historic layout. Not bound to the person since 2013: never decide by it. */
  birthDateHint?: string;
  /** The sex in the historic layout. Not bound to the person since 2013: never decide by it. */
  sexHint?: 'male' | 'female';
}

/** A field in which letters were taken for the digits that they look like. */
export interface Mended {
  /** As in {@link IdentityCard}, or the check digit's own name. */
  field:
    | 'number'
    | 'numberCheckDigit'
    | 'iin'
    | 'birthDate'
    | 'birthDateCheckDigit'
    | 'expiresOn'
    | 'expiresOnCheckDigit'
    | 'compositeCheckDigit';
  /** As it was read. */
  from: string;
  /** As the check digit confirms it. */
  to: string;
}

/** What the machine-readable zone of an identity card says. */
export interface IdentityCard {
  outcome: 'valid';
  /** Nine digits. */
  number: string;
  iin: string;
  birthDate: string;
  sex: 'male' | 'female' | 'unspecified';
  expiresOn: string;
  /** In Latin letters, as the zone transliterates it. */
  surname: string;
  /** All given names, with spaces between; empty where the zone has none. */
  givenName: string;
  nationality: 'KAZ';
  /** What was mended; absent where nothing was. */
  mended?: Mended[];
}

/** The day and the rules to decide by. */
export interface Options {
  on?: string | null;
  now?: number | null;
  ruleset?: Ruleset | null;
}

/** Two digits of ISO 3166-2:KZ. */
export type RegionCode =
  | '10'
  | '11'
  | '15'
  | '19'
  | '23'
  | '27'
  | '31'
  | '33'
  | '35'
  | '39'
  | '43'
  | '47'
  | '55'
  | '59'
  | '61'
  | '62'
  | '63'
  | '71'
  | '75'
  | '79';

/** A region, or a city of republican significance. */
export interface Region {
  code: RegionCode;
  name: { kk: string; ru: string };
  /** The office that reviews applications there: УМС ДП. */
  office: { kk: string; ru: string };
}

/** Why an application was annulled. */
export type Fault = 'photo-quality' | 'signature-quality';

/** A picture, at most 1 MiB. It is what its bytes say, so the media type must be theirs. */
export interface Attachment {
  mediaType: 'image/jpeg' | 'image/png';
  bytes: Uint8Array;
}

/** The application as the applicant fills it in. */
export interface ApplicationDraft {
  applicant: {
    iin: string;
    /** 1 to 100 letters of Kazakh and Russian Cyrillic or Latin, with hyphens, apostrophes and spaces. */
    surname: string;
    givenName: string;
    patronymic?: string | null;
    /** E.164: `+7`, then ten digits beginning with 6 or 7. */
    phone: string;
  };
  card: {
    /** Nine digits. */
    number: string;
    expiresOn: string;
  };
  region: RegionCode;
  /** Where the card is collected; up to 200 characters. */
  registrationPoint: string;
  photo: Attachment;
  signature: Attachment;
  /** The payment, or the exemption: an exempt group's code or `replacement-on-expiry`. */
  duty: { paymentReference: string; paidOn: string; amount: number } | { exemption: string };
  /** The annulled application before this one. Where a duty is due, it must be paid anew. */
  previous?: { ticket: string; annulledFor: Fault[]; paymentReference?: string | null } | null;
  consent: true;
}

/** How to build: `id`, a UUID, makes retries idempotent; without it the package makes one. */
export interface BuildOptions extends Options {
  id?: string | null;
}

/** A picture, by what identifies it. */
export interface AttachmentDigest {
  mediaType: 'image/jpeg' | 'image/png';
  /** Bytes. */
  size: number;
  /** Pixels. */
  width: number;
  height: number;
  /** Lower-case hexadecimal. */
  sha256: string;
}

/** The application that is signed: codes and data alone, no words, no pictures. */
export interface Application {
  format: 'kualik-application-1';
  /** A UUID, lower case. */
  id: string;
  document: 'identity-card';
  reason: 'expiry';
  ruleset: string;
  verdict: { checkedOn: string; daysToExpiry: number; window: Window };
  applicant: { iin: string; surname: string; givenName: string; patronymic?: string; phone: string };
  card: { number: string; expiresOn: string };
  region: RegionCode;
  /** УМС ДП of the region. */
  reviewer: 'migration-service';
  registrationPoint: string;
  photo: AttachmentDigest;
  signature: AttachmentDigest;
  duty:
    | { outcome: 'due'; amount: number; currency: 'KZT'; rate: string; mrp: number; paymentReference: string; paidOn: string }
    | { outcome: 'exempt'; because: 'replacement-on-expiry' | 'exempt-person'; exemption: string };
  previous?: { ticket: string; annulledFor: Fault[]; paymentReference?: string };
  consent: true;
}

/** The draft may be built. */
export interface Complete {
  outcome: 'complete';
}

/** The application and the bytes to sign. */
export interface Built {
  outcome: 'built';
  application: Application;
  /** RFC 8785, UTF-8. Sign, keep and send these bytes; never make them again from parsed JSON. */
  canonical: Uint8Array;
  /** Lower-case hexadecimal SHA-256 of `canonical`. */
  sha256: string;
}

/** Where an application stands. */
export type Status = 'submitted' | 'under-review' | 'in-production' | 'ready' | 'collected' | 'annulled';

/** What happened to an application; `at` is in epoch milliseconds. */
export type ApplicationEvent =
  | { type: 'registered'; at: number; by: 'portal'; ticket: string; region: RegionCode; dutyPaid: boolean }
  | { type: 'review-started'; at: number; by: 'migration-service' }
  | { type: 'approved'; at: number; by: 'migration-service' }
  | { type: 'annulled'; at: number; by: 'migration-service'; for: Fault[] }
  | { type: 'arrived'; at: number; by: 'central-node' }
  | { type: 'handed-over'; at: number; by: 'registration-point'; ticket: string };

/** Where an application stands and how it came there. */
export interface ApplicationRecord {
  /** The number of the registration ticket (талон регистрации заявки). */
  ticket: string;
  status: Status;
  region: RegionCode;
  dutyPaid: boolean;
  /** Everything that happened, in order; only ever added to. */
  history: ApplicationEvent[];
  /** What the applicant does next. */
  next: 'wait' | 'collect' | 'reapply' | 'none';
  /** Due where the duty of an annulled application was paid. */
  refund: 'due' | 'none';
}

/** The event was allowed. */
export interface Advanced {
  outcome: 'advanced';
  /** A new record; the one that was given is untouched. */
  record: ApplicationRecord;
}

/** The event was understood and is not allowed; the record stays as it was. */
export interface Rejected {
  outcome: 'rejected';
  problems: Problem[];
}

/** Decides whether the card may be renewed online on that day, and why not. */
export function checkEligibility(query: EligibilityQuery): Verdict;
/** The embedded rules, as data. */
export function ruleset(): Ruleset;
/** Whether rules that a host brings can be used; all problems where not. */
export function checkRuleset(ruleset: Ruleset): Sound | Invalid;
/** Which package and which embedded ruleset this is. */
export function version(): { package: string; ruleset: string };
/** The state duty of a day; without a question, of today. */
export function stateDuty(query?: DutyQuery | null): DutyDue | DutyExempt | NotCovered | Invalid;
/** Whether an IIN can exist: length, digits and control digit alone decide. */
export function parseIin(text: string): ValidIin | Invalid;
/** Reads the machine-readable zone of an identity card from what people paste: three lines or 90 characters. */
export function parseMrz(text: string, options?: Options | null): IdentityCard | Invalid;
/** The regions, in the order of their codes. */
export function regions(): Region[];
/**
 * Whether a draft may be built, and all problems where not. A card that cannot be renewed online is told
 * so before anything else.
 */
export function reviewApplication(draft: ApplicationDraft, options?: Options | null): Complete | Unavailable | Invalid;
/** Builds the application and the bytes to sign. The same draft and options, `id` among them, give the same bytes. */
export function buildApplication(draft: ApplicationDraft, options?: BuildOptions | null): Built | Unavailable | Invalid;
/** Applies an event to a record, or to none where the event makes one. */
export function advance(record: ApplicationRecord | null | undefined, event: ApplicationEvent): Advanced | Rejected | Invalid;
