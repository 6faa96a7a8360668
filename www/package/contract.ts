/**
 * The contract of kualik: every type and every function, written once.
 *
 * Dates are `YYYY-MM-DD` strings of the proleptic Gregorian calendar, 1991-01-01 to 2100-12-31; days counted from one may lie after.
 * Instants are epoch milliseconds. `null`, `undefined` and a missing field mean the same; an unknown
 * field is a problem. No function throws for its arguments.
 */

import { withId } from './application-id.ts';
import { call, renew } from './instance.ts';

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
  /** Not a mobile number of Kazakhstan in E.164 form. */
  | 'malformed-phone'
  /** Not a UUID. */
  | 'malformed-uuid'
  /** A day after the one that is decided for; for a payment, after the day of the application or of its registration. */
  | 'date-in-the-future'
  /** A day before the first that a server still takes an application of; `params.earliest` is that day. */
  | 'too-long-ago'
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
  /** The file goes on after the end of the image. */
  | 'trailing-bytes'
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
  /** Not what the rest of the data makes it; a ruleset with the id of the embedded one must be that one. */
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
  /** Article, point and sub-point («ст. 664 п. 1 пп. 8»), where they are known. */
  clause?: string;
  /** The rule in words, in Russian. */
  text: string;
  /** `act`: the words of an act that was read; `report`: as official media report it; `interpretation`: our reading. */
  certainty: 'act' | 'report' | 'interpretation';
  /** What is read into it, in Russian. */
  note?: string;
}

/** Where a value was looked up, and on which day. */
export interface Checked {
  source: string;
  on: string;
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

/** What an applicant should know although the card may be renewed. */
export type CautionCode =
  /** Living with the expired card is an offence on that day (КоАП 492): `basis` is the clause of the stage that holds. */
  'offence-begins';

/** One thing to know, with its clause. It never changes the verdict. */
export interface Caution {
  code: CautionCode;
  basis: Citation;
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
  /** What to know besides; often empty. */
  cautions: Caution[];
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
  inForce: { from: string; through: string; basis: Citation; checked?: Checked | null };
  /** What the order covers; the citation of each is also the ground for refusing what is not covered. */
  covers: {
    documents: DocumentKind[];
    reasons: Reason[];
    applicants: Applicant[];
    basis: { document: Citation; reason: Citation; applicant: Citation; biometrics: Citation };
    checked?: Checked | null;
  };
  /** Days before and after the printed date, 0 to 3660, both ends included. */
  window: { daysBefore: number; daysAfter: number; basis: Citation; checked?: Checked | null };
  /** The monthly calculation index (МРП) by date; spans never overlap. */
  mrp: MrpValue[];
  /** The state duty by date; spans never overlap, and a day outside them is not covered. */
  duty: DutyValue[];
  /** Persons exempt from the duty by date. A group may stand here more than once, for days that never overlap. */
  exemptPersons: ExemptPersons[];
  /** What living with an expired card costs, by date; spans never overlap. May be empty. */
  liability: LiabilityValue[];
  /** How the duty of an annulled application comes back: for so many years after payment, 1 to 100. */
  refund: { years: number; basis: Citation; checked?: Checked | null };
  notice: Notice & { checked?: Checked | null };
}

/** The monthly calculation index (МРП) of some days, both ends included. */
export interface MrpValue {
  from: string;
  through: string;
  /** Tenge, 1 to 1 000 000. */
  amount: number;
  basis: Citation;
  checked?: Checked | null;
}

/** One dated value of the state duty (государственная пошлина). */
export interface DutyValue {
  from: string;
  through: string;
  /** The share of the index, a decimal as `0.2` of at most 6 characters. */
  rate: string;
  /** No duty arises in these days. */
  exempt?: 'not-an-object' | null;
  basis: Citation;
  checked?: Checked | null;
}

/** A group of persons exempt from the duty. */
export interface ExemptPersons {
  code: string;
  from: string;
  /** Last day, included; open where absent. */
  through?: string | null;
  basis: Citation;
  checked?: Checked | null;
}

/** What living with an expired card costs in some days. */
export interface LiabilityValue {
  from: string;
  through: string;
  /** Its first day is so many days after the printed date: 0 to 3660, and at most 28 × `fine.months`. */
  warning: { days: number; basis: Citation };
  /** Its first day is the day after so many calendar months, 1 to 120. In indices, 1 to 1000; `repeatedMrp` again within a year. */
  fine: { months: number; mrp: number; repeatedMrp: number; basis: Citation };
  checked?: Checked | null;
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
  /** The day of payment, whose index decides the amount; default: the day asked for, after which it must not be. */
  paidOn?: string | null;
  /** The code of an exempt group of the ruleset. */
  exemption?: string | null;
  ruleset?: Ruleset | null;
}

/** A duty is due. */
export interface DutyDue {
  outcome: 'due';
  /** Whole tenge: the share of the index, its fraction dropped. */
  amount: number;
  currency: 'KZT';
  /** The share of the monthly calculation index, a decimal as `0.2`. */
  rate: string;
  /** The monthly calculation index (МРП) of the day of payment, tenge. */
  mrp: number;
  basis: Citation;
}

/** No duty is due: none arises, or the person is exempt. */
export interface DutyExempt {
  outcome: 'exempt';
  because: 'not-an-object' | 'exempt-person';
  basis: Citation;
}

/** No dated value covers that day; the nearest one is never taken instead. */
export interface NotCovered {
  outcome: 'not-covered';
  checkedOn: string;
  /** The day of payment that was given, where no index covers it. */
  paidOn?: string;
}

/** A question: what does living with this card cost on a day? */
export interface LiabilityQuery {
  /** The date printed on the card. */
  expiresOn: string;
  /** The civil date to ask for; wins over `now`. */
  on?: string | null;
  /** The instant whose civil date in Kazakhstan to ask for; default: the device's clock. */
  now?: number | null;
  ruleset?: Ruleset | null;
}

/** What an expired card costs (КоАП 492). Its days may lie after 2100. */
export type Liability =
  /** Nothing before the day `from`, the first of the warning. */
  | { outcome: 'none'; from: string; basis: Citation }
  /** A warning since that day; a fine from `fineFrom`. */
  | { outcome: 'warning'; since: string; fineFrom: string; basis: Citation }
  /** A fine since that day, in indices and in tenge by the index of the day asked for; `repeated…` again within a year. */
  | { outcome: 'fine'; since: string; mrp: number; amount: number; repeatedMrp: number; repeatedAmount: number; basis: Citation }
  | NotCovered
  | Invalid;

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
  /** Of the latest century that makes the holder at least 16 ten years before the printed date. */
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
    /** Missing where a person has one name alone. */
    givenName?: string | null;
    patronymic?: string | null;
    /** A mobile number of Kazakhstan in E.164 form: `+7` and ten digits. */
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
  /** The payment, or the code of an exempt group. Left out where no duty arises, required where one does. */
  duty?: { paymentReference: string; paidOn: string; amount: number } | { exemption: string } | null;
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
  applicant: { iin: string; surname: string; givenName?: string; patronymic?: string; phone: string };
  card: { number: string; expiresOn: string };
  region: RegionCode;
  /** УМС ДП of the region. */
  reviewer: 'migration-service';
  registrationPoint: string;
  photo: AttachmentDigest;
  signature: AttachmentDigest;
  duty:
    | { outcome: 'due'; amount: number; currency: 'KZT'; rate: string; mrp: number; paymentReference: string; paidOn: string }
    | { outcome: 'exempt'; because: 'exempt-person'; exemption: string }
    | { outcome: 'exempt'; because: 'not-an-object' };
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

/** What happened to an application; `at` is in epoch milliseconds, and `paidOn` no later than its day in Kazakhstan. */
export type ApplicationEvent =
  | { type: 'registered'; at: number; by: 'portal'; ticket: string; region: RegionCode; dutyPaid: true; paidOn: string }
  | { type: 'registered'; at: number; by: 'portal'; ticket: string; region: RegionCode; dutyPaid: false }
  | { type: 'review-started'; at: number; by: 'migration-service' }
  | { type: 'approved'; at: number; by: 'migration-service' }
  | { type: 'annulled'; at: number; by: 'migration-service'; for: Fault[] }
  | { type: 'arrived'; at: number; by: 'central-node' }
  | { type: 'handed-over'; at: number; by: 'registration-point'; ticket: string };

/** One row of the table of transitions. An event that stands in no row for the record's status is rejected. */
export interface Transition {
  /** What happens. */
  event: ApplicationEvent['type'];
  /** The status that it is allowed from; absent where the event makes the record. */
  from?: Status;
  /** Who alone may report it. */
  by: ApplicationEvent['by'];
  /** The status that it leads to. */
  to: Status;
}

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
  /**
   * Where the duty of an annulled application was paid: the clause by which it can be claimed back, and the last day for
   * the documents. It is never set off against the duty of a new application.
   */
  refund: 'none' | { basis: Citation; claimBy: string };
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

/** What arguments are read by, so that a page need not repeat it. Lengths are the longest allowed, in characters. */
export interface Limits {
  /** The largest {@link Attachment}, in bytes. */
  attachmentBytes: number;
  /** How many digits an IIN has. */
  iinDigits: number;
  /** How many digits a card's number has. */
  cardNumberDigits: number;
  /** Of each part of a person's name. */
  nameLength: number;
  /** Of the place where the card is collected. */
  registrationPointLength: number;
  paymentReferenceLength: number;
  ticketLength: number;
  /** Of each text of a {@link Ruleset}. */
  rulesetTextLength: number;
  /** The longest window of a {@link Ruleset}, in days on either side of the printed date. */
  windowDays: number;
  /** The largest amount, in tenge. */
  amount: number;
  /** The first day that is no `date-out-of-range`. */
  firstDate: string;
  /** The last one. */
  lastDate: string;
  /** By how many minutes the civil time of Kazakhstan is ahead of UTC. */
  utcOffsetMinutes: number;
}

/**
 * Gives up the module's instance, and with it the memory that has held what was asked, once a fresh one is there: for a page
 * that has forgotten an application. Rejects where there is no memory for another; the old one then goes on.
 */
export const forget = (): Promise<void> => renew();

/** Decides whether the card may be renewed online on that day, and why not. */
export const checkEligibility = (query: EligibilityQuery): Verdict => call('checkEligibility', query);
/** The embedded rules, as data. */
export const ruleset = (): Ruleset => call('ruleset');
/** Whether rules that a host brings can be used; all problems where not. */
export const checkRuleset = (ruleset: Ruleset): Sound | Invalid => call('checkRuleset', ruleset);
/** Which package and which embedded ruleset this is. */
export const version = (): { package: string; ruleset: string } => call('version');
/** The state duty of an application of a day; without a question, of today. */
export const stateDuty = (query?: DutyQuery | null): DutyDue | DutyExempt | NotCovered | Invalid => call('stateDuty', query);
/** What living with an expired card costs on a day: nothing yet, a warning, or a fine. */
export const liability = (query: LiabilityQuery): Liability => call('liability', query);
/** Whether an IIN can exist: length, digits and control digit alone decide. */
export const parseIin = (text: string): ValidIin | Invalid => call('parseIin', text);
/**
 * Reads the machine-readable zone of an identity card from what people paste: three lines or 90 characters. The options are
 * read, but no day decides anything here.
 */
export const parseMrz = (text: string, options?: Options | null): IdentityCard | Invalid => call('parseMrz', text, options);
/** The regions, in the order of their codes. */
export const regions = (): Region[] => call('regions');
/** The whole life of an application: the table of transitions that {@link advance} goes by, in the order of that life. */
export const lifecycle = (): Transition[] => call('lifecycle');
/** The limits that arguments are read by. */
export const limits = (): Limits => call('limits');
/**
 * Whether a draft may be built, and all problems where not. A card that cannot be renewed online is told
 * so before anything else.
 */
export const reviewApplication = (draft: ApplicationDraft, options?: Options | null): Complete | Unavailable | Invalid =>
  call('reviewApplication', draft, options);
/** Builds the application and the bytes to sign. The same draft and options, `id` among them, give the same bytes. */
export const buildApplication = (draft: ApplicationDraft, options?: BuildOptions | null): Built | Unavailable | Invalid =>
  call('buildApplication', draft, withId(options));
/** Applies an event to a record, or to none where the event makes one. The rules decide what can be claimed back, and by when. */
export const advance = (
  record: ApplicationRecord | null | undefined,
  event: ApplicationEvent,
  options?: { ruleset?: Ruleset | null } | null,
): Advanced | Rejected | Invalid => call('advance', record, event, options);
