import { advance, type ApplicationRecord, type Problem } from 'kualik';
import type { Gateway, Registered } from '../gateway/gateway.ts';

/** The record of a registered application, and what happens to it. */
export class Registration {
  record: ApplicationRecord | undefined;
  /** An event came that cannot follow. */
  isUnfit = false;
  #unfollow: (() => void) | undefined;

  constructor(private readonly changed: () => void) {}

  /** Begins the record and follows it; answers what is wrong with the event, if anything. */
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

  /** Follows it no longer. */
  close(): void {
    this.#unfollow?.();
    this.#unfollow = undefined;
  }
}
