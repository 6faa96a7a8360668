import type { Application, Problem } from 'kualik';
import type { BuildAnswer } from '../application/application.ts';
import type { Pictures } from '../application/fields.ts';
import type { SavedDraft } from '../application/saved-draft.ts';
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

/** Signs an application and sends it. Knows nothing of the page. */
export class Sending {
  state: SendingState = { phase: 'idle' };
  /** Signed, and possibly received. From now on exactly these bytes are sent. */
  #submission: Submission | undefined;
  #cancel: AbortController | undefined;

  constructor(
    private readonly application: Sendable,
    private readonly registry: Registry,
    private readonly changed: () => void,
  ) {}

  /** Signed, and therefore no longer editable. */
  get isLocked(): boolean {
    return this.#submission !== undefined;
  }

  get isBusy(): boolean {
    return this.state.phase === 'signing' || this.state.phase === 'sending';
  }

  /** The signed bytes, for the saved draft. */
  get signed(): SavedDraft['signed'] {
    return this.#submission && { canonical: this.#submission.canonical, signature: this.#submission.signature };
  }

  /** Builds, signs and sends the application; a second tap does nothing. */
  async send({ gateway, signing }: Transport): Promise<void> {
    if (this.isBusy || this.registry.record) return;
    this.#submission ??= await this.#sign(signing);
    if (!this.#submission) return;
    this.#become({ phase: 'sending' });
    const answer = await orElse<SubmitAnswer>(gateway.submit(this.#submission), { outcome: 'unreachable', because: 'protocol' });
    if (answer.outcome === 'unreachable') {
      this.#become({ phase: 'unreachable', because: answer.because });
      return;
    }
    this.#submission = undefined;
    const problems = answer.outcome === 'refused' ? answer.problems : this.registry.begin(answer.event, gateway);
    this.#become(problems ? { phase: 'refused', problems } : { phase: 'idle' });
  }

  cancelSigning(): void {
    this.#cancel?.abort();
  }

  /** Resumes an application that an earlier page signed and may have sent. */
  resume({ canonical, signature }: NonNullable<SavedDraft['signed']>): void {
    const application = applicationIn(canonical);
    const { photo, signature: signaturePicture } = this.application.pictures;
    if (!application || !photo || !signaturePicture) return;
    this.#submission = { application, canonical, signature, photo, signaturePicture };
    this.state = { phase: 'unreachable', because: 'timeout' };
  }

  async #sign(signing: Transport['signing']): Promise<Submission | undefined> {
    const built = this.application.build();
    if (built.outcome !== 'built') {
      this.#become(built.outcome === 'invalid' ? { phase: 'invalid', problems: built.problems } : { phase: built.outcome });
      return undefined;
    }
    const { application, canonical, sha256 } = built;
    const { photo, signature: signaturePicture } = this.application.pictures;
    this.#become({ phase: 'signing' });
    this.#cancel = new AbortController();
    const { signal } = this.#cancel;
    const signed = await orElse<SignAnswer>(signing.sign(canonical, sha256, signal), { outcome: 'failed', because: 'protocol' });
    this.#cancel = undefined;
    const { pictures } = this.application;
    const isSame = pictures.photo?.bytes === photo?.bytes && pictures.signature?.bytes === signaturePicture?.bytes;
    // Not every signer hears that it was cancelled, and what was signed holds no more if a picture is gone or another.
    if (signal.aborted || !isSame || !photo || !signaturePicture || signed.outcome === 'cancelled') {
      this.#become({ phase: 'not-signed', because: 'cancelled' });
    } else if (signed.outcome === 'failed') {
      this.#become({ phase: 'not-signed', because: signed.because });
    } else {
      return { application, canonical, signature: signed.signature, photo, signaturePicture };
    }
    return undefined;
  }

  #become(state: SendingState): void {
    this.state = state;
    this.changed();
  }
}

/** Only for reading; what is sent are the bytes. */
function applicationIn(canonical: Uint8Array): Application | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(canonical)) as Application;
  } catch {
    return undefined;
  }
}

/** Gateways and signers may be the host's own code, and may throw instead of answering. */
async function orElse<Answer>(asked: Promise<Answer>, otherwise: Answer): Promise<Answer> {
  try {
    return await asked;
  } catch {
    return otherwise;
  }
}
