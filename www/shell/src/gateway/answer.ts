import { advance, type Application, type ApplicationEvent, type ApplicationRecord, type Problem } from 'kualik';
import { messages } from 'kualik/messages/ru';
import { isObject } from '../is-object.ts';
import type { Registered, SubmitAnswer } from './gateway.ts';

// What comes from a server or a host is nobody's word until it has been read here.

export const unreachable = (because: Extract<SubmitAnswer, { outcome: 'unreachable' }>['because']): SubmitAnswer => ({
  outcome: 'unreachable',
  because,
});

/** The event that registered this application, as the core reads it; of another region or duty it is another's. */
export function registeredOf(value: unknown, { region, duty }: Application): SubmitAnswer | undefined {
  const answer = advance(undefined, value as Registered);
  if (answer.outcome !== 'advanced') return undefined;
  const { record } = answer;
  if (record.region !== region || record.dutyPaid !== (duty.outcome === 'due')) return undefined;
  return { outcome: 'registered', event: record.history[0] as Registered };
}

/** More than the core ever finds in one application. */
const mostProblems = 200;

/** The problems of an answer `{ outcome: 'invalid', problems }`, if it is one. */
export function refusedOf(value: unknown): SubmitAnswer | undefined {
  const problems = isObject(value) && value['outcome'] === 'invalid' ? value['problems'] : undefined;
  if (!Array.isArray(problems) || problems.length === 0 || problems.length > mostProblems || !problems.every(isProblem)) return undefined;
  return { outcome: 'refused', problems: problems.map(({ code, path, params }) => ({ code, path, ...(params ? { params } : {}) })) };
}

function isProblem(value: unknown): value is Problem {
  if (!isObject(value)) return false;
  const { code, path, params } = value;
  return (
    typeof code === 'string' &&
    Object.prototype.hasOwnProperty.call(messages.problems, code) &&
    typeof path === 'string' &&
    path.length <= 200 &&
    (params === undefined || (isObject(params) && Object.values(params).every((each) => typeof each === 'string' || Number.isFinite(each))))
  );
}

/** The record that a history makes, however its other fields read; `undefined` where it cannot be. */
function recordOf(value: unknown): ApplicationRecord | undefined {
  const history = isObject(value) ? value['history'] : undefined;
  if (!Array.isArray(history)) return undefined;
  let record: ApplicationRecord | undefined;
  for (const event of history as ApplicationEvent[]) {
    const answer = advance(record, event);
    if (answer.outcome !== 'advanced') return undefined;
    record = answer.record;
  }
  return record;
}

/**
 * Reads the records of one ticket as they come, and tells each event after the registration once. Answers `over`
 * where nothing more can happen, `changed` or `same`, and `undefined` for what is not a later state of this record.
 */
export function recordReader(
  ticket: string,
  tell: (event: ApplicationEvent) => void,
): (value: unknown) => 'over' | 'changed' | 'same' | undefined {
  let known: readonly ApplicationEvent[] = [];
  const isKnown = (event: ApplicationEvent | undefined, at: number): boolean => JSON.stringify(event) === JSON.stringify(known[at]);
  return (value) => {
    const record = recordOf(value);
    if (record?.ticket !== ticket || !known.every((_, at) => isKnown(record.history[at], at))) return undefined;
    const fresh = record.history.slice(Math.max(known.length, 1));
    known = record.history;
    fresh.forEach(tell);
    if (record.next === 'none' || record.next === 'reapply') return 'over';
    return fresh.length > 0 ? 'changed' : 'same';
  };
}
