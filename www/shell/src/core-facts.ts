// Facts that belong to the core. They are repeated here, and nowhere else in the shell, until the package exports them as data.

import type { ApplicationEvent, Fault, Status } from 'kualik';
import type { Day } from './day.ts';

/** The lifecycle: each event leads from one status to another and belongs to one actor. */
export const transitions = [
  { event: 'registered', from: undefined, by: 'portal', to: 'submitted' },
  { event: 'review-started', from: 'submitted', by: 'migration-service', to: 'under-review' },
  { event: 'approved', from: 'under-review', by: 'migration-service', to: 'in-production' },
  { event: 'annulled', from: 'under-review', by: 'migration-service', to: 'annulled' },
  { event: 'arrived', from: 'in-production', by: 'central-node', to: 'ready' },
  { event: 'handed-over', from: 'ready', by: 'registration-point', to: 'collected' },
] as const satisfies readonly { event: ApplicationEvent['type']; from: Status | undefined; by: ApplicationEvent['by']; to: Status }[];

/** What an application may be annulled for. */
export const faults: readonly Fault[] = ['photo-quality', 'signature-quality'];

/** The largest attachment, in bytes. */
export const maxAttachmentBytes = 1_048_576;

/** The printed photo, in millimetres. */
export const photoSize = { width: 35, height: 45 };

/** The largest picture that the checks produce, in pixels: 70 × 90 mm at 300 dpi. */
export const maxPicturePixels = { width: 827, height: 1063 };

/** How far Kazakhstan is ahead of UTC, in milliseconds; since 2024-03-01. */
const utcOffset = 5 * 3_600_000;

/** The civil date of Kazakhstan at a past instant in epoch milliseconds, for display only. */
export function dayOf(at: number): Day {
  return new Date(at + utcOffset).toISOString().slice(0, 10);
}
