import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Eligible, Invalid, Notice, Refusal, Ruleset, Unavailable, Verdict } from 'kualik/check';
import { citations, source } from '../fields/citation.ts';
import type { Day } from '../day.ts';
import { formatDay } from '../locales/dates.ts';
import { booking } from './facts.ts';
import { expired, type ExpiredContext } from './expired.ts';
import type { Reminder } from './reminder.ts';
import type { Situation } from './situations.ts';
import { timeline } from './timeline.ts';

export interface VerdictContext extends ExpiredContext {
  rules: Ruleset;
  situation: Situation | undefined;
  /** The day of the decision, where it is not today's. */
  otherDay: Day | undefined;
  /** The day from which the applicant may apply, where it is too early. */
  comeBackOn: Day | undefined;
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
  const { words } = context;
  const { refusals, daysToExpiry } = verdict;
  const isOwnersAlone = refusals.every(({ code }) => code === 'applicant-not-owner');
  return html`
    ${
      context.comeBackOn
        ? tooEarly(verdict.notice, context.comeBackOn, context)
        : html`
      <div class="panel no" part="panel unavailable">${notice(verdict.notice, context)}${notToday(context)}</div>`
    }
    <h3>${words.unavailable.why}</h3>
    <ul class="refusals">${refusals.map((each) => refusal(each, context))}</ul>
    ${daysToExpiry === undefined ? nothing : html`<p class="fact">${words.daysToExpiry(daysToExpiry)}</p>`}
    <h3>${words.unavailable.next}</h3>
    <ul class="next">
      ${isOwnersAlone ? html`<li><strong>${words.unavailable.owner}</strong></li>` : nothing}
      ${visit(context)}
    </ul>
    ${daysToExpiry !== undefined && daysToExpiry < 0 ? expired([], context) : nothing}`;
}

/** Headed by what is of use; the order's notice stands below it in full. */
function tooEarly(given: Notice, opensOn: Day, context: VerdictContext): TemplateResult {
  const { language, words, reminder } = context;
  return html`
    <div class="panel wait" part="panel too-early">
      <div class="headline">${icon('wait')}<h2>${words.unavailable.tooEarly(formatDay(opensOn, language))}</h2></div>
      ${notToday(context)}
      <p class="notice">${given[language]}</p>
      ${official(given, context)}
    </div>
    ${reminder.render(opensOn, words)}`;
}

/** The order's notice as the heading. */
export const notice = (given: Notice, context: VerdictContext): TemplateResult => html`
  <div class="headline">${icon('no')}<h2 class="notice">${given[context.language]}</h2></div>
  ${official(given, context)}`;

/** The order's own text below a translation. */
const official = (given: Notice, { words }: VerdictContext): TemplateResult | typeof nothing =>
  words.unavailable.unofficial === null
    ? nothing
    : html`<p class="official">${words.unavailable.unofficial} <q lang=${given.official}>${given[given.official]}</q></p>`;

/** What to do at a ЦОН, as items of a list. */
export function visit({ words, messages, situation }: VerdictContext): TemplateResult {
  const { visit: text } = words.unavailable;
  return html`
    ${situation === 'loss' ? html`<li>${text.police}</li>` : nothing}
    <li>${text.any}${situation === 'loss' ? nothing : html` ${text.bring}`}</li>
    <li><p>${text.booking}</p>${source(booking, words, messages)}</li>`;
}

/** A decision for another day is no decision for today. */
const notToday = ({ otherDay, words, language }: VerdictContext): TemplateResult | typeof nothing =>
  otherDay === undefined ? nothing : html`<p class="other-day"><strong>${words.day.other(formatDay(otherDay, language))}</strong></p>`;

function refusal({ code, basis }: Refusal, context: VerdictContext): TemplateResult {
  return html`
    <li data-code=${code}>
      <p>${groundOf(code, context)}</p>
      ${source(basis, context.words, context.messages)}
    </li>`;
}

/** Where a number of the rules decides, it is said. */
function groundOf(code: Refusal['code'], { words, messages, rules: { window } }: VerdictContext): string {
  if (code === 'window-not-open') return words.unavailable.notOpen(window.daysBefore);
  if (code === 'window-closed') return words.unavailable.closed(window.daysAfter);
  return messages.refusals[code];
}

/** Problems that belong to no field of this step. */
function invalid({ problems }: Invalid, { messages }: VerdictContext): TemplateResult {
  return html`<div class="problem">${problems.map(({ code }) => html`<p>${messages.problems[code]}</p>`)}</div>`;
}

const strokes = { yes: 'M11 21l6 6l12 -13', no: 'M13 13l14 14m0 -14l-14 14', wait: 'M20 10v11l7 4' };

const icon = (kind: keyof typeof strokes): TemplateResult => html`
  <svg class="icon" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
    <circle cx="20" cy="20" r="18" />${svg`<path d=${strokes[kind]} />`}
  </svg>`;
