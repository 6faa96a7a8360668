import type { Options, Problem, Unavailable } from 'kualik';
import type { CurrentApplication } from '../application/application.ts';
import { isBegun } from '../application/fields.ts';
import type { SavedDraft } from '../application/saved-draft.ts';
import { shownOf, signedApplication, type Shown } from '../application/signed.ts';
import { steps, type Step } from '../application/steps.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { placed } from './problems.ts';
import { Registration } from './registration.ts';
import { Sending } from './sending.ts';

/** A draft without the step that it was saved on. */
export type Entered = Omit<SavedDraft, 'version' | 'step'>;

/** One application, its sending and its registration. */
export class Current {
  readonly registration: Registration;
  readonly sending: Sending;

  /** `changed` is called at each change of sending and of the record. */
  constructor(
    readonly application: CurrentApplication,
    changed: (current: Current) => void,
  ) {
    this.registration = new Registration(() => changed(this));
    this.sending = new Sending(application, this.registration, () => changed(this));
  }

  /** Being signed, signed or registered, and not editable. */
  get isFixed(): boolean {
    return this.sending.isBusy || this.sending.isLocked || this.registration.record !== undefined;
  }

  /** Something was entered and has not been sent. */
  get isBegun(): boolean {
    return !this.registration.record && isBegun(this.application.fields, this.application.pictures);
  }

  isFilledUpTo(step: Step): boolean {
    const review = this.application.review();
    if (isUnavailable(review) || step === 'progress') return false;
    return placed(review).every((problem) => steps.indexOf(problem.step) >= steps.indexOf(step));
  }

  entered(): Entered {
    const { signed } = this.sending;
    return { ...this.application.content(), ...(signed ? { signed } : {}) };
  }

  /** Being signed, or signed: what the bytes say. Before, what was entered. */
  get shown(): Shown {
    const { frozen } = this.sending;
    return frozen ? shownOf(frozen.application, { photo: frozen.photo, signature: frozen.signaturePicture }) : this.application;
  }

  /** Restores a draft for that kind of gateway. */
  restore(draft: Entered, options: Options, gateway: Gateway['kind']): void {
    this.application.restore(draft);
    const { signed, photo, signature: signaturePicture } = draft;
    if (!signed) return;
    const { canonical, signature } = signed;
    const application =
      (signed.gateway ?? gateway) === gateway && (signature.format === 'none') === (gateway === 'sandbox')
        ? signedApplication(canonical, { photo, signature: signaturePicture }, options)
        : undefined;
    const isWhole = application && photo && signaturePicture;
    if (isWhole) {
      // What comes after the ticket says what the bytes say, too.
      this.application.fields = { ...shownOf(application, { photo, signature: signaturePicture }).fields };
    } else {
      // Its id may be registered, with these bytes.
      this.application.renewId();
    }
    this.sending.resume(isWhole ? { application, canonical, signature, photo, signaturePicture } : undefined, gateway);
  }
}

export function isUnavailable(review: readonly Problem[] | Unavailable): review is Unavailable {
  return 'outcome' in review;
}
