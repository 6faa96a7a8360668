import { advance, type ApplicationRecord, type Problem } from 'kualik';
import type { Gateway, Registered } from '../gateway/gateway.ts';

/** The record of a registered application, kept up to date. */
export class Registration {
  record: ApplicationRecord | undefined;
  /** The last event was impossible. */
  isUnfit = false;
  #unfollow: (() => void) | undefined;

  constructor(private readonly changed: () => void) {}

  /** Starts the record and follows it; returns the problems of the event, if any. */
  begin(event: Registered, gateway: Gateway): readonly Problem[] | undefined {
    const registered = advance(undefined, event);
    if (registered.outcome !== 'advanced') return registered.problems;
    this.record = registered.record;
    this.#unfollow = gateway.follow(this.record.ticket, (later) => {
      const next = advance(this.record, later);
      this.isUnfit = next.outcome !== 'advanced';
      if (next.outcome === 'advanced') this.record = next.record;
      this.changed();
    });
    return undefined;
  }

  /** Stops following it. */
  close(): void {
    this.#unfollow?.();
    this.#unfollow = undefined;
  }
}
