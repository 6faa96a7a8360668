import { html, nothing, type TemplateResult } from 'lit';
import type { RefusalCode } from 'kualik/check';
import { formatDay } from '../locales/dates.ts';
import { notice, visit, type VerdictContext } from './verdict.ts';

/**
 * Said before anything is asked, where the order is not in force on the day that is decided for. `checkOther` leads to
 * another day.
 */
export function outOfForce(code: RefusalCode, context: VerdictContext, checkOther: (() => void) | undefined): TemplateResult {
  const { language, words, messages, rules } = context;
  const { from, through } = rules.inForce;
  return html`
    <section class="not-in-force" part="not-in-force">
      <div class="panel no" part="panel unavailable">
        ${notice(rules.notice, context)}
        <p><strong>${messages.refusals[code]}</strong> ${words.day.inForce(formatDay(from, language), formatDay(through, language))}</p>
      </div>
      <h3>${words.unavailable.next}</h3>
      <ul class="next">${visit(context)}</ul>
      ${
        checkOther
          ? html`<button type="button" class="plain" part="button" id="check-other-day" @click=${checkOther}>${words.day.change}</button>`
          : nothing
      }
    </section>`;
}
