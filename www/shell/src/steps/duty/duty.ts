import { html, nothing, type TemplateResult } from 'lit';
import { choice } from '../../fields/choice.ts';
import { citations } from '../../fields/citation.ts';
import type { DateField } from '../../fields/date-field.ts';
import type { Gateway } from '../../gateway/gateway.ts';
import { formatTenge } from '../../locales/dates.ts';
import { selectField, textField } from '../../fields/fields.ts';
import { adviceOn } from '../../fields/mixed-scripts.ts';
import { groupName } from '../exempt-group.ts';
import type { StepContext } from '../step.ts';

export interface DutyContext extends StepContext {
  transport: { gateway: Pick<Gateway, 'kind'> } | null | undefined;
}

/** What is due, and how it was settled. */
export function dutyStep(context: DutyContext, paidOn: DateField): TemplateResult {
  const { application, language, words, checkWords, messages, rules, transport, problemAt, changed } = context;
  const { duty: text } = words;
  const duty = application.duty();
  const { fields, previous } = application;
  if (duty.outcome === 'not-covered' || duty.outcome === 'invalid') {
    return html`<p class="out-of-force"><strong>${text.notCovered}</strong></p>`;
  }
  const basis = html`<details class="basis"><summary>${checkWords.basis.all}</summary>${citations([duty.basis], checkWords, messages)}</details>`;
  if (duty.outcome === 'exempt') return html`<p class="amount">${text.none}</p>${basis}`;
  return html`
    <p class="fact">${text.label}</p>
    <p class="amount">${formatTenge(duty.amount, language)}</p>
    ${basis}
    ${previous?.paymentReference ? html`<p class="note">${text.payAgain}</p>` : nothing}
    ${transport?.gateway.kind === 'sandbox' ? html`<p class="note">${text.sandbox}</p>` : nothing}
    ${choice({
      id: 'settledBy',
      question: text.question,
      options: text.options,
      chosen: fields.settledBy || undefined,
      problem: problemAt('settledBy'),
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
          advice: adviceOn(fields.paymentReference, words.mixed),
          typed: (reference) => {
            fields.paymentReference = reference;
            changed();
          },
        })}
        ${paidOn.render({ ...text.paidOn, parts: checkWords.date }, problemAt('paidOn'))}`
        : fields.settledBy === 'exemption'
          ? selectField({
              id: 'exemption',
              label: text.group,
              none: '',
              problem: problemAt('exemption'),
              value: fields.exemption,
              options: [...new Set(rules.exemptPersons.map(({ code }) => code))]
                .filter((code) => application.isExempt(code))
                .map((code) => ({
                  value: code,
                  text: groupName(code, rules, words),
                })),
              chosen: (exemption) => {
                fields.exemption = exemption;
                changed();
              },
            })
          : nothing
    }`;
}
