import type { Day } from '../day.ts';
import { saveFile } from '../save-file.ts';

/** An event of a whole day. */
export interface DayEvent {
  day: Day;
  summary: string;
  description: string;
}

/**
 * An iCalendar file (RFC 5545) with one event on that day and an alarm at nine o'clock local time. It contains nothing
 * personal.
 */
function calendarFile({ day, summary, description }: DayEvent, now: Date): string {
  const date = day.replace(/-/g, '');
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, '');
  return (
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//kualik//kualik//RU',
      'BEGIN:VEVENT',
      `UID:window-${date}@kualik`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${date}`,
      `SUMMARY:${escaped(summary)}`,
      `DESCRIPTION:${escaped(description)}`,
      'TRANSP:TRANSPARENT',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `DESCRIPTION:${escaped(summary)}`,
      'TRIGGER;RELATED=START:PT9H',
      'END:VALARM',
      'END:VEVENT',
      'END:VCALENDAR',
    ]
      .map(folded)
      .join('\r\n') + '\r\n'
  );
}

/** RFC 5545, 3.3.11. */
function escaped(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n');
}

/** RFC 5545, 3.1: lines of at most 75 octets; characters are never split. */
function folded(line: string): string {
  let text = '';
  let octets = 0;
  for (const character of line) {
    const size = new TextEncoder().encode(character).length;
    if (octets + size > 75) {
      text += '\r\n ';
      octets = 1;
    }
    text += character;
    octets += size;
  }
  return text;
}

/** Offers the event as a file. */
export const saveEvent = (event: DayEvent, now: Date): void =>
  saveFile(`kualik-${event.day}.ics`, new Blob([calendarFile(event, now)], { type: 'text/calendar' }));
