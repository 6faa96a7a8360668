import type { Attachment } from 'kualik';
import type { Box, ImagingProblemCode } from 'kualik/imaging';
import { cutOut, judge, standing, type Judged, type Standing, type Subject } from './assess.ts';
import { imaging, maxFileBytes } from './imaging.ts';
import { cannotCheck, withoutChecks } from './unchecked.ts';

/** Why there is nothing to judge: what the checks say of the file, or it or they could not be read. */
export type PictureProblem = ImagingProblemCode | 'unreadable' | 'not-loaded';

export type PictureState =
  | { step: 'empty' }
  | { step: 'checking' }
  | { step: 'refused'; problem: PictureProblem }
  | { step: 'judged'; judged: Judged; standing: Standing; accepted: boolean }
  /** Made ready where no picture can be checked. */
  | { step: 'unchecked'; attachment: Attachment; accepted: boolean }
  /** Accepted before, and brought back. */
  | { step: 'kept'; attachment: Attachment };

/** One picture of the application, from what was chosen to what is attached. Knows no file name. */
export class Picture {
  state: PictureState = { step: 'empty' };
  /** Shows the picture as it was given, or as it was kept. */
  url: string | undefined;
  #bytes: Uint8Array | undefined;
  /** The last thing that was asked for; an answer to anything before it is dropped. */
  #asked = 0;

  constructor(
    readonly subject: Subject,
    private readonly changed: () => void,
  ) {}

  /** What is ready to be sent. */
  get attachment(): Attachment | undefined {
    const { state } = this;
    if (state.step === 'kept') return state.attachment;
    if ((state.step !== 'judged' && state.step !== 'unchecked') || !state.accepted) return undefined;
    if (state.step === 'unchecked') return state.attachment;
    const { mediaType, bytes } = state.judged.prepared;
    return { mediaType, bytes };
  }

  /** Takes another picture in the place of this one. */
  async take(file: Blob): Promise<void> {
    const asked = this.#begin();
    this.#forget();
    if (file.size > maxFileBytes) return this.#refuse(asked, 'too-large');
    let bytes: Uint8Array<ArrayBuffer>;
    try {
      bytes = new Uint8Array(await file.arrayBuffer());
    } catch {
      return this.#refuse(asked, 'unreadable');
    }
    if (asked !== this.#asked) return;
    this.#bytes = bytes;
    this.url = URL.createObjectURL(new Blob([bytes]));
    this.changed();
    await this.#judge(asked);
  }

  /** After `not-loaded` or `internal`: the same picture once more. */
  async again(): Promise<void> {
    await this.#judge(this.#begin());
  }

  /** Cuts it otherwise; `undefined` leaves all of it. */
  async cut(cut: Box | undefined): Promise<void> {
    const { state } = this;
    const bytes = this.#bytes;
    if (state.step !== 'judged' || !bytes) return;
    const { source } = state.judged;
    const asked = this.#begin();
    await this.#answer(asked, async () => cutOut(await imaging(), this.subject, bytes, source, cut));
  }

  /** Whether the applicant is asked to say that it is to be sent. */
  get isUndecided(): boolean {
    const { state } = this;
    return (state.step === 'unchecked' || (state.step === 'judged' && state.standing === 'poor')) && !state.accepted;
  }

  /** The applicant wants to send it although it is poor, or could not be checked. */
  insist(): void {
    const { state } = this;
    if (!this.isUndecided || (state.step !== 'judged' && state.step !== 'unchecked')) return;
    this.state = { ...state, accepted: true };
    this.changed();
  }

  restore(attachment: Attachment): void {
    this.clear();
    this.state = { step: 'kept', attachment };
    this.url = URL.createObjectURL(new Blob([new Uint8Array(attachment.bytes)]));
    this.changed();
  }

  /** Drops everything that it knows of the picture. */
  clear(): void {
    this.#asked += 1;
    this.#forget();
    this.state = { step: 'empty' };
  }

  #begin(): number {
    this.state = { step: 'checking' };
    this.#asked += 1;
    this.changed();
    return this.#asked;
  }

  #forget(): void {
    if (this.url !== undefined) URL.revokeObjectURL(this.url);
    this.url = undefined;
    this.#bytes = undefined;
  }

  async #judge(asked: number): Promise<void> {
    const bytes = this.#bytes;
    if (bytes) await this.#answer(asked, async () => judge(await imaging(), this.subject, bytes));
  }

  async #answer(asked: number, ask: () => ReturnType<typeof judge>): Promise<void> {
    let answer: Awaited<ReturnType<typeof judge>>;
    try {
      answer = await ask();
    } catch (error) {
      return cannotCheck(error) ? this.#goUnchecked(asked) : this.#refuse(asked, 'not-loaded');
    }
    if (answer.outcome === 'invalid') return this.#refuse(asked, answer.problems[0]?.code ?? 'internal');
    if (asked !== this.#asked) return;
    const standsAs = standing(answer.sent);
    this.state = { step: 'judged', judged: answer, standing: standsAs, accepted: standsAs === 'good' || standsAs === 'doubtful' };
    this.changed();
  }

  async #goUnchecked(asked: number): Promise<void> {
    const attachment = this.url === undefined ? undefined : await withoutChecks(this.subject, this.url);
    if (!attachment) return this.#refuse(asked, 'unreadable');
    if (asked !== this.#asked) return;
    this.state = { step: 'unchecked', attachment, accepted: false };
    this.changed();
  }

  #refuse(asked: number, problem: PictureProblem): void {
    if (asked !== this.#asked) return;
    this.state = { step: 'refused', problem };
    this.changed();
  }
}
