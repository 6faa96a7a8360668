import { advance, limits, type Application, type ApplicationEvent, type ApplicationRecord, type Problem } from 'kualik';
import { messages } from 'kualik/messages/ru';
import { startOf } from '../day.ts';
import { isObject } from '../is-object.ts';
import { isOver, type FindAnswer, type Registered, type SubmitAnswer } from './gateway.ts';

// Answers of servers and hosts are untrusted until they have been read here.

type Unreachable = Extract<SubmitAnswer, { outcome: 'unreachable' }>;

export const unreachable = (because: Unreachable['because']): Unreachable => ({ outcome: 'unreachable', because });

/** Whether the core's dates reach that instant, and the page can show it. Epoch milliseconds. */
function isShowable(at: number): boolean {
  const { firstDate, lastDate, utcOffsetMinutes } = limits();
  const civil = at + utcOffsetMinutes * 60_000;
  return civil >= startOf(firstDate) && civil < startOf(lastDate) + 24 * 60 * 60_000;
}

/** The event that registered this application, as the core reads it. A different region, duty or day of payment means a different application. */
export function registeredOf(value: unknown, { region, duty }: Application): SubmitAnswer | undefined {
  const answer = advance(undefined, value as Registered);
  if (answer.outcome !== 'advanced') return undefined;
  const { record } = answer;
  if (!record.history.every(({ at }) => isShowable(at))) return undefined;
  if (record.region !== region || record.dutyPaid !== (duty.outcome === 'due')) return undefined;
  const event = record.history[0] as Registered;
  if (event.dutyPaid && duty.outcome === 'due' && event.paidOn !== duty.paidOn) return undefined;
  return { outcome: 'registered', event };
}

/** More than the core ever finds in one application. */
const mostProblems = 200;

/** Reads an answer `{ outcome: 'invalid', problems }`. */
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

/** Replays the history of a record and ignores its other fields; `undefined` if the history is impossible. */
function recordOf(value: unknown): ApplicationRecord | undefined {
  const history = isObject(value) ? value['history'] : undefined;
  if (!Array.isArray(history)) return undefined;
  let record: ApplicationRecord | undefined;
  for (const event of history as ApplicationEvent[]) {
    const answer = advance(record, event);
    if (answer.outcome !== 'advanced' || !isShowable(event.at)) return undefined;
    record = answer.record;
  }
  return record;
}

/** The record of that ticket as the core makes it; `undefined` where its history is impossible, or it is another's. */
export function foundOf(value: unknown, ticket: string): FindAnswer | undefined {
  const record = recordOf(value);
  return record?.ticket === ticket ? { outcome: 'found', record } : undefined;
}

/**
 * Reads successive records of one ticket and reports each event after the registration once. Returns `over` when
 * nothing more can happen, `changed`, `same`, or `undefined` if the value is not a later state of this record.
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
    if (isOver(record)) return 'over';
    return fresh.length > 0 ? 'changed' : 'same';
  };
}
