import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { checkEligibility, type EligibilityQuery, type Options, type Ruleset, type Unavailable, type Verdict } from 'kualik/check';
import { comeBackOn } from './advice.ts';
import { DateField } from '../fields/date-field.ts';
import type { Day } from '../day.ts';
import type { DrawnHost } from '../drawn.ts';
import { DayPanel } from './day-panel.ts';
import { outOfForce } from './out-of-force.ts';
import { Reminder } from './reminder.ts';
import { Proceed, type ProceedHost } from './proceed.ts';
import { TicketEntry, type TicketEntryHost } from './ticket-entry.ts';
import type { Language } from '../locales/language.ts';
import { checkWords, messages } from '../locales/check.ts';
import { plan, type Plan } from './situations.ts';
import { SituationQuestion } from './situation-question.ts';
import { verdictDetails, verdictSummary, type VerdictContext } from './verdict.ts';

export interface CheckStepHost extends DrawnHost, ProceedHost, TicketEntryHost {
  /** The day that a visitor of the sandbox chose. */
  on: string | undefined;
  readonly isSandbox: boolean;
  /** The page stands alone, so that a reader may take it for the state's own. */
  readonly isAlone: boolean;
  /** The day to decide for; default today. */
  readonly decidedOn: string | undefined;
  /** The same, where it is not today's. */
  readonly otherDay: Day | undefined;
  readonly language: Language;
  /** The options of every call of the core. */
  options(): Options;
  /** Called with each new verdict, and with `null` when it no longer holds. */
  verdictChanged(verdict: Verdict | null): void;
}

/** The first step: may this document be renewed online on that day? */
export class CheckStep implements ReactiveController {
  readonly #situation: SituationQuestion;
  readonly #expiry: DateField;
  readonly #day: DayPanel;
  readonly #reminder: Reminder;
  readonly #proceed: Proceed;
  readonly #ticketEntry: TicketEntry;
  #verdict: Verdict | null = null;
  #reported = 'null';
  #lastReveal = '';
  #reveal = '';

  constructor(private readonly host: CheckStepHost) {
    const changed = (): void => host.requestUpdate();
    this.#situation = new SituationQuestion(host);
    this.#expiry = new DateField('expiry', changed);
    this.#day = new DayPanel(host, (on) => {
      host.on = on;
    });
    this.#proceed = new Proceed(host);
    this.#ticketEntry = new TicketEntry(host);
    this.#reminder = new Reminder(host);
    host.addController(this);
  }

  hostUpdated(): void {
    const verdict = JSON.stringify(this.#verdict);
    if (verdict !== this.#reported) {
      this.#reported = verdict;
      this.host.verdictChanged(this.#verdict);
    }
    if (this.#reveal !== this.#lastReveal) {
      this.#lastReveal = this.#reveal;
      this.#scrollToLatest();
    }
  }

  /** The printed date of the current eligible verdict, if there is one. */
  get eligibleFor(): Day | undefined {
    return this.#verdict?.outcome === 'eligible' ? this.#expiry.text : undefined;
  }

  /** The applicant has begun to answer. */
  get isBegun(): boolean {
    return this.#situation.chosen !== undefined;
  }

  /** Continues without a tap, to a restored draft. */
  proceed(): Promise<void> {
    return this.#proceed.next.open();
  }

  /** Fills in the eligible answers, with that printed date. */
  restore(expiresOn: Day): void {
    this.#situation.show('expiry');
    this.#expiry.show(expiresOn);
    this.host.requestUpdate();
  }

  /** Clears all answers. */
  forget(): void {
    this.#situation.show(undefined);
    this.#expiry.show('');
  }

  /** Needs the core. */
  render(rules: Ruleset): TemplateResult {
    const { language, decidedOn: on, otherDay, isSandbox, isAlone } = this.host;
    const options = this.host.options();
    const words = checkWords[language];
    const text = messages[language];
    const day = this.#day.read(on, rules, options);
    const typed = this.#expiry.value;
    const expiresOn = typed === 'empty' || typed === 'typing' ? undefined : typed;
    const situation = this.#situation.chosen;
    const decidedOn = day.state === 'known' ? day.day : undefined;
    const { asksExpiry, query, isStandIn }: Plan =
      situation === undefined ? { asksExpiry: false } : plan(situation, rules.covers, expiresOn, decidedOn ?? '');
    const full: EligibilityQuery | undefined = query && decidedOn !== undefined ? { ...query, ...options } : undefined;
    const decided = full ? checkEligibility(full) : null;
    const answer = decided && isStandIn ? withoutDate(decided) : decided;
    this.#verdict = answer;

    // A problem with a date is shown at its field, any other in place of the verdict.
    const wrongDate = answer?.outcome === 'invalid' ? answer.problems.find(({ path }) => path === 'expiresOn') : undefined;
    const verdict = wrongDate ? null : answer;

    const context: VerdictContext = {
      language,
      words,
      messages: text,
      rules,
      situation,
      expiresOn: isStandIn ? undefined : expiresOn,
      otherDay,
      options,
      reminder: this.#reminder,
      comeBackOn: full && verdict?.outcome === 'unavailable' ? comeBackOn(full, verdict) : undefined,
    };

    this.#reveal = JSON.stringify([situation, verdict?.outcome, context.comeBackOn]);

    return html`
      <div class="step" part="step">
        ${day.state === 'known' && day.outOfForce && !verdict ? outOfForce(day.outOfForce, context, isSandbox ? () => this.#day.open() : undefined) : nothing}
        ${this.#situation.render(words)}
        ${asksExpiry ? this.#expiry.render({ ...words.expiry, parts: words.date }, wrongDate && text.problems[wrongDate.code]) : nothing}
        <section class="verdict" part="verdict" aria-label=${words.verdict}>
          <div aria-live="polite" class="summary">${verdict ? verdictSummary(verdict, context) : nothing}</div>
          ${verdict?.outcome === 'eligible' ? this.#proceed.render(language, options) : nothing}
          ${verdict ? verdictDetails(verdict, context) : nothing}
        </section>
        ${this.#ticketEntry.render(words)}
        ${this.#day.render(day, { isToday: otherDay === undefined, isSandbox }, rules, language, words, text)}
        ${isAlone ? html`<p class="footnote" part="about">${words.about}</p>` : nothing}
      </div>`;
  }

  /** What an answer calls up must be seen without scrolling by hand. */
  #scrollToLatest(): void {
    const root = this.host.renderRoot;
    const latest = root.querySelector('.verdict .headline') ?? root.querySelector('#expiry');
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    latest?.scrollIntoView({ block: 'nearest', behavior: still ? 'auto' : 'smooth' });
  }
}

/** What is said of a date that is not the applicant's is taken out. */
function withoutDate(verdict: Verdict): Verdict {
  if (verdict.outcome !== 'unavailable') return verdict;
  const { outcome, checkedOn, ruleset, refusals, notice } = verdict;
  return { outcome, checkedOn, ruleset, refusals, notice } satisfies Unavailable;
}
