import type { Box, CheckId, Grade, ImageReport, ImagingInWorker, ImagingInvalid, Prepared } from 'kualik/imaging';
import { rounded, widened } from './crop.ts';

export type Subject = 'photo' | 'signature';

/** A picture as chosen, and as it would be sent. */
export interface Judged {
  outcome: 'judged';
  /** The picture as chosen. */
  source: ImageReport;
  /** The crop in the picture's pixels; absent for the whole picture. */
  cut: Box | undefined;
  prepared: Prepared;
  /** The picture as it would be sent. */
  sent: ImageReport;
}

/** A picture that fails one of these can never be sent. */
const unsendable: ReadonlySet<CheckId> = new Set<CheckId>(['file-type', 'complete', 'bytes', 'pixels']);

/** `blocked`: it cannot be sent; `poor`: it can, if the applicant insists. */
export type Standing = Grade | 'blocked';

export function standing(report: ImageReport): Standing {
  const isBlocked = report.checks.some(({ id, result }) => result === 'poor' && unsendable.has(id));
  return isBlocked ? 'blocked' : report.verdict;
}

/** Assesses and prepares a picture, cropped as the checks suggest unless that makes it unsendable. */
export async function judge(imaging: ImagingInWorker, subject: Subject, bytes: Uint8Array): Promise<Judged | ImagingInvalid> {
  const source = await assess(imaging, subject, bytes);
  if (source.outcome === 'invalid') return source;
  for (let cut = source.suggestedCrop, tries = 0; cut && tries < 2; tries += 1) {
    const judged = await cutOut(imaging, subject, bytes, source, cut);
    if (judged.outcome === 'judged' && standing(judged.sent) !== 'blocked') return judged;
    cut = judged.outcome === 'judged' ? enlarged(cut, judged.sent, source) : undefined;
  }
  return cutOut(imaging, subject, bytes, source, undefined);
}

/** Enlarges a crop that has too few pixels; `undefined` if that is not the problem or the picture is too small. */
function enlarged(cut: Box, sent: ImageReport, picture: ImageReport): Box | undefined {
  const pixels = sent.checks.find(({ id, result }) => id === 'pixels' && result === 'poor');
  const least = pixels?.limit.poor?.min;
  if (!pixels || least === undefined || pixels.value <= 0) return undefined;
  // One pixel more, since the crop is rounded.
  const width = (cut.width * least) / pixels.value + 1;
  const wider = rounded(widened(cut, width, picture), picture);
  return wider.width >= width - 1 ? wider : undefined;
}

/** Prepares an assessed picture with that crop and assesses the result. */
export async function cutOut(
  imaging: ImagingInWorker,
  subject: Subject,
  bytes: Uint8Array,
  source: ImageReport,
  cut: Box | undefined,
): Promise<Judged | ImagingInvalid> {
  const prepared = await imaging.prepare(bytes, cut ? { crop: cut } : {});
  if (prepared.outcome === 'invalid') return prepared;
  const sent = prepared.changed.length === 0 ? source : await assess(imaging, subject, prepared.bytes);
  return sent.outcome === 'invalid' ? sent : { outcome: 'judged', source, cut, prepared, sent };
}

function assess(imaging: ImagingInWorker, subject: Subject, bytes: Uint8Array): Promise<ImageReport | ImagingInvalid> {
  return subject === 'photo' ? imaging.assessPhoto(bytes) : imaging.assessSignature(bytes);
}
