import { html, nothing, type TemplateResult } from 'lit';
import type { Ruleset } from 'kualik';
import { choice } from '../../fields/choice.ts';
import { citations } from '../../fields/citation.ts';
import type { DateField } from '../../fields/date-field.ts';
import { formatTenge } from '../../locales/dates.ts';
import { selectField, textField } from '../../fields/fields.ts';
import type { LaterWords } from '../../locales/application-words.ts';
import type { StepContext } from '../step.ts';

/** An exempt group in words; where the rules name one that the page does not know, in the words of its source. */
export function groupName(code: string, rules: Ruleset, { duty: { groups } }: LaterWords): string {
  return groups[code] ?? rules.exemptPersons.find((group) => group.code === code)?.basis.text ?? code;
}

/** What is due, and how it was settled. */
export function dutyStep(context: StepContext, paidOn: DateField): TemplateResult {
  const { application, language, words, later, rules, ways, problemAt, changed } = context;
  const { duty: text } = later;
  const duty = application.duty();
  const { fields, previous } = application;
  if (duty.outcome === 'not-covered' || duty.outcome === 'invalid') {
    return html`<p class="out-of-force"><strong>${text.notCovered}</strong></p>`;
  }
  const basis = html`<details class="basis"><summary>${words.basis.all}</summary>${citations([duty.basis], words)}</details>`;
  if (duty.outcome === 'exempt') return html`<p class="amount">${text.none}</p>${basis}`;
  return html`
    <p class="fact">${text.label}</p>
    <p class="amount">${formatTenge(duty.amount, language)}</p>
    ${basis}
    ${previous?.paymentReference ? html`<p class="note">${text.payAgain}</p>` : nothing}
    ${ways?.gateway.kind === 'sandbox' ? html`<p class="note">${text.sandbox}</p>` : nothing}
    ${choice({
      id: 'settledBy',
      question: text.question,
      options: text.options,
      chosen: fields.settledBy,
      choose: (settledBy) => {
        fields.settledBy = settledBy;
        changed();
      },
    })}
    ${
      fields.settledBy === 'payment'
        ? html`
        ${textField({
          id: 'paymentReference',
          ...text.paymentReference,
          value: fields.paymentReference,
          problem: problemAt('paymentReference'),
          typed: (reference) => {
            fields.paymentReference = reference;
          },
        })}
        ${paidOn.render({ ...text.paidOn, parts: words.date }, problemAt('paidOn'))}`
        : selectField({
            id: 'exemption',
            label: text.group,
            none: '',
            problem: problemAt('exemption'),
            value: fields.exemption,
            options: rules.exemptPersons.map(({ code }) => ({ value: code, text: groupName(code, rules, later) })),
            chosen: (exemption) => {
              fields.exemption = exemption;
              changed();
            },
          })
    }`;
}
