import { advance, type ApplicationRecord, type Problem } from 'kualik';
import { isOver, type Gateway, type Registered } from '../gateway/gateway.ts';

/** The record of a registered application, kept up to date. */
export class Registration {
  record: ApplicationRecord | undefined;
  /** The last event was impossible. */
  isUnfit = false;
  #gateway: Gateway | undefined;
  #unfollow: (() => void) | undefined;
  #isClosed = false;

  constructor(private readonly changed: () => void) {}

  /** Starts the record and follows it; returns the problems of the event, if any. */
  begin(event: Registered, gateway: Gateway): readonly Problem[] | undefined {
    const registered = advance(undefined, event);
    if (registered.outcome !== 'advanced') return registered.problems;
    this.resume(registered.record, gateway);
    return undefined;
  }

  /** Goes on with a record that the gateway has found. */
  resume(record: ApplicationRecord, gateway: Gateway): void {
    this.record = record;
    this.#gateway = gateway;
    if (!this.#isClosed) this.follow();
  }

  /** Follows the record, also again after it was closed. */
  follow(): void {
    this.#isClosed = false;
    if (!this.record || this.#unfollow || isOver(this.record)) return;
    this.#unfollow = this.#gateway?.follow(this.record.ticket, (later) => {
      // Each follower is told all events anew.
      if (this.record?.history.some(({ type, at }) => type === later.type && at === later.at)) return;
      const next = advance(this.record, later);
      this.isUnfit = next.outcome !== 'advanced';
      if (next.outcome === 'advanced') this.record = next.record;
      this.changed();
    });
  }

  /** Stops following it. */
  close(): void {
    this.#unfollow?.();
    this.#unfollow = undefined;
    this.#isClosed = true;
  }
}
