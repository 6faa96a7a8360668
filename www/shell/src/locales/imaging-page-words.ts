/** Every word of the page that shows the checks themselves, in one language. */
export interface ImagingPageWords {
  title: string;
  lead: string;
  subject: { question: string; options: Record<'photo' | 'signature', string> };
  choose: string;
  /** Pictures that the page draws itself. */
  samples: Record<'face' | 'signature', string>;
  report: string;
  checking: string;
  verdict: { good: string; doubtful: string; poor: string };
  size: (width: string, height: string) => string;
  value: string;
  /** Introduces the values that are good, and those that are not yet poor. */
  good: string;
  notPoor: string;
  profile: (id: string, milliseconds: string) => string;
  source: string;
}
