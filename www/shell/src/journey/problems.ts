import type { Problem } from 'kualik';
import type { Messages } from 'kualik/messages/ru';
import type { Step } from '../application/steps.ts';
import type { FieldFault } from '../fields/error-summary.ts';
import type { ApplicationWords } from '../locales/application.ts';

/** A problem from the core, with its step and the id of its element. */
export interface PlacedProblem extends Problem {
  step: Step;
  field: string;
}

/** The first matching path wins. */
const places: readonly [path: string, step: Step, field: string][] = [
  ['applicant.iin', 'details', 'iin'],
  ['applicant.surname', 'details', 'surname'],
  ['applicant.givenName', 'details', 'givenName'],
  ['applicant.patronymic', 'details', 'patronymic'],
  ['applicant.phone', 'details', 'phone'],
  ['card.number', 'details', 'cardNumber'],
  ['card.expiresOn', 'check', 'expiry'],
  ['region', 'details', 'region'],
  ['registrationPoint', 'details', 'registrationPoint'],
  ['photo', 'pictures', 'photo'],
  ['signature', 'pictures', 'signature'],
  ['duty.paidOn', 'duty', 'paidOn'],
  ['duty.exemption', 'duty', 'exemption'],
  ['duty.paymentReference', 'duty', 'paymentReference'],
  ['duty.amount', 'duty', 'paymentReference'],
  ['duty', 'duty', 'settledBy'],
  ['previous', 'duty', 'paymentReference'],
  ['consent', 'review', 'consent'],
  // Problems that belong to no field.
  ['', 'review', 'step-heading'],
];

export function placed(problems: readonly Problem[]): PlacedProblem[] {
  return problems.map((problem) => {
    const { path } = problem;
    const [, step, field] = places.find(([start]) => path === start || path.startsWith(`${start}.`)) ?? places[places.length - 1]!;
    return { ...problem, step, field };
  });
}

/** What to do about a problem: in words for its field where there are any, which then name the field, or for its code. */
export function messageOf({ code, field }: PlacedProblem, words: ApplicationWords, messages: Messages): { text: string; isNamed: boolean } {
  const own = words.errors[field]?.[code];
  return { text: own ?? messages.problems[code], isNamed: own !== undefined };
}

/** The problems in words, in page order, one per field; where the page has no such field, one per path. */
export function summaryOf(problems: readonly PlacedProblem[], words: ApplicationWords, messages: Messages): FieldFault[] {
  const owner = ({ field, path }: PlacedProblem): string => (field === 'step-heading' ? path : field);
  const first = problems.filter((problem, at) => problems.findIndex((each) => owner(each) === owner(problem)) === at);
  return first.map((problem) => {
    const { field, path } = problem;
    const { text, isNamed } = messageOf(problem, words, messages);
    const name = isNamed ? undefined : nameOf(field, words);
    return { message: name ? `${name}: ${text}` : path && field === 'step-heading' ? `${text} (${path})` : text, field };
  });
}

function nameOf(field: string, { details, duty, review }: ApplicationWords): string | undefined {
  if (field in details) return (details as unknown as Record<string, { label?: string }>)[field]?.label;
  const names: Record<string, string> = {
    settledBy: duty.question,
    paymentReference: duty.paymentReference.label,
    // A question is no name before a colon.
    paidOn: duty.paidOn.question.replace('?', ''),
    exemption: duty.group.replace('?', ''),
    consent: review.consent,
    photo: review.photo,
    signature: review.signature,
  };
  return names[field];
}
