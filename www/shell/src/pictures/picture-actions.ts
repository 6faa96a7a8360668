import { html, nothing, type TemplateResult } from 'lit';
import type { PictureWords } from '../locales/pictures.ts';
import type { Picture } from './picture.ts';

/** Checks the same picture again, if the checks themselves failed. */
export function retryAction(picture: Picture, { choose }: PictureWords): TemplateResult | typeof nothing {
  const { state, subject } = picture;
  return state.step === 'refused' && (state.problem === 'not-loaded' || state.problem === 'internal')
    ? html`<button type="button" class="outlined" part="button" id="${subject}-again" @click=${() => void picture.again()}>${choose.again}</button>`
    : nothing;
}

/** The choices for a judged picture: not to crop it, and to send it although it is poor. */
export function decisions(picture: Picture, { cut, choose }: PictureWords, focus: (id: string) => void): TemplateResult {
  const { state, subject } = picture;
  const whole = (): void => {
    focus(`${subject}-status`);
    void picture.cut(undefined);
  };
  const insist = (): void => {
    picture.insist();
    focus(`${subject}-status`);
  };
  return html`
    ${
      state.step === 'judged' && state.judged.cut
        ? html`<button type="button" class="outlined" part="button" id="${subject}-whole" @click=${whole}>${cut.whole}</button>`
        : nothing
    }
    ${
      picture.isUndecided
        ? html`<button type="button" class="outlined" part="button" id="${subject}-insist" @click=${insist}>${choose.insist}</button>`
        : nothing
    }`;
}
