import type { ApplicationEvent, ApplicationRecord, Fault, Problem, Ruleset, Verdict } from '../contract.js';

/** The version of the protocol: the first field of every message, `{ kualik: 1, type, … }`. */
export const protocol: 1;

/** A picture that is attached, as JPEG or PNG; at most 1 MiB. */
export interface AttachedPicture {
  /** What its bytes are. */
  mediaType: 'image/jpeg' | 'image/png';
  /** The file. */
  bytes: Uint8Array;
}

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
  /** The day to decide for, `YYYY-MM-DD`. Wins over `now`. */
  on?: string;
  /** A trusted instant, in epoch milliseconds; the device's clock only counts on from it. */
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

/** The fields of what the page says, by type. */
export interface PageMessages {
  /** The first message of each page; answered by `configure`. */
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
  /** Asks how the record of a ticket goes on; answered by `status`, now and at each change. */
  status: { ticket: string };
  /** The applicant wants to leave; the page has forgotten what was entered. */
  close: object;
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
  /** The record as the core's `advance` makes it, its history whole. */
  status: { record: ApplicationRecord };
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

/** The side that a side speaks with. */
export type Other<S extends Side> = Exclude<Side, S>;

/** How far a talk has come. Plain data. */
export interface TalkState {
  /** `ready` until the page is configured for the first time. */
  phase: 'new' | 'ready' | 'open' | 'closed';
  /** The id of the signature that is asked for. */
  signing?: string | undefined;
  /** The id of the application that is handed over and not answered yet. */
  sending?: string | undefined;
  /** The ticket of the application that was registered last. */
  registered?: string;
  /** The ticket whose record the page asked for. */
  followed?: string;
}

/** The state before the first message. */
export const begun: TalkState;

/** The types that each side may say. */
export const types: { readonly [S in Side]: readonly (keyof Messages[S])[] };

/** The state after a message of that side; `undefined` where it is out of turn or of no known type. */
export function turn(state: TalkState, from: Side, message: { type: string; [field: string]: unknown }): TalkState | undefined;

/** One side of the talk: refuses and reports what is malformed, of another version, unknown or out of turn. Looks at no other field. */
export class Talk<S extends Side = Side> {
  /** `post` takes each message as JSON text and may throw; `hear` gets what the other side said in turn, bytes as bytes. */
  constructor(
    side: S,
    post: (text: string) => void,
    hear: (type: keyof Messages[Other<S>] & string, body: Record<string, unknown>) => void,
  );
  /** How far it has come. */
  state: TalkState;
  /** Says something; whether it was in turn and handed over. Bytes may stand anywhere in it. */
  send<T extends keyof Messages[S] & string>(type: T, body?: Messages[S][T]): boolean;
  /** Takes a message of the other side, as text or as an object. Never throws. */
  receive(given: unknown): void;
  /** Takes a question back, as after a time-out: its answer is out of turn from now on. */
  giveUp(id: string): void;
  /** Tells the other side that a message of its was ignored. */
  report(because: ProtocolProblem, about?: string): void;
}

/** What a host does with what the page says; what is left out is not heard. */
export interface HostHandlers {
  /** The page is there, and has just been configured; again after it was killed. */
  ready?(): void;
  /** See {@link PageMessages}. */
  verdict?(message: PageMessages['verdict']): void;
  /** See {@link PageMessages}. */
  draft?(message: PageMessages['draft']): void;
  /** Signs. Where it throws, the page says that it failed. */
  'sign-request'?(message: PageMessages['sign-request']): SignAnswer | Promise<SignAnswer>;
  /** Takes the application. Where it throws, the page offers to send it again. */
  submit?(message: PageMessages['submit']): SubmitAnswer | Promise<SubmitAnswer>;
  /** Calls `tell` with the record now and at each change; answers how to stop. */
  status?(message: PageMessages['status'], tell: (record: ApplicationRecord) => boolean): (() => void) | void;
  /** The applicant wants to leave. */
  close?(): void;
  /** For the log of whoever develops the host; nothing personal is in it. */
  'protocol-problem'?(message: PageMessages['protocol-problem']): void;
}

/** A host's end of the line. */
export interface HostLine {
  /** Sets something anew; whether it was handed over. */
  configure(more: Configuration): boolean;
  /** Says that the page is about to be taken away, and stops listening. */
  close(): void;
}

/** What a host says and does. */
export interface HostOptions {
  /** The answer to `ready`; as a function, made anew for each page, such as with the draft that was kept last. */
  configure: Configuration | (() => Configuration);
  /** What it does with what it hears. */
  on?: HostHandlers;
}

/**
 * A host whose own code is JavaScript, as around a webview of React Native: `post` takes each message as JSON text, and
 * `receive` is to be called with what comes.
 */
export function host(post: (text: string) => void, options: HostOptions): HostLine & { receive(given: unknown): void };

/** A host around a frame: speaks with that `origin` alone, and hears nobody else. Throws where it is not an exact origin. */
export function hostFrame(frame: HTMLIFrameElement, options: HostOptions & { origin: string }): HostLine;

/** JSON in which bytes stand as `{"$base64": text}`. */
export function pack(value: unknown): string;

/** The value of such JSON. Throws for text that is no JSON; what only resembles packed bytes stays as it is. */
export function unpack(text: string): unknown;

/** Bytes as base64 text (RFC 4648, section 4). */
export function toBase64(bytes: Uint8Array): string;

/** The bytes of base64 text, line breaks allowed; `undefined` for anything else. */
export function fromBase64(text: string): Uint8Array | undefined;
