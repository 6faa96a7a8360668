import { startOf, type Day } from '../day.ts';
import { months as kazakhMonths } from './kk/months.ts';
import type { Language } from './language.ts';

const locale: Record<Language, string> = { kk: 'kk-KZ', ru: 'ru-KZ', en: 'en-GB' };

function formatOf(language: Language): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale[language], { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
}

function memo<Value>(make: (language: Language) => Value): (language: Language) => Value {
  const made = new Map<Language, Value>();
  return (language) => {
    let value = made.get(language);
    if (value === undefined) made.set(language, (value = make(language)));
    return value;
  };
}

const dateFormat = memo(formatOf);

/** Some engines claim to support Kazakh but name its months `M06`, so this looks at what they write. */
const isSpoken = memo((language) =>
  dateFormat(language)
    .formatToParts(0)
    .some(({ type, value }) => type === 'month' && /^\p{Letter}+$/u.test(value)),
);

const numberFormat = memo(
  (language) =>
    // Kazakh groups digits like Russian.
    new Intl.NumberFormat(locale[language === 'kk' && !isSpoken('kk') ? 'ru' : language]),
);

/** The date in words, with non-breaking spaces. */
export function formatDay(day: Day, language: Language): string {
  const at = startOf(day);
  return Number.isNaN(at) ? day : inWords(new Date(at), language).replace(/ /g, '\u00a0');
}

function inWords(date: Date, language: Language): string {
  if (language === 'kk' && !isSpoken('kk')) {
    return `${date.getUTCFullYear()} ж. ${date.getUTCDate()} ${kazakhMonths[date.getUTCMonth()]}`;
  }
  return dateFormat(language).format(date);
}

/** A whole number with digit grouping. */
export function formatNumber(value: number, language: Language): string {
  return numberFormat(language).format(value);
}

/** An amount in tenge. */
export function formatTenge(amount: number, language: Language): string {
  return `${formatNumber(amount, language)}\u00a0₸`;
}
