import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Eligible, Invalid, Refusal, Ruleset, Unavailable, Verdict } from 'kualik/check';
import type { Advice } from './advice.ts';
import { citations, source } from '../fields/citation.ts';
import type { Day } from '../day.ts';
import { formatDay } from '../locales/dates.ts';
import { booking } from './facts.ts';
import { expired, type ExpiredContext } from './expired.ts';
import type { Reminder } from './reminder.ts';
import { timeline } from './timeline.ts';

export interface VerdictContext extends ExpiredContext {
  rules: Ruleset;
  /** The day of the decision, where it is not today's. */
  otherDay: Day | undefined;
  advice: Advice;
  reminder: Reminder;
}

/** The part that screen readers announce when it changes. */
export function verdictSummary(verdict: Verdict, context: VerdictContext): TemplateResult {
  switch (verdict.outcome) {
    case 'eligible':
      return available(verdict, context);
    case 'unavailable':
      return unavailable(verdict, context);
    case 'invalid':
      return invalid(verdict, context);
  }
}

/** The details. */
export function verdictDetails(verdict: Verdict, context: VerdictContext): TemplateResult | typeof nothing {
  if (verdict.outcome === 'invalid') return nothing;
  const { language, words, messages, rules, expiresOn, otherDay } = context;
  const { checkedOn } = verdict;
  const eligible = verdict.outcome === 'eligible' ? verdict : undefined;
  return html`
    ${eligible && expiresOn !== undefined ? timeline({ window: eligible.window, expiresOn, checkedOn, isToday: otherDay === undefined }, language, words) : nothing}
    ${
      eligible
        ? html`<details class="basis"><summary>${words.basis.all}</summary>
          ${citations(eligible.basis, words, messages)}</details>`
        : nothing
    }
    <p class="footnote">${words.day.decidedFor(formatDay(checkedOn, language))}<br>${words.rules}: ${rules.title[language]} (${verdict.ruleset})</p>`;
}

function available({ daysToExpiry, window, cautions }: Eligible, context: VerdictContext): TemplateResult {
  const { language, words } = context;
  return html`
    <div class="panel yes" part="panel available">
      <div class="headline">${icon('yes')}<h2>${words.available.heading}</h2></div>
      ${notToday(context)}
      <p class="figure">${words.daysToExpiry(daysToExpiry)}</p>
      <p>${words.available.through(formatDay(window.closesOn, language))}</p>
    </div>
    ${daysToExpiry < 0 ? expired(cautions, context) : nothing}`;
}

function unavailable(verdict: Unavailable, context: VerdictContext): TemplateResult {
  const { language, words, messages, advice, reminder } = context;
  const { notice, refusals, daysToExpiry } = verdict;
  return html`
    <div class="panel no" part="panel unavailable">
      <div class="headline">${icon('no')}<h2 class="notice">${notice[language]}</h2></div>
      ${notToday(context)}
      ${
        words.unavailable.unofficial === null
          ? nothing
          : html`<p class="official">${words.unavailable.unofficial} <q lang=${notice.official}>${notice[notice.official]}</q></p>`
      }
    </div>
    <h3>${words.unavailable.why}</h3>
    <ul class="refusals">${refusals.map((each) => refusal(each, context))}</ul>
    ${daysToExpiry === undefined ? nothing : html`<p class="fact">${words.daysToExpiry(daysToExpiry)}</p>`}
    <h3>${words.unavailable.next}</h3>
    <ul class="next">
      ${
        advice.comeBackOn
          ? html`<li><strong>${words.unavailable.comeBack(formatDay(advice.comeBackOn, language))}</strong>${reminder.render(advice.comeBackOn, words)}</li>`
          : nothing
      }
      ${
        advice.ownerMay
          ? html`<li><strong>${advice.ownerFrom ? words.unavailable.ownerFrom(formatDay(advice.ownerFrom, language)) : words.unavailable.ownerNow}</strong></li>`
          : nothing
      }
      <li>
        <p>${advice.comeBackOn || advice.ownerMay ? words.unavailable.visitInstead : words.unavailable.visit} ${words.unavailable.booking}</p>
        ${source(booking, words, messages)}
      </li>
    </ul>
    ${daysToExpiry !== undefined && daysToExpiry < 0 ? expired([], context) : nothing}`;
}

/** A decision for another day is no decision for today. */
const notToday = ({ otherDay, words, language }: VerdictContext): TemplateResult | typeof nothing =>
  otherDay === undefined ? nothing : html`<p class="other-day"><strong>${words.day.other(formatDay(otherDay, language))}</strong></p>`;

function refusal({ code, basis }: Refusal, context: VerdictContext): TemplateResult {
  return html`
    <li data-code=${code}>
      <p>${context.messages.refusals[code]}</p>
      ${source(basis, context.words, context.messages)}
    </li>`;
}

/** Problems that belong to no field of this step. */
function invalid({ problems }: Invalid, { messages }: VerdictContext): TemplateResult {
  return html`<div class="problem">${problems.map(({ code }) => html`<p>${messages.problems[code]}</p>`)}</div>`;
}

function icon(kind: 'yes' | 'no'): TemplateResult {
  return html`
    <svg class="icon" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
      <circle cx="20" cy="20" r="18" />
      ${kind === 'yes' ? svg`<path d="M11 21l6 6l12 -13" />` : svg`<path d="M13 13l14 14m0 -14l-14 14" />`}
    </svg>`;
}
