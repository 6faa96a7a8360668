import type { Attachment } from 'kualik';
import type { Box, ImagingProblemCode } from 'kualik/imaging';
import { cutOut, judge, standing, type Judged, type Standing, type Subject } from './assess.ts';
import { imaging, maxFileBytes } from './imaging.ts';
import { cannotCheck, withoutChecks } from './unchecked.ts';

/** Why there is nothing to assess: a problem of the file, or the file or the checks could not be loaded. */
export type PictureProblem = ImagingProblemCode | 'unreadable' | 'not-loaded';

export type PictureState =
  | { step: 'empty' }
  | { step: 'checking' }
  | { step: 'refused'; problem: PictureProblem }
  | { step: 'judged'; judged: Judged; standing: Standing; accepted: boolean }
  /** Prepared without checks, which this browser cannot run. */
  | { step: 'unchecked'; attachment: Attachment; accepted: boolean }
  /** Restored from a draft. */
  | { step: 'kept'; attachment: Attachment };

/** One picture of the application, from the chosen file to the attachment. */
export class Picture {
  state: PictureState = { step: 'empty' };
  /** An object URL of the picture as chosen or restored. */
  url: string | undefined;
  /** Of the picture as it will be sent, where that is another than the one chosen. */
  sentUrl: string | undefined;
  #bytes: Uint8Array | undefined;
  /** Counts requests; answers to earlier ones are dropped. */
  #asked = 0;

  constructor(
    readonly subject: Subject,
    private readonly changed: () => void,
  ) {}

  /** The attachment that is ready to be sent. */
  get attachment(): Attachment | undefined {
    const { state } = this;
    if (state.step === 'kept') return state.attachment;
    if ((state.step !== 'judged' && state.step !== 'unchecked') || !state.accepted) return undefined;
    if (state.step === 'unchecked') return state.attachment;
    const { mediaType, bytes } = state.judged.prepared;
    return { mediaType, bytes };
  }

  /** Replaces the picture. */
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

  /** Checks the same picture again, after `not-loaded` or `internal`. */
  async again(): Promise<void> {
    await this.#judge(this.#begin());
  }

  /** Changes the crop; `undefined` removes it. */
  async cut(cut: Box | undefined): Promise<void> {
    const { state } = this;
    const bytes = this.#bytes;
    if (state.step !== 'judged' || !bytes) return;
    const { source } = state.judged;
    const asked = this.#begin();
    await this.#answer(asked, async () => cutOut(await imaging(), this.subject, bytes, source, cut));
  }

  /** Whether the applicant still has to confirm the picture. */
  get isUndecided(): boolean {
    const { state } = this;
    return (state.step === 'unchecked' || (state.step === 'judged' && state.standing === 'poor')) && !state.accepted;
  }

  /** The applicant confirms a picture that is poor or could not be checked. */
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

  /** Drops the picture. */
  clear(): void {
    this.#asked += 1;
    this.#forget();
    this.state = { step: 'empty' };
  }

  #begin(): number {
    this.state = { step: 'checking' };
    this.#showSent(undefined);
    this.#asked += 1;
    this.changed();
    return this.#asked;
  }

  #showSent(sent: Pick<Attachment, 'bytes'> | undefined): void {
    if (this.sentUrl !== undefined) URL.revokeObjectURL(this.sentUrl);
    this.sentUrl = sent && URL.createObjectURL(new Blob([new Uint8Array(sent.bytes)]));
  }

  #forget(): void {
    this.#showSent(undefined);
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
    this.#showSent(answer.prepared.changed.length > 0 ? answer.prepared : undefined);
    this.state = { step: 'judged', judged: answer, standing: standsAs, accepted: standsAs === 'good' || standsAs === 'doubtful' };
    this.changed();
  }

  async #goUnchecked(asked: number): Promise<void> {
    const attachment = this.url === undefined ? undefined : await withoutChecks(this.subject, this.url);
    if (!attachment) return this.#refuse(asked, 'unreadable');
    if (asked !== this.#asked) return;
    this.#showSent(attachment);
    this.state = { step: 'unchecked', attachment, accepted: false };
    this.changed();
  }

  #refuse(asked: number, problem: PictureProblem): void {
    if (asked !== this.#asked) return;
    this.state = { step: 'refused', problem };
    this.changed();
  }
}
