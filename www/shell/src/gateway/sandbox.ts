import {
  advance,
  lifecycle,
  type Advanced,
  type ApplicationEvent,
  type ApplicationRecord,
  type Fault,
  type Invalid,
  type Rejected,
} from 'kualik';
import { isSame } from '../is-same.ts';
import type { Gateway, Registered } from './gateway.ts';

/** What a visitor may play: every event after the registration. */
export type Move = { type: 'review-started' | 'approved' | 'arrived' | 'handed-over' } | { type: 'annulled'; for: Fault[] };

/** Registers applications in the page itself, using the core's lifecycle; nothing is sent. */
export interface Sandbox extends Gateway {
  readonly kind: 'sandbox';
  /** The moves that the core allows now, in lifecycle order. */
  possible(ticket: string): Move['type'][];
  /** Acts as the migration service, the central node or the registration point; returns the core's answer. */
  play(ticket: string, move: Move): Advanced | Rejected | Invalid;
}

interface Entry {
  record: ApplicationRecord;
  listeners: Set<(event: ApplicationEvent) => void>;
}

/** What the page has registered since it was loaded: it outlives the applications, so nothing that was entered is in it. */
const registry = new Map<string, Entry>();

const moves = (): Move['type'][] =>
  lifecycle()
    .map(({ event }) => event)
    .filter((event) => event !== 'registered');

/** `now` returns epoch milliseconds. */
export function sandboxGateway(now: () => number = Date.now): Sandbox {
  const byId = new Map<string, { canonical: Uint8Array; event: Registered }>();

  const tryMove = (ticket: string, move: Move): Advanced | Rejected | Invalid =>
    advance(registry.get(ticket)?.record, eventOf(move, ticket, now()));

  return {
    kind: 'sandbox',

    submit({ application: { id, region, duty }, canonical }) {
      const before = byId.get(id);
      if (before) {
        return Promise.resolve(
          isSame(before.canonical, canonical)
            ? { outcome: 'registered', event: before.event }
            : { outcome: 'refused', problems: [{ code: 'duplicate', path: 'id' }] },
        );
      }
      const event: Registered = {
        type: 'registered',
        at: now(),
        by: 'portal',
        ticket: ticketFor(registry),
        region,
        ...(duty.outcome === 'due' ? { dutyPaid: true, paidOn: duty.paidOn } : { dutyPaid: false }),
      };
      const answer = advance(undefined, event);
      if (answer.outcome !== 'advanced') return Promise.resolve({ outcome: 'refused', problems: answer.problems });
      byId.set(id, { canonical, event });
      registry.set(event.ticket, { record: answer.record, listeners: new Set() });
      return Promise.resolve({ outcome: 'registered', event });
    },

    find(ticket) {
      const record = registry.get(ticket)?.record;
      return Promise.resolve(record ? { outcome: 'found', record } : { outcome: 'unknown' });
    },

    follow(ticket, tell) {
      const entry = registry.get(ticket);
      if (!entry) return () => {};
      entry.record.history.slice(1).forEach(tell);
      // Wrapped, so that two followers may share one function.
      const listener = (event: ApplicationEvent): void => tell(event);
      entry.listeners.add(listener);
      return () => void entry.listeners.delete(listener);
    },

    possible: (ticket) =>
      registry.has(ticket)
        ? moves().filter(
            (type) => tryMove(ticket, type === 'annulled' ? { type, for: ['photo-quality'] } : { type }).outcome === 'advanced',
          )
        : [],

    play(ticket, move) {
      const answer = tryMove(ticket, move);
      const entry = registry.get(ticket);
      if (entry && answer.outcome === 'advanced') {
        entry.record = answer.record;
        const [event] = answer.record.history.slice(-1);
        if (event) for (const tell of [...entry.listeners]) tell(event);
      }
      return answer;
    },
  };
}

function eventOf(move: Move, ticket: string, at: number): ApplicationEvent {
  const { by } = lifecycle().find(({ event }) => event === move.type)!;
  return { ...move, at, by, ...(move.type === 'handed-over' ? { ticket } : {}) } as ApplicationEvent;
}

/** A number that cannot be mistaken for a real one. */
function ticketFor(taken: Map<string, unknown>): string {
  for (;;) {
    const [number = 0] = crypto.getRandomValues(new Uint32Array(1));
    const ticket = `SANDBOX-${String(number % 1_000_000).padStart(6, '0')}`;
    if (!taken.has(ticket)) return ticket;
  }
}
