import { html, nothing, type TemplateResult } from 'lit';
import { checkEligibility, type Options, type ProblemCode, type RefusalCode, type Ruleset } from 'kualik/check';
import type { Messages } from 'kualik/messages/ru';
import { DateField } from '../fields/date-field.ts';
import type { Day } from '../day.ts';
import { focusOnceDrawn, type DrawnHost } from '../drawn.ts';
import { formatDay } from '../locales/dates.ts';
import type { Language } from '../locales/language.ts';
import type { CheckWords } from '../locales/check.ts';

/** The day to decide for, as the core reads it. */
export type DayRead =
  | { state: 'typing' }
  | { state: 'wrong'; problem: ProblemCode }
  | { state: 'known'; day: Day; outOfForce?: RefusalCode };

/** Shows the day to decide for, and lets a visitor of the sandbox choose another. */
export class DayPanel {
  readonly #field = new DateField('day', () => this.#typed());
  #isOpen = false;
  #shown: string | undefined;

  /** `chosen` receives the entered day, or `undefined` for today. */
  constructor(
    private readonly host: DrawnHost,
    private readonly chosen: (on: string | undefined) => void,
  ) {}

  /** Opens the field and leads to it. */
  open(): void {
    this.#isOpen = true;
    focusOnceDrawn(this.host, '[name=day-day]');
  }

  /** Shows a day that was set from outside, then reads the field. */
  read(on: string | undefined, rules: Ruleset, options: Options): DayRead {
    if (on !== this.#shown) {
      this.#shown = on;
      this.#field.show(on ?? '');
    }
    if (this.#field.value === 'typing') return { state: 'typing' };
    const read = readDay(rules, options);
    if (read.state === 'wrong') this.#isOpen = true;
    return read;
  }

  #typed(): void {
    const { value } = this.#field;
    if (value !== 'typing') {
      this.#shown = value === 'empty' ? undefined : value;
      this.chosen(this.#shown);
    }
    this.host.requestUpdate();
  }

  #toggle(): void {
    this.#isOpen = !this.#isOpen;
    this.host.requestUpdate();
  }

  render(
    read: DayRead,
    { isToday, isSandbox }: { isToday: boolean; isSandbox: boolean },
    rules: Ruleset,
    language: Language,
    words: CheckWords,
    messages: Messages,
  ): TemplateResult {
    const { day } = words;
    return html`
      <section class="day" part="day" aria-label=${day.label}>
        <p class="decided">${
          read.state === 'known'
            ? html`${day.decidedFor(formatDay(read.day, language))}${isToday ? html` <span class="hint">${day.today}</span>` : nothing}`
            : day.undecided
        }</p>
        <p class="hint">${day.inForce(formatDay(rules.inForce.from, language), formatDay(rules.inForce.through, language))}</p>
        ${
          isSandbox
            ? html`
        <button type="button" class="plain" part="button" aria-expanded=${this.#isOpen} aria-controls="other-day"
          @click=${() => this.#toggle()}>${day.change}</button>
        <div id="other-day" ?hidden=${!this.#isOpen}>
          ${this.#field.render(
            { question: day.question, hint: day.hint, parts: words.date },
            read.state === 'wrong' ? messages.problems[read.problem] : undefined,
          )}
        </div>`
            : nothing
        }
      </section>`;
  }
}

/** Asks the core a question whose answer always names the day and says whether the order is in force. */
export function readDay(rules: Ruleset, options: Options): DayRead {
  const verdict = checkEligibility({
    document: 'identity-card',
    reason: 'other',
    applicant: 'owner',
    expiresOn: rules.inForce.from,
    ...options,
  });
  if (verdict.outcome === 'invalid') {
    return { state: 'wrong', problem: verdict.problems.find(({ path }) => path === 'on')?.code ?? 'internal' };
  }
  const refusals = verdict.outcome === 'unavailable' ? verdict.refusals : [];
  const outOfForce = refusals.find(({ code }) => code === 'pilot-not-started' || code === 'pilot-ended')?.code;
  return { state: 'known', day: verdict.checkedOn, ...(outOfForce ? { outOfForce } : {}) };
}
