import { html, nothing, svg, type TemplateResult } from 'lit';
import { regions, type ApplicationEvent, type ApplicationRecord, type Fault, type Status } from 'kualik';
import { dayOf, formatDay } from '../../locales/dates.ts';
import type { Move, Sandbox } from '../../gateway/sandbox.ts';
import { ticketCode } from './ticket-code.ts';
import type { StepContext } from '../step.ts';

/** The way of an application that is not annulled. */
const way: readonly Status[] = ['submitted', 'under-review', 'in-production', 'ready', 'collected'];

/** Who has it while it stands there. */
const holder: Record<Status, ApplicationEvent['by'] | undefined> = {
  submitted: 'portal',
  'under-review': 'migration-service',
  'in-production': 'central-node',
  ready: 'registration-point',
  collected: undefined,
  annulled: undefined,
};

/** The registration ticket, how far the application is, and what comes next. */
export function progressStep(context: StepContext, sandbox: SandboxPanel): TemplateResult | typeof nothing {
  const { application, language, later, again, ways } = context;
  const { record, fields } = application;
  if (!record) return nothing;
  const { ticket: words, progress, details } = later;
  const [registered] = record.history;
  const region = regions().find(({ code }) => code === record.region);
  return html`
    <section class="ticket" part="ticket" aria-labelledby="ticket-number">
      <p class="hint" id="ticket-number">${words.number}</p>
      <p class="number">${record.ticket}</p>
      <div class="code" role="img" aria-label=${words.code}>${ticketCode(record.ticket)}</div>
      <dl class="summary-list">
        <div><dt>${words.registeredOn}</dt><dd>${registered ? formatDay(dayOf(registered.at), language) : nothing}</dd></div>
        ${region ? html`<div><dt>${words.office}</dt><dd lang=${details.regionsIn}>${region.office[details.regionsIn]}</dd></div>` : nothing}
        <div><dt>${words.point}</dt><dd>${fields.registrationPoint}</dd></div>
      </dl>
      <p><strong>${words.keep}</strong></p>
      <button type="button" class="plain screen-only" part="button" @click=${() => print()}>${words.print}</button>
    </section>
    <section class="progress" part="progress" aria-labelledby="progress-heading">
      <h3 id="progress-heading">${progress.heading}</h3>
      ${lifecycleLine(record, context)}
      <div aria-live="polite">
        ${holder[record.status] ? html`<p class="fact">${progress.with}: <strong>${progress.actors[holder[record.status]!]}</strong></p>` : nothing}
        <p class="fact">${progress.next}: <strong>${progress.what[record.next]}</strong></p>
        ${application.isUnfit ? html`<p class="out-of-force"><strong>${progress.unfit}</strong></p>` : nothing}
        ${record.status === 'annulled' ? annulled(record, context) : nothing}
      </div>
      ${
        record.next === 'reapply'
          ? html`<button type="button" class="solid" part="button again" id="again" @click=${again}>${later.annulled.again}</button>`
          : nothing
      }
    </section>
    ${ways?.gateway.kind === 'sandbox' ? sandbox.render(ways.gateway as Sandbox, record, context) : nothing}`;
}

/** Drawn as a line of stations, and read as a list. */
function lifecycleLine({ status, history }: ApplicationRecord, { later: { progress }, language }: StepContext): TemplateResult {
  const reached = history.map((event) => stationOf(event));
  const stations: Status[] = status === 'annulled' ? [...reached.filter((each) => each !== 'annulled'), 'annulled'] : [...way];
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

/** The status that an event leads to. */
function stationOf({ type }: ApplicationEvent): Status {
  switch (type) {
    case 'registered':
      return 'submitted';
    case 'review-started':
      return 'under-review';
    case 'approved':
      return 'in-production';
    case 'annulled':
      return 'annulled';
    case 'arrived':
      return 'ready';
    case 'handed-over':
      return 'collected';
  }
}

const ring = svg`<circle class="station" cx="14" cy="14" r="8" />`;
const dot = svg`<circle class="station" cx="14" cy="14" r="11" /><circle class="core" cx="14" cy="14" r="5" />`;
const tick = svg`<circle class="station done" cx="14" cy="14" r="11" /><path class="sign" d="M8.5 14.5l4 4l7 -8" />`;
const cross = svg`<circle class="station wrong" cx="14" cy="14" r="11" /><path class="sign" d="M9.5 9.5l9 9m0 -9l-9 9" />`;

function annulled(record: ApplicationRecord, { later: { annulled: words } }: StepContext): TemplateResult {
  const last = record.history.at(-1);
  const faults: readonly Fault[] = last?.type === 'annulled' ? last.for : [];
  return html`
    <div class="failure" part="failure annulled">
      <h3>${words.heading}</h3>
      <ul>${faults.map((fault) => html`<li data-fault=${fault}>${words.faults[fault]}</li>`)}</ul>
      <p>${words.refund[record.refund]}</p>
      <p>${words.keeps}</p>
    </div>`;
}

const allFaults: readonly Fault[] = ['photo-quality', 'signature-quality'];

/** Lets a visitor of the demonstration be the migration service, the central node and the registration point. */
export class SandboxPanel {
  #faults: Fault[] = ['photo-quality'];

  render(
    gateway: Sandbox,
    { ticket }: ApplicationRecord,
    { later: { play, annulled: words, progress }, changed }: StepContext,
  ): TemplateResult {
    const possible = gateway.possible(ticket);
    const move = (type: Move['type']): void => {
      gateway.play(ticket, type === 'annulled' ? { type, for: this.#faults } : { type });
      changed();
    };
    const actor: Record<Move['type'], ApplicationEvent['by']> = {
      'review-started': 'migration-service',
      approved: 'migration-service',
      annulled: 'migration-service',
      arrived: 'central-node',
      'handed-over': 'registration-point',
    };
    return html`
      <section class="play screen-only" part="play" aria-labelledby="play-heading">
        <h3 id="play-heading">${play.heading}</h3>
        <p>${play.lead}</p>
        ${possible.length === 0 ? html`<p class="fact">${play.over}</p>` : nothing}
        ${
          possible.includes('annulled')
            ? html`
          <fieldset class="question">
            <legend>${play.faults}</legend>
            ${allFaults.map(
              (fault) => html`
              <label class="option ${this.#faults.includes(fault) ? 'chosen' : ''}" part="option">
                <input type="checkbox" value=${fault} .checked=${this.#faults.includes(fault)}
                  @change=${() => {
                    this.#faults = this.#faults.includes(fault) ? this.#faults.filter((each) => each !== fault) : [...this.#faults, fault];
                    changed();
                  }}>
                <span>${words.faults[fault]}</span>
              </label>`,
            )}
          </fieldset>`
            : nothing
        }
        ${possible.map(
          (type) => html`
          <button type="button" class="solid second" part="button" data-move=${type}
            aria-disabled=${type === 'annulled' && this.#faults.length === 0 ? 'true' : nothing} @click=${() => move(type)}>
            ${progress.actors[actor[type]]}: ${play.events[type]}</button>`,
        )}
      </section>`;
  }
}
