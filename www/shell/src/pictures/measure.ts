import type { Check, Range } from 'kualik/imaging';
import type { Language } from '../locales/language.ts';
import type { PictureWords } from '../locales/pictures.ts';

const locale: Record<Language, string> = { kk: 'ru-KZ', ru: 'ru-KZ', en: 'en-GB' };

function number(value: number, language: Language): string {
  // Three decimals below ten, none above a hundred: the measures are no more exact.
  const maximumFractionDigits = Math.abs(value) < 10 ? 3 : Math.abs(value) < 100 ? 1 : 0;
  return new Intl.NumberFormat(locale[language], { maximumFractionDigits }).format(value);
}

/** The unit of checks that need a face, if there is none. */
export const notMeasured = 'not-measured';

/** A measured value with its unit. */
export function formatMeasure({ value, unit }: Pick<Check, 'value' | 'unit'>, language: Language, { report }: PictureWords): string {
  if (unit === notMeasured) return report.notMeasured;
  const known: Readonly<Record<string, string>> = report.units;
  // A unit such as `0–1` is the scale of the value.
  const words = known[unit] ?? (/^\d/.test(unit) ? `(${unit})` : unit);
  return words === '' ? number(value, language) : `${number(value, language)}\u00a0${words}`;
}

/** The range of good values, as `≥ 60`, `≤ 0.2` or `0.5 – 0.95`. */
export function formatRange({ min, max }: Range, language: Language): string {
  if (min !== undefined && min === max) return number(min, language);
  if (min !== undefined && max !== undefined) return `${number(min, language)}\u00a0–\u00a0${number(max, language)}`;
  if (min !== undefined) return `≥\u00a0${number(min, language)}`;
  return max === undefined ? '' : `≤\u00a0${number(max, language)}`;
}
