import { html, nothing, type TemplateResult } from 'lit';
import { lifecycle, regions, type ApplicationEvent, type ApplicationRecord, type Fault, type Status } from 'kualik';
import { source } from '../../fields/citation.ts';
import type { Gateway } from '../../gateway/gateway.ts';
import type { Sandbox } from '../../gateway/sandbox.ts';
import { unbroken } from '../../locales/kk/unbroken.ts';
import { formatDay } from '../../locales/dates.ts';
import type { StepContext } from '../step.ts';
import type { SandboxPanel } from './sandbox-panel.ts';
import { dayOf, lifecycleLine } from './stations.ts';
import { ticketCode } from './ticket-code.ts';

export interface ProgressContext extends StepContext {
  registration: { record: ApplicationRecord | undefined; isUnfit: boolean };
  transport: { gateway: Gateway } | null | undefined;
  /** Begins a new application after annulment. */
  again(): void;
}

/** Who has the application now: whoever acts next, or the portal before the review has started. */
function holderOf(status: Status): ApplicationEvent['by'] | undefined {
  return status === 'submitted' ? 'portal' : lifecycle().find(({ from }) => from === status)?.by;
}

/** The registration ticket, the status of the application, and what comes next. */
export function progressStep(context: ProgressContext, sandbox: SandboxPanel): TemplateResult | typeof nothing {
  const { application, registration, language, transport, again } = context;
  const { record } = registration;
  if (!record) return nothing;
  const { ticket: text, progress, details, annulled: annulment } = context.words;
  const [registered] = record.history;
  const holder = holderOf(record.status);
  const region = regions().find(({ code }) => code === record.region);
  return html`
    <section class="ticket" part="ticket" aria-labelledby="ticket-number">
      <p class="hint" id="ticket-number">${text.number}</p>
      <p class="number">${record.ticket}</p>
      <div class="code" role="img" aria-label=${text.code}>${ticketCode(record.ticket)}</div>
      <dl class="summary-list">
        <div><dt>${text.registeredOn}</dt><dd>${registered ? formatDay(dayOf(registered.at), language) : nothing}</dd></div>
        ${region ? html`<div><dt>${text.office}</dt><dd lang=${details.regionsIn}>${unbroken(region.office[details.regionsIn])}</dd></div>` : nothing}
        <div><dt>${text.point}</dt><dd>${application.fields.registrationPoint}</dd></div>
      </dl>
      <p><strong>${text.keep}</strong></p>
      <button type="button" class="plain screen-only" part="button" @click=${() => print()}>${text.print}</button>
    </section>
    <section class="progress" part="progress" aria-labelledby="progress-heading">
      <h3 id="progress-heading">${progress.heading}</h3>
      ${lifecycleLine(record, context)}
      <div aria-live="polite">
        ${holder ? html`<p class="fact">${progress.with}: <strong>${progress.actors[holder]}</strong></p>` : nothing}
        <p class="fact">${progress.next}: <strong>${progress.what[record.next]}</strong></p>
        ${registration.isUnfit ? html`<p class="out-of-force"><strong>${progress.unfit}</strong></p>` : nothing}
        ${record.status === 'annulled' ? annulled(record, context) : nothing}
      </div>
      ${
        record.next === 'reapply'
          ? html`<button type="button" class="solid" part="button again" id="again" @click=${again}>${annulment.again}</button>`
          : nothing
      }
    </section>
    ${transport?.gateway.kind === 'sandbox' ? sandbox.render(transport.gateway as Sandbox, record, context) : nothing}`;
}

function annulled(record: ApplicationRecord, context: StepContext): TemplateResult {
  const words = context.words.annulled;
  const last = record.history[record.history.length - 1];
  const faults: readonly Fault[] = last?.type === 'annulled' ? last.for : [];
  return html`
    <div class="failure" part="failure annulled">
      <h3>${words.heading}</h3>
      <ul>${faults.map((fault) => html`<li data-fault=${fault}>${words.faults[fault]}</li>`)}</ul>
      ${record.refund === 'none' ? html`<p>${words.refund.none}</p>` : nothing}
      <p>${words.keeps}</p>
    </div>
    ${record.refund === 'none' ? nothing : refund(record.refund, context)}`;
}

/** How and by when the duty of an annulled application is claimed back. */
function refund({ claimBy, basis }: Exclude<ApplicationRecord['refund'], 'none'>, context: StepContext): TemplateResult {
  const { words, checkWords, messages, language } = context;
  const text = words.annulled.refund;
  return html`
    <section class="refund" part="refund">
      <h4>${text.heading}</h4>
      <p>${text.what}</p>
      <ul>${text.needs.map((need) => html`<li>${need}</li>`)}</ul>
      <p><strong>${text.claimBy(formatDay(claimBy, language))}</strong></p>
      <p>${text.notSetOff}</p>
      ${source(basis, checkWords, messages)}
    </section>`;
}
