/** A civil date as the core writes it, `YYYY-MM-DD`. */
export type Day = string;

/** Midnight UTC of that day, in epoch milliseconds; for formatting and drawing only. */
export function startOf(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}
