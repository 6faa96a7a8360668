import type { Day } from '../day.ts';

/** The three fields of a date, as typed. */
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

/** The fields for a date given as text; text of any other form goes into the first field. */
export function partsOf(text: string): DateParts {
  return spread(text) ?? (text === '' ? noDate : { ...noDate, day: text });
}

/** How complete the date is. Whether it is valid is for the core to say. */
export function progress(parts: DateParts): 'empty' | 'partial' | 'whole' {
  const { day, month, year } = parts;
  if (day === '' && month === '' && year === '') return 'empty';
  return day !== '' && month !== '' && year.length >= 4 ? 'whole' : 'partial';
}

/** The text for the core, which validates it; nothing is corrected here. */
export function compose({ day, month, year }: DateParts): Day {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
