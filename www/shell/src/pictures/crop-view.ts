import { html, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { Box } from 'kualik/imaging';
import { fitted, moved, photoRatio, widened, type Size } from './crop.ts';
import type { PictureWords } from '../locales/pictures.ts';

/** How far a button moves the picture, as a share of the crop's width, and how much it enlarges it. */
const stride = 0.05;
const zoom = 1.1;

interface Finger {
  x: number;
  y: number;
}

/** The photo behind a frame of its final shape; moved and enlarged by touch, mouse or button. */
export class CropView {
  box: Box;
  readonly #fingers = new Map<number, Finger>();

  constructor(
    private readonly url: string,
    private readonly picture: Size,
    box: Box,
    private readonly changed: () => void,
  ) {
    this.box = fitted(box, photoRatio, picture);
  }

  render(words: PictureWords, alt: string, apply: () => void, close: () => void): TemplateResult {
    const move = (dx: number, dy: number): void => {
      const { width } = this.box;
      this.#become(moved(this.box, dx * stride * width, dy * stride * width, this.picture));
    };
    const resize = (by: number): void => this.#become(widened(this.box, this.box.width * by, this.picture));
    const button = (label: string, icon: string, press: () => void): TemplateResult => html`
      <button type="button" class="tool" aria-label=${label} title=${label} @click=${press}>
        <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${icon} /></svg>
      </button>`;
    return html`
      <div class="cropping" role="group" aria-labelledby="photo-crop">
        <h4 id="photo-crop" tabindex="-1">${words.cut.heading}</h4>
        <p class="hint">${words.cut.hint}</p>
        <div class="viewport" @pointerdown=${this.#down} @pointermove=${this.#move} @pointerup=${this.#up} @pointercancel=${this.#up}>
          <img src=${this.url} alt=${alt} draggable="false" ${ref((image) => this.#place(image as HTMLElement | undefined))}>
        </div>
        <div class="tools">
          ${button(words.cut.nearer, 'M12 5v14M5 12h14', () => resize(1 / zoom))}
          ${button(words.cut.farther, 'M5 12h14', () => resize(zoom))}
          ${button(words.cut.left, 'M19 12H5l6 -6M5 12l6 6', () => move(1, 0))}
          ${button(words.cut.right, 'M5 12h14l-6 -6M19 12l-6 6', () => move(-1, 0))}
          ${button(words.cut.up, 'M12 19V5l-6 6M12 5l6 6', () => move(0, 1))}
          ${button(words.cut.down, 'M12 5v14l-6 -6M12 19l6 -6', () => move(0, -1))}
        </div>
        <div class="actions">
          <button type="button" class="outlined" part="button" @click=${apply}>${words.cut.apply}</button>
          <button type="button" class="plain" part="button" @click=${close}>${words.cut.close}</button>
        </div>
      </div>`;
  }

  /** Set through the DOM, since the page's policy forbids style attributes. */
  #place(image: HTMLElement | undefined): void {
    if (!image) return;
    const { box, picture } = this;
    image.style.setProperty('width', `${(100 * picture.width) / box.width}%`);
    image.style.setProperty('height', `${(100 * picture.height) / box.height}%`);
    image.style.setProperty('left', `${(-100 * box.x) / box.width}%`);
    image.style.setProperty('top', `${(-100 * box.y) / box.height}%`);
  }

  readonly #down = (event: PointerEvent): void => {
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    this.#fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  };

  readonly #up = (event: PointerEvent): void => {
    this.#fingers.delete(event.pointerId);
  };

  readonly #move = (event: PointerEvent): void => {
    const before = this.#fingers.get(event.pointerId);
    if (!before) return;
    const now = { x: event.clientX, y: event.clientY };
    const other = [...this.#fingers].find(([id]) => id !== event.pointerId)?.[1];
    this.#fingers.set(event.pointerId, now);
    const pixels = this.box.width / (event.currentTarget as Element).clientWidth;
    // With two fingers, each contributes half of its movement.
    const share = other ? pixels / 2 : pixels;
    let box = moved(this.box, (before.x - now.x) * share, (before.y - now.y) * share, this.picture);
    if (other) {
      const apart = Math.hypot(now.x - other.x, now.y - other.y);
      if (apart > 0) box = widened(box, (box.width * Math.hypot(before.x - other.x, before.y - other.y)) / apart, this.picture);
    }
    this.#become(box);
  };

  #become(box: Box): void {
    this.box = box;
    this.changed();
  }
}
