/** The way from the check to the ticket, in order. */
export const steps = ['check', 'details', 'pictures', 'duty', 'review', 'progress'] as const;
export type Step = (typeof steps)[number];
/** What comes with the later chunk. */
export type LaterStep = Exclude<Step, 'check'>;
