import { html, nothing, type TemplateResult } from 'lit';
import type { Messages } from 'kualik/imaging/messages/ru';
import type { Language } from '../locales/language.ts';
import type { Picture, PictureProblem } from './picture.ts';
import { drawing, drawingOf, findings, legend } from './report-view.ts';
import type { PictureWords } from '../locales/pictures.ts';

/** The language and words of a picture's part of the step. */
export interface PictureContext {
  language: Language;
  words: PictureWords;
  messages: Messages;
}

export function problemText(problem: PictureProblem, { words, messages }: PictureContext): string {
  return problem === 'unreadable' || problem === 'not-loaded' ? words.refused[problem] : messages.problems[problem];
}

/** The status of the picture in one line, which screen readers announce. */
export function statusLine({ state, subject }: Picture, context: PictureContext): string {
  const text = context.words[subject];
  switch (state.step) {
    case 'empty':
      return '';
    case 'checking':
      return text.checking;
    case 'refused':
      return problemText(state.problem, context);
    case 'judged':
      return text.verdict[state.standing];
    case 'unchecked':
      return state.accepted ? text.insisted : text.unchecked;
    case 'kept':
      return text.kept;
  }
}

/** The colour of that line; the words carry the same meaning. */
export function statusKind({ state }: Picture): string {
  switch (state.step) {
    case 'refused':
      return 'blocked';
    case 'judged':
      return state.standing;
    case 'unchecked':
      return 'doubtful';
    case 'kept':
      return 'good';
    default:
      return state.step;
  }
}

/** The picture as it will be sent; where something is wrong, with what was found. */
export function pictureView(picture: Picture, context: PictureContext): TemplateResult | typeof nothing {
  const { state, subject } = picture;
  const { words, messages } = context;
  const url = picture.sentUrl ?? picture.url;
  if (url === undefined || state.step === 'empty') return nothing;
  const { alt } = words[subject];
  if (state.step !== 'judged') {
    return state.step === 'refused'
      ? nothing
      : html`<div class="picture plain-picture" part="picture"><img src=${url} alt=${alt} decoding="async"></div>`;
  }
  const drawn = drawingOf(state.judged, state.standing, url, alt);
  return html`
    <div class="judged">
      ${drawing(drawn)}
      ${legend(drawn, words)}
      ${state.standing === 'poor' && state.accepted ? html`<p class="insisted">${words[subject].insisted}</p>` : nothing}
      ${findings(state.judged.sent.checks, words, messages)}
    </div>`;
}
