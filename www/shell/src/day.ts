import { utcOffset } from './core-facts.ts';

/** A civil date as the core writes it, `YYYY-MM-DD`. */
export type Day = string;

/** Its first instant in UTC, in epoch milliseconds: for formatting and drawing only. */
export function startOf(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** The civil date of Kazakhstan at a past instant in epoch milliseconds, for display only. */
export function dayOf(at: number): Day {
  return new Date(at + utcOffset).toISOString().slice(0, 10);
}
