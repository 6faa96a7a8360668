import {
  buildApplication,
  reviewApplication,
  stateDuty,
  type ApplicationRecord,
  type Built,
  type Invalid,
  type Options,
  type Problem,
  type Unavailable,
} from 'kualik';
import type { Day } from '../day.ts';
import { draftOf, trimmed, type DutyAnswer } from './draft.ts';
import { noFields, type Fields, type Pictures } from './fields.ts';
import type { Previous, SavedDraft } from './saved-draft.ts';

/** `duty-changed`: a new day has another duty than the one that was shown. */
export type BuildAnswer = Built | Unavailable | Invalid | { outcome: 'duty-changed' };

/** What the applicant enters, and the core's view of it. Knows neither the page nor how it is sent. */
export class CurrentApplication {
  fields: Fields = { ...noFields };
  pictures: Pictures = {};
  previous: Previous | undefined;

  /** Created with the draft and saved with it; in older engines the package creates it on building. */
  #id = newId();
  #dutyShown: string | undefined;

  /** `options` is called for every question, so that the day is always current. */
  constructor(
    readonly expiresOn: Day,
    private readonly options: () => Options,
  ) {}

  /** The amount is that of the day of payment, once that is known and covered. */
  duty(): DutyAnswer {
    const { settledBy, paidOn } = this.fields;
    const paid = settledBy === 'payment' && paidOn !== '' ? stateDuty({ ...this.options(), paidOn }) : undefined;
    return paid?.outcome === 'due' ? paid : stateDuty(this.options());
  }

  /** Whether this group of persons is exempt from the duty today. */
  isExempt(exemption: string): boolean {
    return stateDuty({ ...this.options(), exemption }).outcome === 'exempt';
  }

  /** Remembers the duty that the applicant has seen. */
  dutySeen(): void {
    this.#dutyShown = JSON.stringify(this.duty());
  }

  /** All problems of the application so far. */
  review(): readonly Problem[] | Unavailable {
    const answer = reviewApplication(this.#draft(this.duty()), this.options());
    if (answer.outcome === 'unavailable') return answer;
    return answer.outcome === 'invalid' ? answer.problems : [];
  }

  /** Uses today's verdict and duty, not those of the day on which the page was opened. */
  build(): BuildAnswer {
    const duty = this.duty();
    const answer = buildApplication(this.#draft(duty), { ...this.options(), ...(this.#id === undefined ? {} : { id: this.#id }) });
    if (answer.outcome !== 'unavailable' && this.#dutyShown !== undefined && this.#dutyShown !== JSON.stringify(duty)) {
      this.dutySeen();
      return { outcome: 'duty-changed' };
    }
    return answer;
  }

  /** After a refusal: the id of what was refused is not used for other bytes. */
  renewId(): void {
    this.#id = newId();
  }

  /** A new application after this one was annulled. It keeps everything but the faulty pictures and the payment. */
  afterAnnulment(record: ApplicationRecord): CurrentApplication | undefined {
    const last = record.history[record.history.length - 1];
    if (last?.type !== 'annulled') return undefined;
    const next = new CurrentApplication(this.expiresOn, this.options);
    next.fields = { ...this.fields, paymentReference: '', paidOn: '', consent: false };
    next.pictures = {
      photo: last.for.includes('photo-quality') ? undefined : this.pictures.photo,
      signature: last.for.includes('signature-quality') ? undefined : this.pictures.signature,
    };
    const paymentReference = record.dutyPaid ? trimmed(this.fields.paymentReference) : '';
    next.previous = { ticket: record.ticket, annulledFor: [...last.for], ...(paymentReference ? { paymentReference } : {}) };
    return next;
  }

  /** Its part of a saved draft. */
  content(): Omit<SavedDraft, 'version' | 'step' | 'signed'> {
    const { photo, signature } = this.pictures;
    return {
      expiresOn: this.expiresOn,
      fields: { ...this.fields },
      ...(photo ? { photo } : {}),
      ...(signature ? { signature } : {}),
      ...(this.previous ? { previous: this.previous } : {}),
      ...(this.#id === undefined ? {} : { id: this.#id }),
    };
  }

  restore({ fields, photo, signature, previous, id }: Omit<SavedDraft, 'version' | 'step'>): void {
    this.fields = { ...fields };
    this.pictures = { photo, signature };
    this.previous = previous;
    this.#id = id ?? this.#id;
  }

  #draft(duty: DutyAnswer): ReturnType<typeof draftOf> {
    return draftOf(this.fields, this.expiresOn, this.pictures, duty, this.previous);
  }
}

const newId = (): string | undefined => crypto.randomUUID?.();
