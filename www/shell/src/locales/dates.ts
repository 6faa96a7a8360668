import { startOf, type Day } from '../day.ts';
import { months as kazakhMonths } from './kk/months.ts';
import type { Language } from './language.ts';

// Kazakh groups digits as Russian does, and fewer engines know it.
const locale: Record<Language, string> = { kk: 'ru-KZ', ru: 'ru-KZ', en: 'en-GB' };

function memo<Value>(make: (language: Language) => Value): (language: Language) => Value {
  const made = new Map<Language, Value>();
  return (language) => {
    const known = made.get(language);
    if (known !== undefined) return known;
    const value = make(language);
    made.set(language, value);
    return value;
  };
}

const dateFormat = memo(
  (language) => new Intl.DateTimeFormat(locale[language], { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }),
);
const numberFormat = memo((language) => new Intl.NumberFormat(locale[language]));

/** The date in words, with non-breaking spaces. */
export function formatDay(day: Day, language: Language): string {
  const at = startOf(day);
  return Number.isNaN(at) ? day : inWords(new Date(at), language).replace(/ /g, '\u00a0');
}

function inWords(date: Date, language: Language): string {
  // As the acts write it; engines shorten the word for the year, or do not know the months.
  if (language === 'kk') return `${date.getUTCFullYear()} жылғы ${date.getUTCDate()} ${kazakhMonths[date.getUTCMonth()]}`;
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
