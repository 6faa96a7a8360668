import { html, nothing, type TemplateResult } from 'lit';
import {
  lifecycle,
  regions,
  stateDuty,
  type ApplicationEvent,
  type ApplicationRecord,
  type Fault,
  type Options,
  type Status,
} from 'kualik';
import { source } from '../../fields/citation.ts';
import { isOver, type Gateway } from '../../gateway/gateway.ts';
import type { Sandbox } from '../../gateway/sandbox.ts';
import { unbroken } from '../../locales/kk/unbroken.ts';
import { formatDay } from '../../locales/dates.ts';
import type { StepContext } from '../step.ts';
import { SandboxPanel } from './sandbox-panel.ts';
import { dayOf, lifecycleLine } from './stations.ts';
import { TicketActions } from './ticket-actions.ts';
import { ticketCode } from './ticket-code.ts';
import type { PictureLine } from './ticket-picture.ts';

export interface RecordContext extends Pick<StepContext, 'language' | 'words' | 'checkWords' | 'messages' | 'changed'> {
  registration: { record: ApplicationRecord | undefined; isUnfit: boolean };
  transport: { gateway: Gateway } | null | undefined;
  /** The options of every call of the core. */
  options(): Options;
  /** Begins a new application after annulment. */
  again(): void;
}

/** How the record came here: from an application that was filled in here, or by the number of a ticket. */
export type Origin = { from: 'application'; point: string } | { from: 'ticket' };

/** Who has the application now: whoever acts next, or the portal before the review has started. */
function holderOf(status: Status): ApplicationEvent['by'] | undefined {
  return status === 'submitted' ? 'portal' : lifecycle().find(({ from }) => from === status)?.by;
}

/** Shows a record, and holds what was last done with its ticket. */
export class RecordView {
  readonly #actions = new TicketActions();
  readonly #sandbox = new SandboxPanel();

  /** The registration ticket, the state of the application, and what comes next. */
  render(context: RecordContext, origin: Origin): TemplateResult | typeof nothing {
    const { registration, transport } = context;
    const { record } = registration;
    if (!record) return nothing;
    const { gateway } = transport ?? {};
    const isSandbox = gateway?.kind === 'sandbox';
    return html`
      ${this.#ticket(record, context, origin, isSandbox)}
      ${progress(record, context, origin, isSandbox)}
      ${isSandbox ? this.#sandbox.render(gateway as Sandbox, record, context) : nothing}`;
  }

  #ticket(record: ApplicationRecord, context: RecordContext, origin: Origin, isSandbox: boolean): TemplateResult {
    const { words, checkWords, language } = context;
    const { ticket: text, details, afterTicket } = words;
    const [registered] = record.history;
    const day = registered ? formatDay(dayOf(registered.at), language) : '';
    const region = regions().find(({ code }) => code === record.region);
    const office = region && unbroken(region.office[details.regionsIn]);
    const picture = (): PictureLine[] => [
      ...(isSandbox ? [{ kind: 'note', text: checkWords.sandbox } as const] : []),
      { kind: 'heading', text: checkWords.service },
      { kind: 'label', text: text.number },
      { kind: 'number', text: record.ticket },
      { kind: 'label', text: text.registeredOn },
      { kind: 'value', text: day },
      ...(office ? [{ kind: 'label', text: text.office } as const, { kind: 'value', text: office } as const] : []),
    ];
    return html`
      <section class="ticket" part="ticket" aria-labelledby="ticket-number">
        <p class="hint" id="ticket-number">${text.number}</p>
        <p class="number">${record.ticket}</p>
        <p><strong>${text.keep}</strong> ${afterTicket.trust}</p>
        ${this.#actions.render(record.ticket, picture, context)}
        <dl class="summary-list">
          <div><dt>${text.registeredOn}</dt><dd>${day}</dd></div>
          ${office ? html`<div><dt>${text.office}</dt><dd lang=${details.regionsIn}>${office}</dd></div>` : nothing}
          ${origin.from === 'application' ? html`<div><dt>${text.point}</dt><dd>${origin.point}</dd></div>` : nothing}
        </dl>
        <div class="code" role="img" aria-label=${text.code}>${ticketCode(record.ticket)}</div>
      </section>`;
  }
}

function progress(record: ApplicationRecord, context: RecordContext, origin: Origin, isSandbox: boolean): TemplateResult {
  const { registration, words } = context;
  const { progress: text, afterTicket } = words;
  const holder = holderOf(record.status);
  return html`
    <section class="progress" part="progress" aria-labelledby="progress-heading">
      <h3 id="progress-heading">${text.heading}</h3>
      ${lifecycleLine(record, context)}
      <div aria-live="polite">
        ${holder ? html`<p class="fact">${text.with}: <strong>${text.actors[holder]}</strong></p>` : nothing}
        <p class="fact">${text.next}: <strong>${text.what[record.next]}</strong></p>
        ${isOver(record) ? nothing : html`<p class="fact" id="by-when">${isSandbox ? afterTicket.sandbox : afterTicket.byWhen}</p>`}
        ${registration.isUnfit ? html`<p class="out-of-force"><strong>${text.unfit}</strong></p>` : nothing}
        ${record.status === 'annulled' ? annulled(record, context) : nothing}
      </div>
      ${record.next === 'reapply' ? anew(record, context, origin) : nothing}
    </section>`;
}

function annulled(record: ApplicationRecord, context: RecordContext): TemplateResult {
  const words = context.words.annulled;
  const last = record.history[record.history.length - 1];
  const faults: readonly Fault[] = last?.type === 'annulled' ? last.for : [];
  return html`
    <div class="failure" part="failure annulled">
      <h3>${words.heading}</h3>
      <ul>${faults.map((fault) => html`<li data-fault=${fault}>${words.faults[fault]}</li>`)}</ul>
      ${record.refund === 'none' ? html`<p>${words.refund.none}</p>` : nothing}
    </div>
    ${record.refund === 'none' ? nothing : refund(record.refund, context)}`;
}

/** How and by when the duty of an annulled application is claimed back. */
function refund({ claimBy, basis }: Exclude<ApplicationRecord['refund'], 'none'>, context: RecordContext): TemplateResult {
  const { words, checkWords, messages, language } = context;
  const text = words.annulled.refund;
  return html`
    <section class="refund apart" part="refund">
      <h4>${text.heading}</h4>
      <p>${text.what}</p>
      <ul>${text.needs.map((need) => html`<li>${need}</li>`)}</ul>
      <p><strong>${text.claimBy(formatDay(claimBy, language))}</strong></p>
      <p>${text.notSetOff}</p>
      ${source(basis, checkWords, messages)}
    </section>`;
}

/** The steps to a new application. */
function anew(record: ApplicationRecord, { words, again, options }: RecordContext, { from }: Origin): TemplateResult {
  const { annulled: text, afterTicket } = words;
  const [first, last] = afterTicket.anew.steps[from];
  return html`
    <section class="anew apart" part="anew" aria-labelledby="anew-heading">
      <h4 id="anew-heading">${afterTicket.anew.heading}</h4>
      ${from === 'application' ? html`<p>${text.keeps}</p>` : nothing}
      <ol>
        <li>${first}</li>
        ${stateDuty(options()).outcome === 'due' ? html`<li>${record.dutyPaid ? afterTicket.anew.payAgain : afterTicket.anew.pay}</li>` : nothing}
        <li>${last}</li>
      </ol>
      <button type="button" class="solid" part="button again" id="again" @click=${again}>${text.again}</button>
    </section>`;
}
