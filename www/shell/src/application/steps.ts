/** All steps, in order. */
export const steps = ['check', 'details', 'pictures', 'duty', 'review', 'progress'] as const;
export type Step = (typeof steps)[number];
/** A step after the check; loaded on demand. */
export type ApplicationStep = Exclude<Step, 'check'>;
