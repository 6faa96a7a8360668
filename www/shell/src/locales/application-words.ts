import type { ApplicationEvent, ApplicationRecord, Fault, IdentityCard, Mended, Status } from 'kualik';
import type { SubmitAnswer } from '../gateway/gateway.ts';
import type { SignAnswer, Signing } from '../signing/signing.ts';
import type { ApplicationStep, Step } from '../application/steps.ts';

type Actor = ApplicationEvent['by'];
type Unsigned = Exclude<SignAnswer, { outcome: 'signed' }>;

/** Every word of the steps after the check, in one language; those of the pictures stand with them. */
export interface ApplicationWords {
  steps: {
    /** Names the list of steps. */
    label: string;
    /** Where one is. */
    of: (step: number, all: number) => string;
    names: Record<Step, string>;
    titles: Record<ApplicationStep, string>;
  };
  next: string;
  back: string;
  toReview: string;
  optional: string;
  /** Heads the list of everything that is wrong on the page. */
  problems: string;
  mrz: {
    heading: string;
    hint: string;
    label: string;
    fill: string;
    filled: string;
    latin: string;
    mended: (letters: string, field: string) => string;
    otherExpiry: (day: string) => string;
    /** Where a problem is. */
    parts: Record<MrzPart, string>;
  };
  details: {
    iin: LabelledField;
    surname: LabelledField;
    givenName: LabelledField;
    patronymic: LabelledField;
    phone: LabelledField;
    cardNumber: LabelledField;
    region: LabelledField;
    registrationPoint: LabelledField;
    expiresOn: string;
    /** Stands in the list of regions while none is chosen. */
    chooseRegion: string;
    /** The language in which regions are named. */
    regionsIn: 'kk' | 'ru';
  };
  keep: {
    label: string;
    hint: string;
    failed: string;
    found: string;
    use: string;
    forget: string;
  };
  duty: {
    label: string;
    none: string;
    notCovered: string;
    payAgain: string;
    sandbox: string;
    question: string;
    options: Record<'payment' | 'exemption', string>;
    paymentReference: LabelledField;
    paidOn: { question: string; hint: string };
    group: string;
    /** The groups of the embedded rules by their codes; a group that is not here is shown in the words of its source. */
    groups: Record<string, string>;
  };
  review: {
    card: string;
    applicant: string;
    collecting: string;
    pictures: string;
    duty: string;
    change: string;
    exempt: string;
    photo: string;
    signature: string;
    previous: string;
    consent: string;
    consentLabel: string;
    send: string;
    sendAgain: string;
    cancel: string;
    signing: Record<Signing['kind'], string>;
    sending: string;
    changed: { heading: string; duty: string };
    notSigned: { heading: string; because: Record<'cancelled' | Extract<Unsigned, { outcome: 'failed' }>['because'], string> };
    unreachable: {
      heading: string;
      because: Record<Extract<SubmitAnswer, { outcome: 'unreachable' }>['because'], string>;
      /** Why nothing can be changed any more. */
      locked: string;
    };
    refused: string;
    /** Refused because there is one of the same id. */
    registeredAlready: string;
    /** The page was set up so that nothing can be sent. */
    setup: string;
  };
  ticket: {
    number: string;
    keep: string;
    code: string;
    registeredOn: string;
    office: string;
    point: string;
    print: string;
  };
  progress: {
    heading: string;
    actors: Record<Actor, string>;
    stages: Record<Status, string>;
    now: string;
    with: string;
    next: string;
    what: Record<ApplicationRecord['next'], string>;
    /** The service told something that cannot follow. */
    unfit: string;
  };
  annulled: {
    heading: string;
    faults: Record<Fault, string>;
    refund: Record<ApplicationRecord['refund'], string>;
    keeps: string;
    again: string;
  };
  play: {
    heading: string;
    lead: string;
    events: Record<Exclude<ApplicationEvent['type'], 'registered'>, string>;
    faults: string;
    over: string;
  };
}

export interface LabelledField {
  label: string;
  hint?: string;
}

/** A line or a field of the machine-readable zone, or the whole (`''`). */
export type MrzPart =
  | ''
  | 'line1'
  | 'line2'
  | 'line3'
  | 'document'
  | 'issuer'
  | 'composite'
  | Exclude<keyof IdentityCard, 'outcome' | 'mended'>
  | Extract<Mended['field'], 'number'>;
