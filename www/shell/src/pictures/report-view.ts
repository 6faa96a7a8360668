import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { Box, Check, ImageReport } from 'kualik/imaging';
import type { Messages } from 'kualik/imaging/messages/ru';
import { notMeasured } from './measure.ts';
import type { Judged, Standing } from './assess.ts';
import type { PictureWords } from '../locales/pictures.ts';

/** A picture and its overlay, in the picture's pixels. */
export interface Drawing {
  url: string;
  alt: string;
  width: number;
  height: number;
  /** Where the flaws are. */
  flaws: readonly Box[];
  face?: ImageReport['face'] | undefined;
  /** The part that is kept; the rest is darkened. */
  cut?: Box | undefined;
}

/** The picture as it would be sent, with its flaws; the face is marked only where something is wrong. */
export function drawingOf({ sent, prepared }: Judged, standing: Standing, url: string, alt: string): Drawing {
  const flaws = sent.checks.flatMap(({ box, result }) => (box && result !== 'good' ? [box] : []));
  return { url, alt, width: prepared.width, height: prepared.height, flaws, face: standing === 'good' ? undefined : sent.face };
}

export function drawing({ url, alt, width, height, flaws, face, cut }: Drawing): TemplateResult {
  return html`
    <div class="picture" part="picture">
      <img src=${url} alt=${alt} width=${width} height=${height} decoding="async">
      <svg class="drawing" viewBox="0 0 ${width} ${height}" aria-hidden="true" focusable="false">
        ${
          cut
            ? svg`
          <path class="dropped" fill-rule="evenodd" d="M0 0H${width}V${height}H0ZM${cut.x} ${cut.y}v${cut.height}h${cut.width}v${-cut.height}Z" />
          ${outlined('cut', cut)}`
            : nothing
        }
        ${flaws.map((box) => outlined('flaw', box))}
        ${
          face
            ? svg`
          ${outlined('face', face.box)}
          ${face.eyes.map(
            ({ x, y }) => svg`
            <circle class="halo" cx=${x} cy=${y} r=${face.interEyeDistance / 8} /><circle class="eye" cx=${x} cy=${y} r=${face.interEyeDistance / 8} />`,
          )}`
            : nothing
        }
      </svg>
    </div>`;
}

/** With a dark halo, so that it is visible on any picture. */
function outlined(kind: string, { x, y, width, height }: Box): SVGTemplateResult {
  return svg`<rect class="halo" x=${x} y=${y} width=${width} height=${height} /><rect class=${kind} x=${x} y=${y} width=${width} height=${height} />`;
}

/** What the lines on the picture mean. */
export function legend({ face, cut }: Drawing, words: PictureWords): TemplateResult | typeof nothing {
  if (!face && !cut) return nothing;
  const sample = (kind: string): TemplateResult => html`
    <svg class="sample" viewBox="0 0 28 20" aria-hidden="true" focusable="false">${outlined(kind, { x: 3, y: 3, width: 22, height: 14 })}</svg>`;
  return html`
    <ul class="legend">
      ${cut ? html`<li>${sample('cut')}<span>${words.report.legend.cut}</span></li>` : nothing}
      ${face ? html`<li>${sample('face')}<span>${words.report.legend.face}</span></li>` : nothing}
    </ul>`;
}

/** Failed checks with advice, the worst first. */
export function findings(checks: readonly Check[], words: PictureWords, messages: Messages): TemplateResult | typeof nothing {
  // The face check already reports a missing face.
  const found = checks.filter(({ result, unit }) => result !== 'good' && unit !== notMeasured);
  if (found.length === 0) return nothing;
  return html`
    <ul class="findings" aria-label=${words.report.findings}>
      ${[...found].sort((a, b) => Number(b.result === 'poor') - Number(a.result === 'poor')).map((check) => finding(check, words, messages))}
    </ul>`;
}

function finding({ id, result }: Check, words: PictureWords, messages: Messages): TemplateResult {
  return html`
    <li class=${result} data-check=${id}>
      <strong>${messages.checks[id]}</strong> <span class="grade">${words.report.grade[result]}</span>
      <p>${messages[result === 'poor' ? 'poor' : 'doubtful'][id]}</p>
    </li>`;
}
