import type { Citation } from 'kualik';

/** Facts that an applicant needs and no ruleset contains, with their sources. */

/** Living with an expired card. */
export const fine: Citation = {
  act: 'Кодекс РК об административных правонарушениях',
  clause: 'ст. 492',
  text: 'Проживание с истёкшим удостоверением личности: от 10 календарных дней до 1 месяца – предупреждение, дольше – штраф 7 МРП. Текст, действующий в 2026 году, не проверялся.',
  certainty: 'report',
};

/** Branches that require an appointment. */
export const booking: Citation = {
  act: 'lada.kz, 149875',
  text: 'С 20.02.2026 в 32 отделениях ЦОН принимают только посетителей, записавшихся заранее.',
  certainty: 'report',
};
