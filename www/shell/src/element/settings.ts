import { checkRuleset, ruleset, type Options, type Problem, type Ruleset } from 'kualik/check';
import type { Configuration as HostConfiguration } from 'kualik/host';
import { isObject } from '../is-object.ts';
import type { SavedDraft } from '../application/saved-draft.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { languages } from '../locales/language.ts';
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

const isTimeout = (value: unknown): boolean => typeof value === 'number' && value >= 1_000 && value <= 3_600_000;

const isText = (value: unknown, longest: number): value is string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= longest;
const isListOf = (value: unknown, most: number, longest: number): boolean =>
  Array.isArray(value) && value.length <= most && value.every((each) => isText(each, longest));

const kinds: { readonly [Field in keyof Configuration]-?: (value: unknown) => boolean } = {
  lang: (value) => languages.some((language) => language === value),
  on: (value) => typeof value === 'string',
  now: (value) => typeof value === 'number',
  ruleset: isObject,
  keepsDrafts: (value) => typeof value === 'boolean',
  draft: (value) => isObject(value) && value['version'] === 1 && isObject(value['fields']) && typeof value['expiresOn'] === 'string',
  gateway: (value) => value === 'sandbox' || value === 'http' || value === 'host',
  endpoint: (value) => typeof value === 'string',
  signing: (value) => value === 'none' || value === 'ncalayer' || value === 'host',
  registrationPoints: (value) =>
    isObject(value) && Object.entries(value).every(([region, points]) => /^[0-9]{2}$/.test(region) && isListOf(points, 1_000, 200)),
  consent: (value) =>
    isObject(value) && Object.keys(value).length === languages.length && languages.every((language) => isText(value[language], 4_000)),
  timeouts: (value) =>
    isObject(value) && Object.entries(value).every(([name, each]) => (name === 'signing' || name === 'sending') && isTimeout(each)),
};

/** Reads a host's message; `undefined` if any field is unknown or of the wrong type. */
export function configurationOf(body: Record<string, unknown>): Configuration | undefined {
  const isSound = Object.entries(body).every(
    ([field, value]) => Object.prototype.hasOwnProperty.call(kinds, field) && kinds[field as keyof Configuration](value),
  );
  return isSound ? body : undefined;
}
