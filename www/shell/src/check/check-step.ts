import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { checkEligibility, type EligibilityQuery, type Options, type Ruleset, type Verdict } from 'kualik/check';
import { advise } from './advice.ts';
import { choice } from '../fields/choice.ts';
import { DateField } from '../fields/date-field.ts';
import type { Day } from '../day.ts';
import { DayPanel } from './day-panel.ts';
import { Reminder } from './reminder.ts';
import { Proceed, type ProceedHost } from './proceed.ts';
import { TicketEntry, type TicketEntryHost } from './ticket-entry.ts';
import type { Language } from '../locales/language.ts';
import { checkWords, messages } from '../locales/check.ts';
import { plan, type Answers } from './questions.ts';
import { verdictDetails, verdictSummary, type VerdictContext } from './verdict.ts';

export interface CheckStepHost extends ProceedHost, TicketEntryHost {
  /** The day that a visitor of the sandbox chose. */
  on: string | undefined;
  readonly isSandbox: boolean;
  /** The day to decide for; default today. */
  readonly decidedOn: string | undefined;
  /** The same, where it is not today's. */
  readonly otherDay: Day | undefined;
  readonly language: Language;
  readonly renderRoot: HTMLElement | DocumentFragment;
  /** The options of every call of the core. */
  options(): Options;
  /** Called with each new verdict, and with `null` when it no longer holds. */
  verdictChanged(verdict: Verdict | null): void;
}

/** The first step: may this document be renewed online on that day? */
export class CheckStep implements ReactiveController {
  #answers: Answers = {};
  readonly #expiry: DateField;
  readonly #day: DayPanel;
  readonly #reminder: Reminder;
  readonly #proceed: Proceed;
  readonly #ticketEntry: TicketEntry;
  #verdict: Verdict | null = null;
  #reported = 'null';
  #lastReveal = '';
  #reveal = '';
  #byPointer = false;

  constructor(private readonly host: CheckStepHost) {
    const changed = (): void => host.requestUpdate();
    this.#expiry = new DateField('expiry', changed);
    this.#day = new DayPanel((on) => {
      host.on = on;
    }, changed);
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
      if (this.#byPointer) this.#scrollToLatest();
    }
  }

  /** The printed date of the current eligible verdict, if there is one. */
  get eligibleFor(): Day | undefined {
    return this.#verdict?.outcome === 'eligible' ? this.#expiry.text : undefined;
  }

  /** The applicant has begun to answer. */
  get isBegun(): boolean {
    return Object.keys(this.#answers).length > 0;
  }

  /** Continues without a tap, to a restored draft. */
  proceed(): Promise<void> {
    return this.#proceed.load();
  }

  /** Fills in the eligible answers, with that printed date. */
  restore(expiresOn: Day): void {
    this.#answers = { document: 'identity-card', reason: 'expiry', applicant: 'owner' };
    this.#expiry.show(expiresOn);
    this.host.requestUpdate();
  }

  /** Clears all answers. */
  forget(): void {
    this.#answers = {};
    this.#expiry.show('');
  }

  /** Needs the core. */
  render(rules: Ruleset): TemplateResult {
    const { language, decidedOn: on, otherDay, isSandbox } = this.host;
    const options = this.host.options();
    const day = this.#day.read(on, rules, options);
    const typed = this.#expiry.value;
    const expiresOn = typed === 'empty' || typed === 'typing' ? undefined : typed;
    const { query, ...asked } = plan(this.#answers, rules.covers, expiresOn);
    const full: EligibilityQuery | undefined = query && day.state !== 'typing' ? { ...query, ...options } : undefined;
    const answer = full ? checkEligibility(full) : null;
    this.#verdict = answer;

    // A problem with a date is shown at its field, any other in place of the verdict.
    const problems = answer?.outcome === 'invalid' ? answer.problems : [];
    const wrongDate = problems.find(({ path }) => path === 'expiresOn');
    const verdict = problems.some(({ path }) => path === 'expiresOn' || path === 'on') ? null : answer;
    this.#reveal = JSON.stringify([asked, verdict?.outcome]);

    const text = checkWords[language];
    const context: VerdictContext = {
      language,
      words: text,
      messages: messages[language],
      rules,
      expiresOn,
      otherDay,
      options,
      reminder: this.#reminder,
      advice: full && verdict?.outcome === 'unavailable' ? advise(full, verdict, rules.covers.applicants) : {},
    };

    return html`
      <div class="step" part="step" @pointerup=${() => {
        this.#byPointer = true;
      }} @keydown=${() => {
        this.#byPointer = false;
      }}>
        ${this.#day.render(day, { isToday: otherDay === undefined, isSandbox }, rules, language, text, messages[language])}
        ${choice({ id: 'document', ...text.document, chosen: this.#answers.document, choose: (document) => this.#answer({ document }) })}
        ${
          asked.asksReason
            ? choice({ id: 'reason', ...text.reason, chosen: this.#answers.reason, choose: (reason) => this.#answer({ reason }) })
            : nothing
        }
        ${
          asked.asksApplicant
            ? choice({
                id: 'applicant',
                ...text.applicant,
                chosen: this.#answers.applicant,
                choose: (applicant) => this.#answer({ applicant }),
              })
            : nothing
        }
        ${
          asked.asksExpiry
            ? this.#expiry.render({ ...text.expiry, parts: text.date }, wrongDate && messages[language].problems[wrongDate.code])
            : nothing
        }
        <section class="verdict" part="verdict" aria-label=${text.verdict}>
          <div aria-live="polite" class="summary">${verdict ? verdictSummary(verdict, context) : nothing}</div>
          ${verdict?.outcome === 'eligible' ? this.#proceed.render(language, options) : nothing}
          ${verdict ? verdictDetails(verdict, context) : nothing}
        </section>
        ${this.#ticketEntry.render(text)}
      </div>`;
  }

  #answer(answer: Answers): void {
    this.#answers = { ...this.#answers, ...answer };
    this.host.requestUpdate();
  }

  /** After a tap, scrolls to what it revealed; keyboard users stay where they are. */
  #scrollToLatest(): void {
    const root = this.host.renderRoot;
    const questions = root.querySelectorAll('.step > .question');
    const latest = root.querySelector('.panel') ?? questions[questions.length - 1];
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    latest?.scrollIntoView({ block: 'nearest', behavior: still ? 'auto' : 'smooth' });
  }
}
