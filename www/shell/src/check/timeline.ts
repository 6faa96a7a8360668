import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { Window } from 'kualik/check';
import { startOf, type Day } from '../day.ts';
import { formatDay } from '../locales/dates.ts';
import type { Language } from '../locales/language.ts';
import type { CheckWords } from '../locales/check.ts';

type Mark = 'opens' | 'today' | 'expires' | 'closes';

export interface TimelineDays {
  window: Window;
  expiresOn: Day;
  checkedOn: Day;
  /** The checked day is today, not one chosen by the visitor. */
  isToday: boolean;
}

const width = 320;
const height = 40;
const edge = 14;
const axis = 20;

/** The window as a line drawn to scale, and as a list of dates. */
export function timeline(days: TimelineDays, language: Language, words: CheckWords): TemplateResult {
  const { window, expiresOn, checkedOn, isToday } = days;
  const marks: { mark: Mark; day: Day; label: string }[] = [
    { mark: 'opens', day: window.opensOn, label: words.timeline.opens },
    { mark: 'today', day: checkedOn, label: isToday ? words.timeline.today : words.timeline.checked },
    { mark: 'expires', day: expiresOn, label: words.timeline.expires },
    { mark: 'closes', day: window.closesOn, label: words.timeline.closes },
  ];
  const inOrder = [...marks].sort((a, b) => startOf(a.day) - startOf(b.day));
  const first = startOf(inOrder[0]!.day);
  const last = startOf(inOrder[inOrder.length - 1]!.day);
  const x = (day: Day): number => edge + (last === first ? 0.5 : (startOf(day) - first) / (last - first)) * (width - 2 * edge);

  return html`
    <section class="timeline" part="timeline" aria-labelledby="timeline-heading">
      <h3 id="timeline-heading">${words.timeline.heading}</h3>
      <svg class="line" viewBox="0 0 ${width} ${height}" aria-hidden="true" focusable="false">
        <line class="track" x1=${edge} x2=${width - edge} y1=${axis} y2=${axis} />
        <line class="open" x1=${x(window.opensOn)} x2=${x(window.closesOn)} y1=${axis} y2=${axis} />
        ${(['opens', 'closes', 'expires', 'today'] as const).map((mark) =>
          symbol(mark, x(marks.find((each) => each.mark === mark)!.day), axis),
        )}
      </svg>
      <ol>
        ${inOrder.map(
          ({ mark, day, label }) => html`
          <li class=${mark}>
            <svg class="symbol" viewBox="0 0 28 28" aria-hidden="true" focusable="false">${symbol(mark, 14, 14)}</svg>
            <span>${label}</span>
            <time datetime=${day}>${formatDay(day, language)}</time>
          </li>`,
        )}
      </ol>
    </section>`;
}

/** Distinguished by shape, not only by colour. */
function symbol(mark: Mark, x: number, y: number): SVGTemplateResult {
  switch (mark) {
    case 'opens':
      return svg`<circle class="mark hollow" cx=${x} cy=${y} r="6" />`;
    case 'closes':
      return svg`<circle class="mark solid" cx=${x} cy=${y} r="7" />`;
    case 'expires':
      return svg`<path class="mark bar" d="M${x} ${y - 11}v22" />`;
    case 'today':
      return svg`<path class="mark now" d="M${x} ${y - 10}l10 10l-10 10l-10 -10z" />`;
  }
}
