import type { Problem } from 'kualik';
import type { BuildAnswer } from '../application/application.ts';
import type { Pictures } from '../application/fields.ts';
import type { Signed } from '../application/saved-draft.ts';
import type { SendingState } from '../application/sending-state.ts';
import type { Gateway, Registered, Submission, SubmitAnswer } from '../gateway/gateway.ts';
import type { SignAnswer } from '../signing/signing.ts';
import type { Transport } from './transport.ts';

/** What is signed and sent. */
export interface Sendable {
  readonly pictures: Pictures;
  build(): BuildAnswer;
}

/** Takes over once the application is registered. */
export interface Registry {
  readonly record: unknown;
  /** Starts the record; returns the problems of the event, if any. */
  begin(event: Registered, gateway: Gateway): readonly Problem[] | undefined;
}

/** What is being signed or is signed: nothing of it changes any more. */
export type Frozen = Readonly<Pick<Submission, 'application' | 'photo' | 'signaturePicture'>>;

/** Signs an application and sends it. Knows nothing of the page. */
export class Sending {
  state: SendingState = { phase: 'idle' };
  /** From building on. */
  #frozen: Frozen | undefined;
  /** Signed, and possibly received. From now on exactly these bytes are sent, and to this kind of gateway alone. */
  #signed: { submission: Submission; gateway: Gateway['kind'] } | undefined;
  #cancel: AbortController | undefined;

  constructor(
    private readonly application: Sendable,
    private readonly registry: Registry,
    private readonly changed: () => void,
  ) {}

  /** Signed, and therefore no longer editable. */
  get isLocked(): boolean {
    return this.#signed !== undefined;
  }

  get isBusy(): boolean {
    return this.state.phase === 'signing' || this.state.phase === 'sending';
  }

  get frozen(): Frozen | undefined {
    return this.#frozen;
  }

  /** The signed bytes, for the saved draft. */
  get signed(): Signed | undefined {
    if (!this.#signed) return undefined;
    const { submission, gateway } = this.#signed;
    return { canonical: submission.canonical, signature: submission.signature, gateway };
  }

  /** Builds, signs and sends the application; a second tap does nothing. */
  async send({ gateway, signing }: Transport): Promise<void> {
    if (this.isBusy || this.registry.record) return;
    if (!this.#signed) {
      const submission = await this.#sign(signing);
      if (!submission) return;
      this.#signed = { submission, gateway: gateway.kind };
    }
    const { submission } = this.#signed;
    this.#become({ phase: 'sending' });
    const answer = await this.#answered<SubmitAnswer | 'cancelled'>(
      (signal) => gateway.submit(submission, signal),
      { outcome: 'unreachable', because: 'protocol' },
      'cancelled',
    );
    if (answer === 'cancelled' || answer.outcome === 'unreachable') {
      this.#become({ phase: 'unreachable', because: answer === 'cancelled' ? answer : answer.because });
      return;
    }
    this.#unlock();
    if (answer.outcome === 'rejected') {
      this.#become({ phase: 'rejected', because: answer.because });
      return;
    }
    const problems = answer.outcome === 'refused' ? answer.problems : this.registry.begin(answer.event, gateway);
    this.#become(problems ? { phase: 'refused', problems } : { phase: 'idle' });
  }

  /** Ends the waiting for a signature, or for the answer to what is signed and may have arrived. */
  cancel(): void {
    this.#cancel?.abort();
  }

  /** Resumes an application that an earlier page signed and may have sent; `undefined`: one that cannot be sent. */
  resume(submission: Submission | undefined, gateway: Gateway['kind']): void {
    if (submission) {
      this.#frozen = submission;
      this.#signed = { submission, gateway };
    }
    this.state = submission ? { phase: 'unreachable', because: 'timeout' } : { phase: 'unfit' };
  }

  async #sign(signing: Transport['signing']): Promise<Submission | undefined> {
    const { photo, signature: signaturePicture } = this.application.pictures;
    const built = this.application.build();
    if (built.outcome !== 'built') {
      this.#become(built.outcome === 'invalid' ? { phase: 'invalid', problems: built.problems } : { phase: built.outcome });
      return undefined;
    }
    // The core builds nothing without its pictures.
    const frozen = { application: built.application, photo: photo!, signaturePicture: signaturePicture! };
    this.#frozen = frozen;
    this.#become({ phase: 'signing' });
    const { canonical, sha256 } = built;
    const signed = await this.#answered<SignAnswer>(
      // A copy: the signer may be the host's own code.
      (signal) => signing.sign(canonical.slice(), sha256, signal),
      { outcome: 'failed', because: 'protocol' },
      { outcome: 'cancelled' },
    );
    if (signed.outcome === 'signed') return { ...frozen, canonical, signature: signed.signature };
    this.#unlock();
    this.#become({ phase: 'not-signed', because: signed.outcome === 'cancelled' ? 'cancelled' : signed.because });
    return undefined;
  }

  #unlock(): void {
    this.#frozen = undefined;
    this.#signed = undefined;
  }

  #become(state: SendingState): void {
    this.state = state;
    this.changed();
  }

  /**
   * The answer, or `cancelled` as soon as that is so: not everybody hears of it. Gateways and signers may be the host's own
   * code, and may throw instead of answering.
   */
  async #answered<Answer>(ask: (signal: AbortSignal) => Promise<Answer>, failed: Answer, cancelled: Answer): Promise<Answer> {
    const cancel = new AbortController();
    const { signal } = cancel;
    this.#cancel = cancel;
    try {
      return await Promise.race([
        ask(signal),
        new Promise<Answer>((resolve) => signal.addEventListener('abort', () => resolve(cancelled))),
      ]);
    } catch {
      return signal.aborted ? cancelled : failed;
    } finally {
      this.#cancel = undefined;
    }
  }
}
