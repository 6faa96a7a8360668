import type { Language } from './language.ts';

/** A civil date as the core writes it, `YYYY-MM-DD`. */
export type Day = string;

const locale: Record<Language, string> = { kk: 'kk-KZ', ru: 'ru-KZ', en: 'en-GB' };

/** For engines without Kazakh. */
const kazakhMonths = [
  'қаңтар',
  'ақпан',
  'наурыз',
  'сәуір',
  'мамыр',
  'маусым',
  'шілде',
  'тамыз',
  'қыркүйек',
  'қазан',
  'қараша',
  'желтоқсан',
] as const;

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

/** Some engines list Kazakh as supported and then name its months `M06`: what they write is what counts. */
const isSpoken = memo((language) =>
  dateFormat(language)
    .formatToParts(0)
    .some(({ type, value }) => type === 'month' && /^\p{Letter}+$/u.test(value)),
);

const numberFormat = memo(
  (language) =>
    // Kazakh groups its digits as Russian does.
    new Intl.NumberFormat(locale[language === 'kk' && !isSpoken('kk') ? 'ru' : language]),
);

function instant(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** The date in words. Its spaces do not break, so that it stays on one line. */
export function formatDay(day: Day, language: Language): string {
  const at = instant(day);
  return Number.isNaN(at) ? day : inWords(new Date(at), language).replace(/ /g, '\u00a0');
}

function inWords(date: Date, language: Language): string {
  if (language === 'kk' && !isSpoken('kk')) {
    return `${date.getUTCFullYear()} ж. ${date.getUTCDate()} ${kazakhMonths[date.getUTCMonth()]}`;
  }
  return dateFormat(language).format(date);
}

/** A whole number with the language's digit groups. */
export function formatNumber(value: number, language: Language): string {
  return numberFormat(language).format(value);
}

/** A day's place on a time line, in days; for drawing only. */
export function dayNumber(day: Day): number {
  return instant(day) / 86_400_000;
}

/** An amount in tenge. */
export function formatTenge(amount: number, language: Language): string {
  return `${formatNumber(amount, language)}\u00a0₸`;
}

/** The civil date of Kazakhstan at an instant in epoch milliseconds, for showing what is past: UTC+5 since 01.03.2024. */
export function dayOf(at: number): Day {
  return new Date(at + 5 * 3_600_000).toISOString().slice(0, 10);
}
