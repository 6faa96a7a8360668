import { checkRuleset, ruleset, type Options, type Problem, type Ruleset } from 'kualik/check';
import type { Configuration as HostConfiguration } from 'kualik/host';
import type { SavedDraft } from '../application/saved-draft.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { Signing } from '../signing/signing.ts';
import { TrustedClock } from './trusted-clock.ts';

/** What a host may set at any time; omitted fields keep their value. Code in the page itself may also pass its own gateway and signing. */
export interface Configuration extends Omit<HostConfiguration, 'gateway' | 'signing' | 'draft'> {
  gateway?: Gateway['kind'] | Gateway;
  signing?: Signing['kind'] | Signing;
  /** A draft that an earlier page handed over. */
  draft?: SavedDraft;
}

/** The clock and the rules that the page uses: the host's, or the device's and the embedded ones. */
export class Settings {
  keepsDrafts = false;
  /** How long a host may take to answer, in milliseconds. */
  readonly timeouts: { signing?: number; sending?: number } = {};
  /** Where cards are collected, by region. */
  registrationPoints: NonNullable<Configuration['registrationPoints']> = {};
  /** What the applicant agrees to, in the host's own words. */
  consent: Configuration['consent'];
  readonly #clock: TrustedClock;
  #given: Ruleset | undefined;
  #rules: Ruleset | undefined;
  #problems: readonly Problem[] = [];

  /** `askClock` asks the host for the time anew. */
  constructor(askClock: () => boolean) {
    this.#clock = new TrustedClock(askClock);
  }

  take({ now, ruleset: given, keepsDrafts, timeouts, registrationPoints, consent }: Configuration): void {
    if (now !== undefined) this.#clock.set(now);
    if (given !== undefined) {
      this.#given = given;
      this.#rules = undefined;
    }
    if (keepsDrafts !== undefined) this.keepsDrafts = keepsDrafts;
    if (registrationPoints !== undefined) this.registrationPoints = registrationPoints;
    if (consent !== undefined) this.consent = consent;
    Object.assign(this.timeouts, timeouts);
  }

  /** The rules, or the problems of the host's. Needs the core. */
  rules(): Ruleset | readonly Problem[] {
    if (this.#rules === undefined) {
      const checked = this.#given && checkRuleset(this.#given);
      this.#problems = checked?.outcome === 'invalid' ? checked.problems : [];
      this.#rules = this.#given ?? ruleset();
    }
    return this.#problems.length > 0 ? this.#problems : this.#rules;
  }

  /** The options of every call of the core: the day or the instant, and the host's rules. */
  options(on: string | undefined): Options {
    const { now } = this.#clock;
    return {
      ...(on !== undefined ? { on } : now !== undefined ? { now } : {}),
      ...(this.#given ? { ruleset: this.#given } : {}),
    };
  }
}
