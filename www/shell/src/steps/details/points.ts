/** What is left of a place where the card is collected, once only these may be chosen; `undefined`: any. */
export function pointIn(point: string, points: readonly string[] | undefined): string {
  return points === undefined || points.includes(point) ? point : '';
}
