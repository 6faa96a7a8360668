/** How far two clocks may drift apart before the device has slept or its clock was set, in milliseconds. */
const tolerance = 60_000;

/** The host's trusted time, counted on by a monotonic clock: setting the device's clock does not move it. */
export class TrustedClock {
  #given: number | undefined;
  /** The monotonic and the device's clock when the time was given. */
  #steady = 0;
  #device = 0;

  /** `ask` requests the time anew, and says whether it could. Monotonic clocks stand still during sleep, in some engines. */
  constructor(private readonly ask: () => boolean) {}

  /** `now`: epoch milliseconds. */
  set(now: number): void {
    this.#given = now;
    this.#steady = performance.now();
    this.#device = Date.now();
  }

  /** Epoch milliseconds; `undefined` if no host has given the time. */
  get now(): number | undefined {
    if (this.#given === undefined) return undefined;
    // Not in the midst of an update of the page, whose answer may be another one.
    if (this.#leap !== 0) queueMicrotask(() => this.#askOnce());
    return Math.round(this.#given + this.#passed);
  }

  get #passed(): number {
    return performance.now() - this.#steady;
  }

  /** By how much the device's clock has gone another way; 0 within the tolerance. */
  get #leap(): number {
    const leap = Date.now() - this.#device - this.#passed;
    return Math.abs(leap) > tolerance ? leap : 0;
  }

  /** Once for each leap. */
  #askOnce(): void {
    const leap = this.#leap;
    if (leap !== 0 && this.ask()) this.#device += leap;
  }
}
