import type { Day } from '../day.ts';

/** What somebody has typed into the three fields of a date, as typed. */
export interface DateParts {
  day: string;
  month: string;
  year: string;
}

export type PartName = keyof DateParts;

export const noDate: DateParts = { day: '', month: '', year: '' };

/** The parts of a whole date pasted or typed into one field: `22.11.2025`, `22/11/2025`, `2025-11-22`, `22112025`. */
export function spread(text: string): DateParts | undefined {
  const trimmed = text.trim();
  const dayFirst =
    /^(\d{1,2})\s*[.\-/\s]\s*(\d{1,2})\s*[.\-/\s]\s*(\d{4})(?:\s*[гж]\.?)?$/.exec(trimmed) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(trimmed);
  if (dayFirst) return { day: dayFirst[1]!, month: dayFirst[2]!, year: dayFirst[3]! };
  const yearFirst = /^(\d{4})[.\-/](\d{1,2})[.\-/](\d{1,2})$/.exec(trimmed);
  if (yearFirst) return { day: yearFirst[3]!, month: yearFirst[2]!, year: yearFirst[1]! };
  return undefined;
}

/** The fields that show a date given as text; text of another form stands whole in the first field. */
export function partsOf(text: string): DateParts {
  return spread(text) ?? (text === '' ? noDate : { ...noDate, day: text });
}

/** How far the typing has come. What was typed is for the core to judge. */
export function progress(parts: DateParts): 'empty' | 'partial' | 'whole' {
  const { day, month, year } = parts;
  if (day === '' && month === '' && year === '') return 'empty';
  return day !== '' && month !== '' && year.length >= 4 ? 'whole' : 'partial';
}

/** The text for the core. It is judged there, so what cannot be a date is not mended here. */
export function compose({ day, month, year }: DateParts): Day {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
