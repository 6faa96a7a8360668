import type { ImagingPageWords } from '../ru/imaging-page.ts';

export const en: ImagingPageWords = {
  title: 'Check a photo or signature',
  lead: 'Choose a picture: the page shows every check with its measured value and limits. The picture stays on this device.',
  subject: { question: 'What is in the picture?', options: { photo: 'A photo of a face', signature: 'A signature' } },
  choose: 'Choose a picture',
  samples: { face: 'A drawn face', signature: 'A drawn signature' },
  report: 'Report',
  checking: 'The picture is being checked…',
  verdict: { good: 'No problems found', doubtful: 'Doubtful', poor: 'Poor' },
  size: (width, height) => `${width} × ${height} pixels`,
  value: 'Value',
  good: 'good',
  notPoor: 'not yet poor',
  profile: (id, milliseconds) => `Limits: ${id}. The checks took ${milliseconds} ms.`,
  source: 'This is advice on what can be measured. No official numeric requirements were found.',
};
