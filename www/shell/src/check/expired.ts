import { html, nothing, type TemplateResult } from 'lit';
import { liability, type Caution, type Liability, type Options } from 'kualik/check';
import type { Messages } from 'kualik/messages/ru';
import type { Day } from '../day.ts';
import { source } from '../fields/citation.ts';
import { formatDay, formatNumber } from '../locales/dates.ts';
import type { CheckWords } from '../locales/check.ts';
import type { Language } from '../locales/language.ts';

export interface ExpiredContext {
  language: Language;
  words: CheckWords;
  messages: Messages;
  expiresOn: Day | undefined;
  options: Options;
}

/** What living with an expired card costs, and from which day more; nothing where the rules have no value for the day. */
export function expired(cautions: readonly Caution[], context: ExpiredContext): TemplateResult | typeof nothing {
  const { expiresOn = '', options, words, messages } = context;
  const now = liability({ ...options, expiresOn });
  if (now.outcome === 'not-covered' || now.outcome === 'invalid') return nothing;
  const stages: Stage[] = [now];
  if (now.outcome === 'warning') {
    // The amounts are those of the day on which the fine begins.
    const later = liability({ ...options, expiresOn, on: now.fineFrom });
    if (later.outcome === 'fine') stages.push(later);
  }
  return html`
    <section class="fine" part="fine">
      <h3>${words.expired}</h3>
      ${cautions.map(({ code }) => html`<p data-code=${code}><strong>${messages.cautions[code]}</strong></p>`)}
      ${stages.map((stage) => html`<p data-stage=${stage.outcome}>${sentence(stage, context)}</p>`)}
      ${source(now.basis, words, messages)}
    </section>`;
}

type Stage = Extract<Liability, { basis: unknown }>;

function sentence(stage: Stage, { language, messages }: ExpiredContext): string {
  const values = Object.entries(stage).map(([name, value]): [string, string] => [
    name,
    typeof value === 'number' ? formatNumber(value, language) : formatDay(value as Day, language),
  ]);
  // A Russian date ends in a full stop of its own.
  return values.reduce((text, [name, value]) => text.replace(`{${name}}`, value), messages.liability[stage.outcome]).replace(/\.\.$/, '.');
}
