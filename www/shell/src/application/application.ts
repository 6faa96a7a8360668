import {
  advance,
  buildApplication,
  reviewApplication,
  stateDuty,
  type Application,
  type ApplicationRecord,
  type Built,
  type Options,
  type Problem,
  type Unavailable,
} from 'kualik';
import type { Day } from '../locales/dates.ts';
import { draftOf, noFields, type DutyAnswer, type Fields, type Pictures, type Previous, type SavedDraft } from './draft.ts';
import type { Submission, SubmitAnswer } from '../gateway/gateway.ts';
import type { SignAnswer } from '../signing/signing.ts';
import type { Step } from './steps.ts';
import type { Ways } from '../journey/transport.ts';

type Unsigned = Exclude<SignAnswer, { outcome: 'signed' }>;

/** How the last try to send ended, or what is under way. */
export type Sending =
  | { state: 'idle' }
  | { state: 'signing' | 'sending' }
  | { state: 'invalid'; problems: readonly Problem[] }
  | { state: 'unavailable'; verdict: Unavailable }
  /** A new day has another duty than the one that was shown. */
  | { state: 'duty-changed' }
  | { state: 'not-signed'; because: 'cancelled' | Extract<Unsigned, { outcome: 'failed' }>['because'] }
  | { state: 'refused'; problems: readonly Problem[] }
  | { state: 'unreachable'; because: Extract<SubmitAnswer, { outcome: 'unreachable' }>['because'] };

/** One application from its first field to its last event. Knows nothing of the page. */
export class ApplicationInHand {
  fields: Fields = { ...noFields };
  pictures: Pictures = {};
  previous: Previous | undefined;
  sending: Sending = { state: 'idle' };
  record: ApplicationRecord | undefined;
  /** An event came that cannot follow. */
  isUnfit = false;

  /** Made with the draft, so that it outlives the page with it; older engines leave it to the core's loader. */
  #id: string | undefined = crypto.randomUUID?.();
  /** Signed and on its way: perhaps arrived. From then on the same bytes are sent, and nothing else. */
  #submission: Submission | undefined;
  #dutyShown: string | undefined;
  #cancel: AbortController | undefined;
  #unfollow: (() => void) | undefined;

  /** `options` gives the day and the rules anew at each question. */
  constructor(
    readonly expiresOn: Day,
    private readonly options: () => Options,
    private readonly changed: () => void,
  ) {}

  /** What was signed cannot be changed any more. */
  get isLocked(): boolean {
    return this.#submission !== undefined;
  }

  duty(): DutyAnswer {
    return stateDuty(this.options());
  }

  /** What the core makes of it as it stands. */
  review(): readonly Problem[] | Unavailable {
    const answer = reviewApplication(this.#draft(this.duty()), this.options());
    if (answer.outcome === 'unavailable') return answer;
    return answer.outcome === 'invalid' ? answer.problems : [];
  }

  /** The applicant has seen the duty as it stands now. */
  dutySeen(): void {
    this.#dutyShown = JSON.stringify(this.duty());
  }

  /** Decides anew, signs and sends; the second tap does nothing. */
  async send({ gateway, signing }: Ways): Promise<void> {
    if (this.sending.state === 'signing' || this.sending.state === 'sending' || this.record) return;
    if (!this.#submission) {
      const built = this.#build();
      if (!built) return;
      this.#become({ state: 'signing' });
      this.#cancel = new AbortController();
      const signed = await settled(signing.sign(built.canonical, built.sha256, this.#cancel.signal));
      this.#cancel = undefined;
      if (signed.outcome !== 'signed') {
        this.#become({ state: 'not-signed', because: signed.outcome === 'cancelled' ? 'cancelled' : signed.because });
        return;
      }
      const { photo, signature } = this.pictures;
      if (!photo || !signature) return;
      this.#submission = {
        application: built.application,
        canonical: built.canonical,
        signature: signed.signature,
        photo,
        signaturePicture: signature,
      };
    }
    this.#become({ state: 'sending' });
    const answer = await sent(gateway.submit(this.#submission));
    if (answer.outcome === 'unreachable') {
      this.#become({ state: 'unreachable', because: answer.because });
      return;
    }
    this.#submission = undefined;
    if (answer.outcome === 'refused') {
      this.#become({ state: 'refused', problems: answer.problems });
      return;
    }
    const registered = advance(undefined, answer.event);
    if (registered.outcome !== 'advanced') {
      this.#become({ state: 'refused', problems: registered.problems });
      return;
    }
    this.record = registered.record;
    this.#unfollow = gateway.follow(this.record.ticket, (event) => {
      const next = advance(this.record, event);
      this.isUnfit = next.outcome !== 'advanced';
      if (next.outcome === 'advanced') this.record = next.record;
      this.#dropPictures();
      this.changed();
    });
    this.#become({ state: 'idle' });
  }

  cancelSigning(): void {
    this.#cancel?.abort();
  }

  /** No longer heard of. */
  close(): void {
    this.#unfollow?.();
    this.#unfollow = undefined;
  }

  /** A new application after the annulment of this one: all but the faulty pictures and the payment. */
  again(): ApplicationInHand | undefined {
    const { record } = this;
    const last = record?.history.at(-1);
    if (!record || last?.type !== 'annulled') return undefined;
    const next = new ApplicationInHand(this.expiresOn, this.options, this.changed);
    next.fields = { ...this.fields, paymentReference: '', paidOn: '', consent: false };
    next.pictures = {
      photo: last.for.includes('photo-quality') ? undefined : this.pictures.photo,
      signature: last.for.includes('signature-quality') ? undefined : this.pictures.signature,
    };
    const paymentReference = record.dutyPaid ? this.fields.paymentReference.trim().replace(/\s+/g, ' ') : '';
    next.previous = { ticket: record.ticket, annulledFor: [...last.for], ...(paymentReference ? { paymentReference } : {}) };
    return next;
  }

  save(step: Step): SavedDraft {
    const { photo, signature } = this.pictures;
    const submission = this.#submission;
    return {
      version: 1,
      step,
      expiresOn: this.expiresOn,
      fields: this.fields,
      ...(photo ? { photo } : {}),
      ...(signature ? { signature } : {}),
      ...(this.previous ? { previous: this.previous } : {}),
      ...(this.#id === undefined ? {} : { id: this.#id }),
      ...(submission ? { signed: { canonical: submission.canonical, signature: submission.signature } } : {}),
    };
  }

  restore({ fields, photo, signature, previous, id, signed }: SavedDraft): void {
    this.fields = { ...fields };
    this.pictures = { photo, signature };
    this.previous = previous;
    this.#id = id ?? this.#id;
    const application = signed && applicationIn(signed.canonical);
    if (signed && application && photo && signature) {
      this.#submission = { application, ...signed, photo, signaturePicture: signature };
      this.sending = { state: 'unreachable', because: 'timeout' };
    }
    this.changed();
  }

  #draft(duty: DutyAnswer): ReturnType<typeof draftOf> {
    return draftOf(this.fields, this.expiresOn, this.pictures, duty, this.previous);
  }

  /** Today's verdict and duty count, not those of the day on which the page was opened. */
  #build(): Built | undefined {
    const duty = this.duty();
    const answer = buildApplication(this.#draft(duty), { ...this.options(), ...(this.#id === undefined ? {} : { id: this.#id }) });
    if (answer.outcome === 'unavailable') {
      this.#become({ state: 'unavailable', verdict: answer });
      return undefined;
    }
    if (this.#dutyShown !== undefined && this.#dutyShown !== JSON.stringify(duty)) {
      this.dutySeen();
      this.#become({ state: 'duty-changed' });
      return undefined;
    }
    if (answer.outcome === 'invalid') {
      this.#become({ state: 'invalid', problems: answer.problems });
      return undefined;
    }
    return answer;
  }

  /** Only an application under consideration can be annulled, and only then are its pictures needed again. */
  #dropPictures(): void {
    const status = this.record?.status;
    if (status !== 'submitted' && status !== 'under-review' && status !== 'annulled') this.pictures = {};
  }

  #become(sending: Sending): void {
    this.sending = sending;
    this.changed();
  }
}

/** For reading alone: what is sent are the bytes. */
function applicationIn(canonical: Uint8Array): Application | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(canonical)) as Application;
  } catch {
    return undefined;
  }
}

/** The promise to answer with data is the host's own code's; where it breaks it, nothing is lost. */
async function settled(signing: Promise<SignAnswer>): Promise<SignAnswer> {
  try {
    return await signing;
  } catch {
    return { outcome: 'failed', because: 'protocol' };
  }
}

async function sent(sending: Promise<SubmitAnswer>): Promise<SubmitAnswer> {
  try {
    return await sending;
  } catch {
    return { outcome: 'unreachable', because: 'protocol' };
  }
}
