import type { Box, CheckId, Grade, ImageReport, Imaging, ImagingInvalid, Prepared } from 'kualik/imaging';

export type Subject = 'photo' | 'signature';

/** A picture as it was given, and what of it would be sent. */
export interface Judged {
  outcome: 'judged';
  /** The picture as it was given. */
  source: ImageReport;
  /** What is cut out of it, in its pixels; all of it where absent. */
  cut: Box | undefined;
  prepared: Prepared;
  /** The picture as it would be sent. */
  sent: ImageReport;
}

/** What no consent helps against: such a picture cannot be sent at all. */
const unsendable: ReadonlySet<CheckId> = new Set<CheckId>(['file-type', 'complete', 'bytes', 'pixels']);

/** `blocked`: it cannot be sent; `poor`: it can, once the applicant insists. */
export type Standing = Grade | 'blocked';

export function standing(report: ImageReport): Standing {
  const isBlocked = report.checks.some(({ id, result }) => result === 'poor' && unsendable.has(id));
  return isBlocked ? 'blocked' : report.verdict;
}

/** Judges a picture and makes it ready, cut as the checks suggest unless a cut makes it unfit to be sent. */
export async function judge(imaging: Imaging, subject: Subject, bytes: Uint8Array): Promise<Judged | ImagingInvalid> {
  const source = await assess(imaging, subject, bytes);
  if (source.outcome === 'invalid') return source;
  const whole = (): Promise<Judged | ImagingInvalid> => cutOut(imaging, subject, bytes, source, undefined);
  if (!source.suggestedCrop) return whole();
  const cut = await cutOut(imaging, subject, bytes, source, source.suggestedCrop);
  return cut.outcome === 'judged' && standing(cut.sent) !== 'blocked' ? cut : whole();
}

/** Makes an assessed picture ready with that cut, and judges what comes of it. */
export async function cutOut(
  imaging: Imaging, subject: Subject, bytes: Uint8Array, source: ImageReport, cut: Box | undefined,
): Promise<Judged | ImagingInvalid> {
  const prepared = await imaging.prepare(bytes, cut ? { crop: cut } : {});
  if (prepared.outcome === 'invalid') return prepared;
  const sent = prepared.changed.length === 0 ? source : await assess(imaging, subject, prepared.bytes);
  return sent.outcome === 'invalid' ? sent : { outcome: 'judged', source, cut, prepared, sent };
}

function assess(imaging: Imaging, subject: Subject, bytes: Uint8Array): Promise<ImageReport | ImagingInvalid> {
  return subject === 'photo' ? imaging.assessPhoto(bytes) : imaging.assessSignature(bytes);
}
