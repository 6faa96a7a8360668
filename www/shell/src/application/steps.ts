/** The way from the check to the ticket, in order. */
export const steps = ['check', 'details', 'pictures', 'duty', 'review', 'progress'] as const;
export type Step = (typeof steps)[number];
/** A step that comes with a chunk of its own. */
export type ApplicationStep = Exclude<Step, 'check'>;
