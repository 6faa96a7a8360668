// What the page and the app around it say to each other.

import type { ApplicationEvent, ApplicationRecord, Attachment, Problem, Ruleset, Verdict } from '../contract.ts';

/** A picture that is attached. */
export type AttachedPicture = Attachment;

/** A draft that a host keeps: it is brought back as it was handed over. What else is in it is the page's business. */
export interface Draft {
  /** Of the draft's own form. */
  version: 1;
  /** The printed date of the card, `YYYY-MM-DD`. */
  expiresOn: string;
  /** What was entered. */
  fields: object;
  /** Everything else. */
  [other: string]: unknown;
}

/** What the page is to be. What is left out stays as it was; where one field is wrong, the whole is refused as `wrong-body`. */
export interface Configuration {
  /** The language to begin in. */
  lang?: 'kk' | 'ru' | 'en';
  /** The day to decide for, `YYYY-MM-DD`. Wins over `now`; in the sandbox alone. */
  on?: string;
  /** A trusted instant, in epoch milliseconds; a monotonic clock counts on from it, and the page asks for it again with `ready`. */
  now?: number;
  /** Other rules than the embedded ones: see docs/rulesets.md. */
  ruleset?: Ruleset;
  /** Whether the host keeps drafts: it then hears each, and brings the last back as `draft`. */
  keepsDrafts?: boolean;
  /** The draft of an earlier page. */
  draft?: Draft;
  /** Where applications go; `sandbox`, the default: nowhere. */
  gateway?: 'sandbox' | 'http' | 'host';
  /** The address for the gateway `http`. */
  endpoint?: string;
  /** Who signs; `none` in the sandbox alone. */
  signing?: 'none' | 'ncalayer' | 'host';
  /** How long the page waits for this host's answers, in milliseconds, 1,000 to 3,600,000: five minutes and three unless said. */
  timeouts?: { signing?: number; sending?: number };
  /**
   * Where cards are collected, by the code of the region, such as `75`: the applicant chooses one of at most 1,000, each of at
   * most 200 characters. In a region without any, they type it.
   */
  registrationPoints?: { [region: string]: readonly string[] };
  /**
   * What the applicant agrees to, in the host's own words: operator, purpose, data, term. Plain text of at most 4,000 characters;
   * lines may be broken.
   */
  consent?: { kk: string; ru: string; en: string };
}

/** How the host signed, or why it did not. */
export type SignAnswer =
  /** `cms`: RFC 5652, detached, DER; `host`: whatever the host and its server agreed on. */
  | { outcome: 'signed'; signature: { format: 'cms' | 'host'; bytes: Uint8Array } }
  | { outcome: 'cancelled' }
  | { outcome: 'failed'; because: 'not-running' | 'no-host' | 'timeout' | 'refused' | 'protocol' };

/** What became of an application. After `unreachable` the page may send the same again: it is to be registered once. */
export type SubmitAnswer =
  | { outcome: 'registered'; event: Extract<ApplicationEvent, { type: 'registered' }> }
  | { outcome: 'invalid'; problems: Problem[] }
  | { outcome: 'unreachable'; because: 'offline' | 'timeout' | 'server' | 'protocol' };

/** Why a message was ignored. */
export type ProtocolProblem = 'malformed' | 'other-version' | 'unknown-type' | 'wrong-body' | 'out-of-turn';

/**
 * What an applicant left by closing the page: nothing, what was entered and not sent, an application that was signed and may have
 * arrived, or one that is registered.
 */
export type Left = 'nothing' | 'draft' | 'sending' | 'ticket';

/** The fields of what the page says, by type. */
export interface PageMessages {
  /** The first message of each page, and again where it needs the time anew: answered by `configure`. */
  ready: object;
  /** The verdict as the core gives it; `null` when it no longer stands. */
  verdict: { verdict: Verdict | null };
  /** To be kept, where the host keeps drafts; `null`: there is none any more. */
  draft: { draft: Draft | null };
  /** Asks for a signature over `canonical`, whose digest is `sha256`; answered by `sign-response`. */
  'sign-request': { id: string; canonical: Uint8Array; sha256: string };
  /** Hands the application over, `id` being its own; answered by `submit-result`. */
  submit: {
    id: string;
    canonical: Uint8Array;
    signature: { format: 'cms' | 'host'; bytes: Uint8Array };
    photo: AttachedPicture;
    signaturePicture: AttachedPicture;
  };
  /**
   * Asks for the record of a ticket that was given here or that the applicant has entered; answered by `status`, now and at
   * each change.
   */
  status: { ticket: string };
  /** The applicant has closed the page, which has forgotten what was entered. */
  close: { left?: Left };
  /** A message of the host's was ignored. */
  'protocol-problem': { because: ProtocolProblem; version: number; about?: string };
}

/** The fields of what the host says, by type. */
export interface HostMessages {
  /** Answers `ready`; may come again. */
  configure: Configuration;
  /** Answers the `sign-request` of that id. */
  'sign-response': { id: string } & SignAnswer;
  /** Answers the `submit` of that id. */
  'submit-result': { id: string } & SubmitAnswer;
  /** The record as the core's `advance` makes it, its history whole; `null`: there is none of that ticket, or not for this applicant. */
  status: { record: ApplicationRecord } | { record: null; ticket: string };
  /** The page is about to be taken away: it forgets what was entered. */
  close: object;
  /** A message of the page's was ignored. */
  'protocol-problem': { because: ProtocolProblem; version: number; about?: string };
}

/** What either side says. */
export interface Messages {
  /** What the page says. */
  page: PageMessages;
  /** What the host says. */
  host: HostMessages;
}

/** The two sides. */
export type Side = keyof Messages;

/** The other side. */
export type Peer<S extends Side> = Exclude<Side, S>;

/** The type of a message of that side. */
export type MessageType<S extends Side> = keyof Messages[S] & string;
