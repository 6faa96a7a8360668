import { html, nothing, svg, type TemplateResult } from 'lit';
import type { ApplicationEvent, ApplicationRecord, Status } from 'kualik';
import { dayOf, transitions } from '../../core-facts.ts';
import { formatDay } from '../../locales/dates.ts';
import type { StepContext } from '../step.ts';

/** The statuses of an application that is not annulled, in order. */
const way: readonly Status[] = transitions.map(({ to }) => to).filter((status) => status !== 'annulled');

/** The status after an event. */
const stationOf = ({ type }: ApplicationEvent): Status => transitions.find(({ event }) => event === type)!.to;

/** The lifecycle, drawn as a line of stations and read out as a list. */
export function lifecycleLine(
  { status, history }: ApplicationRecord,
  { words: { progress }, language }: Pick<StepContext, 'words' | 'language'>,
): TemplateResult {
  const stations = status === 'annulled' ? history.map(stationOf) : way;
  return html`
    <ol class="stations">
      ${stations.map((station) => {
        const at = history.find((event) => stationOf(event) === station)?.at;
        const isNow = station === status;
        return html`
          <li class="${at === undefined ? 'ahead' : 'reached'} ${isNow ? 'now' : ''} ${station === 'annulled' ? 'stop' : ''}" aria-current=${isNow ? 'step' : nothing}>
            <svg viewBox="0 0 28 28" aria-hidden="true" focusable="false">
              ${station === 'annulled' ? cross : at === undefined ? ring : isNow ? dot : tick}
            </svg>
            <span>${progress.stages[station]}${isNow ? html` <em>(${progress.now})</em>` : nothing}</span>
            ${at === undefined ? nothing : html`<time datetime=${dayOf(at)}>${formatDay(dayOf(at), language)}</time>`}
          </li>`;
      })}
    </ol>`;
}

const ring = svg`<circle class="station" cx="14" cy="14" r="8" />`;
const dot = svg`<circle class="station" cx="14" cy="14" r="11" /><circle class="core" cx="14" cy="14" r="5" />`;
const tick = svg`<circle class="station done" cx="14" cy="14" r="11" /><path class="sign" d="M8.5 14.5l4 4l7 -8" />`;
const cross = svg`<circle class="station wrong" cx="14" cy="14" r="11" /><path class="sign" d="M9.5 9.5l9 9m0 -9l-9 9" />`;
