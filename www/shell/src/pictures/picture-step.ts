import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Attachment, Fault } from 'kualik';
import type { Language } from '../locales/language.ts';
import type { Subject } from './assess.ts';
import { closeImaging, imaging } from './imaging.ts';
import { PhotoPart } from './photo.ts';
import { Picture } from './picture.ts';
import { problemText, statusKind, statusLine, type PictureContext } from './picture-view.ts';
import { SignaturePart } from './signature.ts';
import { pictureWords, reportWords } from '../locales/pictures.ts';

export interface PictureStepHost extends ReactiveControllerHost {
  readonly language: Language;
  readonly renderRoot: HTMLElement | DocumentFragment;
}

/** What keeps the applicant from continuing, and the id of its element. */
export interface PictureStepProblem {
  path: Subject;
  message: string;
  field: string;
}

/** The photo and the signature: chosen, assessed and held here until they are sent. */
export class PictureStep implements ReactiveController {
  /** Shows the problems at each picture, after the first attempt to continue. */
  showsProblems = false;
  readonly #photo: Picture;
  readonly #signature: Picture;
  readonly #photoPart: PhotoPart;
  readonly #signaturePart: SignaturePart;
  #reported: (Attachment | undefined)[] = [];
  #focus: string | undefined;
  #isShown = false;

  /** `changed` is called when what is ready to be sent changes; `faulty` names the pictures for which the previous application was annulled. */
  constructor(
    private readonly host: PictureStepHost,
    private readonly changed: () => void,
    private readonly faulty: readonly Fault[] = [],
  ) {
    const redraw = (): void => this.#changed();
    const focus = (id: string): void => {
      this.#focus = id;
      host.requestUpdate();
    };
    this.#photo = new Picture('photo', redraw);
    this.#signature = new Picture('signature', redraw);
    this.#photoPart = new PhotoPart(this.#photo, redraw, focus);
    this.#photoPart.video = () => host.renderRoot.querySelector('#photo video');
    this.#signaturePart = new SignaturePart(this.#signature, redraw, focus);
    host.addController(this);
  }

  get photo(): Attachment | undefined {
    return this.#photo.attachment;
  }

  get signature(): Attachment | undefined {
    return this.#signature.attachment;
  }

  /** Restores pictures that were accepted before. */
  restore({ photo, signature }: { photo?: Attachment | undefined; signature?: Attachment | undefined }): void {
    if (photo) this.#photo.restore(photo);
    if (signature) this.#signature.restore(signature);
  }

  problems(): PictureStepProblem[] {
    const context = this.#context;
    return [this.#photo, this.#signature]
      .filter(({ attachment }) => !attachment)
      .map((picture) => ({ path: picture.subject, message: this.#missing(picture, context), field: picture.subject }));
  }

  render(): TemplateResult {
    if (!this.#isShown) {
      this.#isShown = true;
      // Load the checks while the applicant reads; a failure is reported when they are needed.
      imaging().catch(() => undefined);
    }
    const context = this.#context;
    return html`
      <div class="pictures" part="pictures">
        <p class="hint">${context.words.privacy}</p>
        ${this.#section(this.#photo, this.#photoPart.render(context), 'photo-quality', context)}
        ${this.#section(this.#signature, this.#signaturePart.render(context), 'signature-quality', context)}
      </div>`;
  }

  /** Releases the camera, the strokes, the pictures and the checks' memory. */
  dispose(): void {
    this.#photoPart.reset();
    this.#signaturePart.reset();
    this.#photo.clear();
    this.#signature.clear();
    closeImaging();
    this.showsProblems = false;
    this.#changed();
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#hidden);
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#hidden);
    this.#photoPart.camera.stop();
  }

  hostUpdated(): void {
    const root = this.host.renderRoot;
    this.#signaturePart.attach(root.querySelector<HTMLCanvasElement>('#signature-board') ?? undefined);
    // Another step is shown: stop the camera.
    if (this.#photoPart.camera.state.step !== 'off' && !root.querySelector('#photo video')) this.#photoPart.camera.stop();
    if (this.#focus === undefined) return;
    const element = root.querySelector<HTMLElement>(`#${this.#focus}`);
    if (element) this.#focus = undefined;
    element?.focus();
  }

  get #context(): PictureContext {
    const { language } = this.host;
    return { language, words: pictureWords[language], messages: reportWords[language] };
  }

  #section(picture: Picture, content: TemplateResult, fault: Fault, context: PictureContext): TemplateResult {
    const { subject } = picture;
    const text = context.words[subject];
    const isMissing = !picture.attachment;
    // The status line already says it, unless it is empty.
    const problem = this.showsProblems && isMissing ? this.#missing(picture, context) : undefined;
    const status = statusLine(picture, context);
    return html`
      <section class="picture-part" id=${subject} tabindex="-1" aria-labelledby="${subject}-heading" part="picture-part">
        <h3 id="${subject}-heading">${text.heading}</h3>
        <p class="hint">${text.hint}</p>
        ${isMissing && this.faulty.includes(fault) ? html`<p class="faulty">${text.faulty}</p>` : nothing}
        <div class="problem">${problem && problem !== status ? html`<p>${problem}</p>` : nothing}</div>
        <p class="status ${statusKind(picture)}" id="${subject}-status" tabindex="-1" aria-live="polite">${status}</p>
        ${content}
      </section>`;
  }

  #missing(picture: Picture, context: PictureContext): string {
    const { state, subject } = picture;
    const text = context.words[subject];
    if (subject === 'signature' && this.#signaturePart.isUnfinished) return context.words.draw.unfinished;
    switch (state.step) {
      case 'checking':
        return text.checking;
      case 'refused':
        return problemText(state.problem, context);
      case 'judged':
        return state.standing === 'blocked' ? text.verdict.blocked : text.undecided;
      case 'unchecked':
        return text.undecided;
      default:
        return text.missing;
    }
  }

  #changed(): void {
    this.host.requestUpdate();
    const now = [this.photo, this.signature];
    if (now.every((each, index) => each?.bytes === this.#reported[index]?.bytes)) return;
    this.#reported = now;
    this.changed();
  }

  readonly #hidden = (): void => {
    // Not while it starts: some apps hide the page while they ask for permission.
    const { camera } = this.#photoPart;
    if (document.visibilityState === 'hidden' && camera.state.step === 'on') camera.stop();
  };
}
