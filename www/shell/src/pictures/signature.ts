import { html, nothing, type TemplateResult } from 'lit';
import { fileChoice } from './file-choice.ts';
import { decisions, retryAction } from './picture-actions.ts';
import type { Picture } from './picture.ts';
import { pictureView, type PictureContext } from './picture-view.ts';
import { signatureBoard, type SignatureBoard } from './signature-pad.ts';

type Drawing = { step: 'closed' } | { step: 'loading' } | { step: 'failed' } | { step: 'open'; board: SignatureBoard; isTooEarly: boolean };

/** Drawing or photographing the signature. */
export class SignaturePart {
  #drawing: Drawing = { step: 'closed' };

  constructor(
    private readonly picture: Picture,
    private readonly changed: () => void,
    private readonly focus: (id: string) => void,
  ) {}

  /** There are unconfirmed strokes. */
  get isUnfinished(): boolean {
    return this.#drawing.step === 'open' && !this.#drawing.board.isEmpty;
  }

  /** Attaches the board to the rendered canvas, if any. */
  attach(canvas: HTMLCanvasElement | undefined): void {
    if (this.#drawing.step === 'open') this.#drawing.board.attach(canvas);
  }

  /** Drops the strokes. */
  reset(): void {
    this.attach(undefined);
    this.#drawing = { step: 'closed' };
  }

  render(context: PictureContext): TemplateResult {
    const { words } = context;
    const drawing = this.#drawing;
    const message =
      drawing.step === 'failed' ? words.draw.notLoaded : drawing.step === 'open' && drawing.isTooEarly ? words.draw.nothing : '';
    return html`
      <div class="problem" aria-live="polite">${message ? html`<p>${message}</p>` : nothing}</div>
      ${drawing.step === 'open' ? this.#board(drawing.board, context) : html`${pictureView(this.picture, context)}${this.#actions(context)}`}`;
  }

  #board(board: SignatureBoard, { words }: PictureContext): TemplateResult {
    return html`
      <div class="board">
        <p class="hint" id="signature-board-hint">${words.draw.hint}</p>
        <div class="paper">
          <canvas id="signature-board" role="img" tabindex="-1" aria-label=${words.draw.board} aria-describedby="signature-board-hint"></canvas>
        </div>
        <div class="tools">
          <button type="button" class="outlined" part="button" id="signature-undo" @click=${() => board.undo()}>${words.draw.undo}</button>
          <button type="button" class="outlined" part="button" id="signature-clear" @click=${() => board.clear()}>${words.draw.clear}</button>
        </div>
        <div class="actions">
          <button type="button" class="outlined" part="button" id="signature-done" @click=${() => void this.#done(board)}>${words.draw.done}</button>
          <button type="button" class="plain" part="button" id="signature-close" @click=${() => this.#close()}>${words.draw.close}</button>
        </div>
      </div>`;
  }

  #actions({ words }: PictureContext): TemplateResult {
    const { picture } = this;
    const { state } = picture;
    return html`
      <div class="actions">
        ${retryAction(picture, words)}
        <button type="button" class="outlined" part="button" id="signature-draw" @click=${() => void this.#open()}>
          ${state.step === 'empty' ? words.choose.draw : words.choose.drawAnew}</button>
        ${fileChoice({ id: 'signature-app', label: words.choose.photographPaper, capture: 'environment', choose: (file) => this.#take(file) })}
        ${fileChoice({ id: 'signature-file', label: words.choose.file, choose: (file) => this.#take(file) })}
        ${decisions(picture, words, this.focus)}
      </div>`;
  }

  #take(file: Blob): void {
    this.#become({ step: 'closed' });
    void this.picture.take(file);
  }

  async #open(): Promise<void> {
    if (this.#drawing.step === 'loading') return;
    const loading: Drawing = { step: 'loading' };
    this.#become(loading);
    try {
      const board = await signatureBoard(() => this.#drawn());
      if (!this.#isStill(loading)) return;
      this.#become({ step: 'open', board, isTooEarly: false });
      this.focus('signature-board');
    } catch {
      if (this.#isStill(loading)) this.#become({ step: 'failed' });
    }
  }

  #isStill(drawing: Drawing): boolean {
    return this.#drawing === drawing;
  }

  #drawn(): void {
    if (this.#drawing.step === 'open') this.#become({ ...this.#drawing, isTooEarly: false });
  }

  async #done(board: SignatureBoard): Promise<void> {
    if (board.isEmpty) return this.#become({ step: 'open', board, isTooEarly: true });
    const blob = await board.toPicture();
    if (!blob || this.#drawing.step !== 'open') return;
    this.#close();
    this.focus('signature-status');
    await this.picture.take(blob);
  }

  #close(): void {
    this.reset();
    this.changed();
    this.focus('signature-draw');
  }

  #become(drawing: Drawing): void {
    this.#drawing = drawing;
    this.changed();
  }
}
