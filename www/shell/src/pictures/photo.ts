import { html, nothing, type TemplateResult } from 'lit';
import { Camera, type CameraFailure } from './camera.ts';
import { largest, photoRatio, rounded } from './crop.ts';
import { CropView } from './crop-view.ts';
import { fileChoice } from './file-choice.ts';
import { decisions, retryAction } from './picture-actions.ts';
import type { Picture } from './picture.ts';
import { pictureView, type PictureContext } from './picture-view.ts';

/** Taking, choosing and cropping the photo. */
export class PhotoPart {
  readonly camera: Camera;
  #crop: CropView | undefined;

  /** `focus` focuses the element with that id after the next update. */
  constructor(
    private readonly picture: Picture,
    private readonly changed: () => void,
    private readonly focus: (id: string) => void,
  ) {
    this.camera = new Camera(changed);
  }

  /** Why the camera failed, if it did. */
  get #failure(): CameraFailure | undefined {
    const { state } = this.camera;
    return state.step === 'off' ? state.failure : undefined;
  }

  render(context: PictureContext): TemplateResult {
    const { camera, picture } = this;
    const { words } = context;
    const failure = this.#failure;
    return html`
      <div class="problem" aria-live="polite">
        ${failure ? html`<p data-camera=${failure}>${words.camera.failure[failure]}</p>` : nothing}
      </div>
      ${
        camera.state.step !== 'off'
          ? this.#viewfinder(context)
          : this.#crop
            ? this.#crop.render(
                words,
                words.photo.alt,
                () => this.#cut(),
                () => this.#leaveCrop(),
              )
            : html`${pictureView(picture, context)}${this.#actions(context)}`
      }`;
  }

  /** Stops the camera and drops the crop. */
  reset(): void {
    this.camera.stop();
    this.#crop = undefined;
  }

  #viewfinder({ words }: PictureContext): TemplateResult {
    const { state } = this.camera;
    return html`
      <div class="viewfinder">
        <p class="hint" id="photo-guide">${state.step === 'on' ? words.camera.guide : words.camera.starting}</p>
        <div class="viewport">
          <video class="mirrored" aria-hidden="true" autoplay muted playsinline disablepictureinpicture
            .muted=${true} .srcObject=${state.step === 'on' ? state.stream : null}></video>
          <svg class="guide" viewBox="0 0 350 450" aria-hidden="true" focusable="false">
            <path class="dropped" fill-rule="evenodd" d="M0 0H350V450H0ZM175 62a118 160 0 0 0 0 320a118 160 0 0 0 0 -320Z" />
            <ellipse class="halo" cx="175" cy="222" rx="118" ry="160" />
            <ellipse class="cut" cx="175" cy="222" rx="118" ry="160" />
          </svg>
        </div>
        <div class="actions">
          ${
            state.step === 'on'
              ? html`<button type="button" class="outlined" id="photo-shoot" part="button" aria-describedby="photo-guide" @click=${() => void this.#shoot()}>${words.camera.shoot}</button>`
              : nothing
          }
          <button type="button" class="plain" id="photo-close" part="button" @click=${() => this.#close()}>${words.camera.close}</button>
        </div>
      </div>`;
  }

  #actions({ words }: PictureContext): TemplateResult {
    const { picture } = this;
    const { state } = picture;
    return html`
      <div class="actions">
        ${retryAction(picture, words)}
        ${
          Camera.isThere && !this.#failure
            ? html`<button type="button" class="outlined" part="button" id="photo-camera" @click=${() => void this.#open()}>
              ${state.step === 'empty' ? words.choose.camera : words.choose.another}</button>`
            : fileChoice({
                id: 'photo-app',
                label: words.choose.cameraApp,
                capture: 'user',
                choose: (file) => this.#take(file),
              })
        }
        ${fileChoice({ id: 'photo-file', label: words.choose.file, choose: (file) => this.#take(file) })}
        ${state.step === 'judged' ? html`<button type="button" class="outlined" part="button" id="photo-adjust" @click=${() => this.#adjust()}>${words.cut.adjust}</button>` : nothing}
        ${decisions(picture, words, this.focus)}
      </div>`;
  }

  #take(file: Blob): void {
    this.camera.stop();
    void this.picture.take(file);
  }

  async #open(): Promise<void> {
    const opened = this.camera.start();
    this.focus('photo-close');
    await opened;
    if (this.camera.state.step === 'on') this.focus('photo-shoot');
    // The alternatives are below the message.
    else if (this.#failure) this.focus('photo-app');
  }

  #close(): void {
    this.camera.stop();
    this.focus('photo-camera');
  }

  async #shoot(): Promise<void> {
    const { state } = this.camera;
    const video = state.step === 'on' ? this.#video(state.stream) : undefined;
    // Before the first frame there is no picture to take.
    if (!video || video.videoWidth === 0) return;
    const blob = await this.camera.shoot(video);
    if (!blob || this.camera.state !== state) return;
    this.camera.stop();
    this.focus('photo-status');
    await this.picture.take(blob);
  }

  /** Set by the step, which knows where the video is rendered. */
  video: () => HTMLVideoElement | null = () => null;

  #video(stream: MediaStream): HTMLVideoElement | undefined {
    const video = this.video();
    return video?.srcObject === stream ? video : undefined;
  }

  #adjust(): void {
    const { state, url } = this.picture;
    if (state.step !== 'judged' || url === undefined) return;
    const { source, cut } = state.judged;
    this.#crop = new CropView(url, source, cut ?? source.suggestedCrop ?? largest(photoRatio, source), this.changed);
    this.changed();
    this.focus('photo-crop');
  }

  #cut(): void {
    const { state } = this.picture;
    const box = this.#crop?.box;
    this.#leaveCrop();
    if (box && state.step === 'judged') void this.picture.cut(rounded(box, state.judged.source));
  }

  #leaveCrop(): void {
    this.#crop = undefined;
    this.changed();
    this.focus('photo-status');
  }
}
