import type SignaturePad from 'signature_pad';
import type { PointGroup } from 'signature_pad';
import { toFile } from '../canvas.ts';

/** The picture made from a drawn signature, in pixels: white, with the ink centred. */
const sheet = { width: 1000, height: 500, ink: { width: 740, height: 350 }, pen: { minWidth: 2.5, maxWidth: 6, dotSize: 5 } };
const ink = '#101d45';

/** A board for drawing a signature. Keeps the strokes when the screen rotates or the page is redrawn. */
export class SignatureBoard {
  #strokes: PointGroup[] = [];
  /** The canvas width that the strokes refer to, in CSS pixels. */
  #width = 0;
  #pad: SignaturePad | undefined;
  #canvas: HTMLCanvasElement | undefined;
  readonly #sizes = typeof ResizeObserver === 'function' ? new ResizeObserver(() => this.#fit()) : undefined;

  constructor(
    private readonly Pad: typeof SignaturePad,
    private readonly changed: () => void,
  ) {}

  get isEmpty(): boolean {
    return this.#strokes.length === 0;
  }

  /** Moves the board to that canvas, or detaches it. */
  attach(canvas: HTMLCanvasElement | undefined): void {
    if (canvas === this.#canvas) return;
    this.#pad?.off();
    this.#sizes?.disconnect();
    if (this.#canvas) this.#canvas.width = this.#canvas.height = 0;
    this.#canvas = canvas;
    this.#pad = undefined;
    if (!canvas) return;
    const pad = new this.Pad(canvas, { minWidth: 1, maxWidth: 2.75, penColor: ink });
    pad.addEventListener('endStroke', () => {
      this.#strokes = pad.toData();
      this.changed();
    });
    this.#pad = pad;
    this.#fit();
    this.#sizes?.observe(canvas);
  }

  undo(): void {
    this.#show(this.#strokes.slice(0, -1));
  }

  clear(): void {
    this.#show([]);
  }

  /** A PNG of the strokes, of the same size on every screen. */
  toPicture(): Promise<Blob | null> {
    const canvas = document.createElement('canvas');
    canvas.width = sheet.width;
    canvas.height = sheet.height;
    const pad = new this.Pad(canvas, { backgroundColor: '#fff' });
    pad.off();
    pad.fromData(this.#onSheet());
    return toFile(canvas, 'image/png');
  }

  /** Centres the strokes on the sheet and enlarges them, but not so far that a dot becomes a blot. */
  #onSheet(): PointGroup[] {
    const points = this.#strokes.flatMap((stroke) => stroke.points);
    const span = (values: number[]): { middle: number; length: number } => {
      const [low, high] = [Math.min(...values), Math.max(...values)];
      return { middle: (low + high) / 2, length: high - low };
    };
    const across = span(points.map(({ x }) => x));
    const down = span(points.map(({ y }) => y));
    const most = (2 * sheet.width) / Math.max(this.#width, 1);
    const by = Math.min(sheet.ink.width / Math.max(across.length, 1), sheet.ink.height / Math.max(down.length, 1), most);
    return scaled(this.#strokes, by, (point) => ({
      x: sheet.width / 2 + (point.x - across.middle) * by,
      y: sheet.height / 2 + (point.y - down.middle) * by,
    })).map((stroke) => ({ ...stroke, ...sheet.pen }));
  }

  /** Resizes the canvas to its place on the screen and scales the strokes. */
  #fit(): void {
    const canvas = this.#canvas;
    const width = canvas?.clientWidth ?? 0;
    if (!canvas || !this.#pad || width === 0) return;
    const ratio = Math.max(window.devicePixelRatio || 1, 1);
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(canvas.clientHeight * ratio);
    canvas.getContext('2d')?.scale(ratio, ratio);
    const by = this.#width === 0 ? 1 : width / this.#width;
    this.#width = width;
    this.#strokes = scaled(this.#strokes, by, ({ x, y }) => ({ x: x * by, y: y * by }));
    this.#pad.fromData(this.#strokes);
  }

  #show(strokes: PointGroup[]): void {
    this.#strokes = strokes;
    this.#pad?.fromData(strokes);
    this.changed();
  }
}

/** Scales the times too, so that speed and line width stay the same. */
function scaled(strokes: PointGroup[], by: number, place: (point: { x: number; y: number }) => { x: number; y: number }): PointGroup[] {
  return strokes.map((stroke) => ({
    ...stroke,
    points: stroke.points.map((point) => ({ ...point, ...place(point), time: point.time * by })),
  }));
}

/** Loads the drawing library. */
export async function signatureBoard(changed: () => void): Promise<SignatureBoard> {
  const { default: Pad } = await import('signature_pad');
  return new SignatureBoard(Pad, changed);
}
