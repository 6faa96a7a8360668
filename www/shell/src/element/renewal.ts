import { LitElement, adoptStyles, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { ApplicationRecord, Options, Ruleset, Verdict } from 'kualik';
import type { Left } from 'kualik/host';
import type { Previous, SavedDraft } from '../application/saved-draft.ts';
import type { Step } from '../application/steps.ts';
import { CheckStep, type CheckStepHost } from '../check/check-step.ts';
import { readDay } from '../check/day-panel.ts';
import type { SigningMeans } from '../check/proceed.ts';
import type { Day } from '../day.ts';
import { focusOnceDrawn } from '../drawn.ts';
import { styles } from '../fields/styles.ts';
import { signingFor, type Gateway } from '../gateway/gateway.ts';
import type { Journey, JourneyHost, TicketSearch } from '../journey/journey.ts';
import type { TransportSetup } from '../journey/transport.ts';
import { checkWords } from '../locales/check.ts';
import { languageOf, preferredLanguage, type Language } from '../locales/language.ts';
import type { Signing } from '../signing/signing.ts';
import { Core, loadAll } from './core.ts';
import { header } from './header.ts';
import { Hosting } from './hosting.ts';
import { Leaving } from './leaving.ts';
import { failure, hostedNotice, loadingNotice } from './notices.ts';
import { Settings, type Configuration } from './settings.ts';
import { ShownLanguage } from './shown-language.ts';

/**
 * Online renewal of an identity card, in one element.
 *
 * Attributes and properties: `lang` (`kk`, `ru` or `en`; otherwise the reader's own), `on` (the day to decide for,
 * `YYYY-MM-DD`, in the sandbox alone; otherwise today in Kazakhstan), `gateway` (`sandbox`, the default: nothing is sent; `http`, with
 * `endpoint`; `host`), `signing` (`ncalayer` or `host`; `none` in the sandbox only) and `host-origin` (the origin of the
 * page that frames this one, which does nothing until that page has configured it). Everything else goes through
 * {@link configure}.
 *
 * Events: `kualik-verdict` (the core's verdict, or `null` when it no longer holds), `kualik-language`, `kualik-step`,
 * `kualik-draft` (if the host keeps drafts; `null` once it is sent), `kualik-record` (the record of the application,
 * whenever it changes), `kualik-clock` (configure a fresh `now`: the device has slept or its clock was set) and
 * `kualik-close` (what the applicant left when they closed the page).
 */
export class KualikRenewal extends LitElement implements CheckStepHost, JourneyHost {
  static override readonly properties = {
    lang: { type: String, reflect: true },
    on: { type: String },
    gateway: { type: String },
    endpoint: { type: String },
    signing: { type: String },
    hostOrigin: { type: String, attribute: 'host-origin' },
  };
  static override readonly styles = styles;

  declare lang: string;
  declare on: string | undefined;
  declare gateway: Gateway['kind'] | Gateway | undefined;
  declare endpoint: string | undefined;
  declare signing: Signing['kind'] | Signing | undefined;
  declare hostOrigin: string | undefined;

  readonly #core = new Core(this);
  readonly #shown = new ShownLanguage(this);
  readonly #settings = new Settings(() => this.#askClock());
  /** The next configuration is asked for its time alone. */
  #asksClock = false;
  readonly #check = new CheckStep(this);
  readonly #leaving = new Leaving({
    left: () => this.#left,
    isKept: () => this.#journey?.isKept ?? false,
    stopSigning: () => this.#journey?.stopSigning(),
    end: () => this.#hosting.end(),
    show: (selector) => this.#show(selector),
  });
  readonly #hosting = new Hosting({
    configure: (given) => this.configure(given),
    end: () => this.#end(),
    requestUpdate: () => this.requestUpdate(),
  });
  #journey: Journey | undefined;
  #search: TicketSearch | undefined;
  /** The annulled application that the next one takes the place of. */
  #previous: Previous | undefined;
  #draft: SavedDraft | undefined;
  /** The draft whose date was filled into the check. Done once: the applicant may enter another date. */
  #filledIn: SavedDraft | undefined;
  #step: Step = 'check';

  /** That of what is shown, which is the one that is asked for once its words are here. */
  get language(): Language {
    return this.#shown.current ?? this.#asked;
  }

  get #asked(): Language {
    return languageOf(this.lang) ?? preferredLanguage();
  }

  /** Changes the configuration; may be called at any time before anything is sent. */
  configure(configuration: Configuration): void {
    const { lang, on, gateway, endpoint, signing, draft } = configuration;
    if (this.#asksClock && configuration.now !== undefined) {
      this.#asksClock = false;
      this.#settings.take({ now: configuration.now });
      this.requestUpdate();
      return;
    }
    this.#settings.take(configuration);
    for (const [name, value] of Object.entries({ lang, on, gateway, endpoint, signing })) {
      if (value !== undefined) Object.assign(this, { [name]: value });
    }
    // A late draft never replaces what was entered.
    if (draft?.version === 1 && this.#left === 'nothing') this.#draft = draft;
    this.requestUpdate();
  }

  get keepsDrafts(): boolean {
    return this.#settings.keepsDrafts;
  }

  pointsOf(region: string): readonly string[] | undefined {
    const { registrationPoints } = this.#settings;
    if (region === '') return Object.keys(registrationPoints).length > 0 ? [] : undefined;
    const points = registrationPoints[region];
    return points && points.length > 0 ? points : undefined;
  }

  get consentText(): string | undefined {
    return this.#settings.consent?.[this.language];
  }

  /** The rules in use, if they are sound. Needs the core. */
  get rules(): Ruleset | undefined {
    const rules = this.#settings.rules();
    return 'id' in rules ? rules : undefined;
  }

  /** Something was entered and has not been sent. */
  get hasDraft(): boolean {
    return this.#journey?.hasDraft ?? false;
  }

  /** Whether what is sent goes to the sandbox, as long as it is under way or registered whatever is configured since. */
  get isSandbox(): boolean {
    return this.#gatewayKind === 'sandbox';
  }

  get #gatewayKind(): Gateway['kind'] {
    const { gateway = 'sandbox' } = this;
    return this.#journey?.gatewayKind ?? this.#search?.gatewayKind ?? (typeof gateway === 'object' ? gateway.kind : gateway);
  }

  /** Neither in an app nor in another page: nobody else says whose page this is. */
  get isAlone(): boolean {
    return this.#hosting.link === undefined;
  }

  get signingMeans(): SigningMeans | undefined {
    const signing = signingFor(this.signing, this.#gatewayKind);
    const kind = typeof signing === 'object' ? signing.kind : signing;
    return kind === 'none' ? undefined : kind;
  }

  /** A real service decides by its own day, and so does the page. */
  get decidedOn(): string | undefined {
    return this.isSandbox ? this.on : undefined;
  }

  /** The day to decide for, where it is not today's. Needs the core. */
  get otherDay(): Day | undefined {
    const { rules, decidedOn } = this;
    if (!rules || decidedOn === undefined) return undefined;
    const [decided, today] = [decidedOn, undefined].map((on) => readDay(rules, this.#settings.options(on)));
    return decided?.state === 'known' && today?.state === 'known' && decided.day !== today.day ? decided.day : undefined;
  }

  options(): Options {
    return this.#settings.options(this.decidedOn);
  }

  setup(): TransportSetup {
    return {
      gateway: this.gateway ?? 'sandbox',
      endpoint: this.endpoint,
      signing: this.signing,
      link: this.#hosting.link,
      timeouts: this.#settings.timeouts,
      language: this.language,
    };
  }

  verdictChanged(verdict: Verdict | null): void {
    this.#emit('kualik-verdict', verdict);
    this.#hosting.link?.send('verdict', { verdict });
    // Continue with a restored draft, unless another date is being entered. A signed application may have arrived, so it
    // continues whatever the day is.
    const draft = this.#draft;
    if (draft && (draft.signed || this.#check.eligibleFor === draft.expiresOn)) void this.#check.proceed();
  }

  async loadApplicationSteps(): Promise<() => void> {
    const steps = await loadSteps();
    return () => this.#open(steps);
  }

  async loadTicketSearch(): Promise<() => void> {
    const steps = await loadSteps();
    return () => this.#openSearch(steps);
  }

  #openSearch({ TicketSearch, applicationStyles }: typeof import('../journey/journey.ts')): void {
    if (this.#search || this.#step !== 'check') return;
    this.#adopt(applicationStyles);
    this.#search = new TicketSearch(this, {
      closed: () => {
        this.#closeSearch();
        this.#show('h1');
      },
      again: (previous) => {
        this.#previous = previous;
      },
    });
    this.requestUpdate();
  }

  #closeSearch(): void {
    this.#search?.stop();
    this.#search = undefined;
  }

  /** A strict policy allows constructed style sheets only. */
  #adopt(more: typeof import('../journey/journey.ts').applicationStyles): void {
    if (this.renderRoot instanceof ShadowRoot) adoptStyles(this.renderRoot, [styles, ...more]);
  }

  #open({ Journey, applicationStyles }: typeof import('../journey/journey.ts')): void {
    const draft = this.#draft;
    const expiresOn = this.#check.eligibleFor ?? (draft?.signed ? draft.expiresOn : undefined);
    if (expiresOn === undefined) return;
    if (!this.#journey) {
      this.#journey = new Journey(this, expiresOn);
      this.#adopt(applicationStyles);
    }
    this.#draft = undefined;
    if (draft) this.#journey.restore(draft);
    else this.#journey.open(expiresOn);
    if (this.#previous) this.#journey.replaces(this.#previous);
    this.#previous = undefined;
  }

  stepShown(step: Step): void {
    this.#step = step;
    this.#emit('kualik-step', step);
  }

  draftChanged(draft: SavedDraft | null): void {
    if (!this.keepsDrafts) return;
    this.#emit('kualik-draft', draft);
    this.#hosting.link?.send('draft', { draft: draft && { ...draft } });
  }

  recordChanged(record: ApplicationRecord): void {
    this.#emit('kualik-record', record);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#seen);
    addEventListener('pagehide', this.#hidden);
    this.#hosting.connect(this.hostOrigin);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#seen);
    removeEventListener('pagehide', this.#hidden);
  }

  /** A page that is shown again on another day has another verdict. */
  readonly #seen = (): void => this.requestUpdate();

  /** Says that it is ready once more, which every host answers; not while that would take a question back. */
  #askClock(): boolean {
    const { link } = this.#hosting;
    if (link && (this.#journey?.isUnderWay || !link.send('ready', {}))) return false;
    this.#asksClock = link !== undefined;
    this.#emit('kualik-clock', null);
    return true;
  }

  /** A page that the browser puts aside may be brought back to somebody else. */
  readonly #hidden = ({ persisted }: PageTransitionEvent): void => {
    if (persisted && this.#isBegun) this.#hosting.end();
  };

  /** What would be given up by leaving now. */
  get #left(): Left {
    const left = this.#journey?.left ?? 'nothing';
    return left === 'nothing' && this.#search?.record ? 'ticket' : left;
  }

  /** There is something to forget. */
  get #isBegun(): boolean {
    return this.#left !== 'nothing' || (this.#search?.isBegun ?? false) || this.#previous !== undefined;
  }

  #restart(): void {
    this.#hosting.restart();
    this.#show('h1');
  }

  /** Updates the page, then focuses that element. */
  #show(selector: string): void {
    focusOnceDrawn(this, selector);
  }

  /** Forgets everything that was entered; returns what that was. */
  #end(): Left {
    const left = this.#left;
    const journey = this.#journey;
    const hasSearched = this.#search !== undefined;
    this.#draft = undefined;
    this.#journey = undefined;
    this.#previous = undefined;
    this.#closeSearch();
    this.#step = 'check';
    this.#leaving.reset();
    this.#check.forget();
    journey?.end();
    if (journey || hasSearched) this.#core.forget();
    this.#emit('kualik-close', left);
    this.requestUpdate();
    return left;
  }

  override willUpdate(changed: PropertyValues): void {
    if (['gateway', 'endpoint', 'signing'].some((name) => changed.has(name))) this.#journey?.setupChanged();
    const asked = this.#asked;
    if (this.lang !== asked) this.lang = asked;
    this.#shown.ask(asked);
    // An empty attribute means today, like a missing one.
    if (!this.on) this.on = undefined;
    if (this.#draft && this.#core.isReady && this.#filledIn !== this.#draft && !this.#check.isBegun) {
      this.#filledIn = this.#draft;
      this.#check.restore(this.#draft.expiresOn);
    }
  }

  override render(): TemplateResult | typeof nothing {
    const language = this.#shown.current;
    if (language === undefined) return this.#shown.render();
    const { isSandbox } = this;
    const words = checkWords[language];
    const { state, link } = this.#hosting;
    if (state !== 'on') {
      return hostedNotice(state, words, {
        restart: link ? undefined : () => this.#restart(),
        connect: () => this.#hosting.connect(this.hostOrigin),
      });
    }
    return html`
      ${header({
        words,
        language,
        isSandbox,
        isCheck: this.#step === 'check' && !this.#search,
        leave:
          link || this.#isBegun ? { label: link ? words.hosted.leave : words.leaving.finish, ask: () => this.#leaving.leave() } : undefined,
        switchTo: (other) => this.#switchTo(other),
      })}
      ${this.#shown.render()}
      ${this.#leaving.render(words)}
      ${this.#core.isReady ? this.#content() : loadingNotice(this.#core, words, () => void this.#retry())}`;
  }

  #content(): TemplateResult {
    const { rules } = this;
    const words = checkWords[this.language].failure;
    if (!rules) return failure(words.heading, words.remedies.page);
    if (this.#search) return this.#search.render();
    if (this.#step !== 'check' && this.#journey) return this.#journey.render();
    const previous =
      this.#previous && html`<p class="note" id="anew">${checkWords[this.language].haveTicket.anew(this.#previous.ticket)}</p>`;
    return html`${previous ?? nothing}${this.#check.render(rules)}`;
  }

  async #retry(): Promise<void> {
    await this.#core.load();
    // The focused button is gone now.
    if (this.#core.isReady) this.#show('h1');
  }

  #switchTo(language: Language): void {
    if (language === this.#asked) return;
    this.lang = language;
    this.#emit('kualik-language', language);
  }

  #emit(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

/** The steps after the check, with all of the core. */
const loadSteps = (): Promise<typeof import('../journey/journey.ts')> =>
  Promise.all([import('../journey/journey.ts'), loadAll()]).then(([steps]) => steps);

if (!customElements.get('kualik-renewal')) customElements.define('kualik-renewal', KualikRenewal);

declare global {
  interface HTMLElementTagNameMap {
    'kualik-renewal': KualikRenewal;
  }
  interface HTMLElementEventMap {
    'kualik-verdict': CustomEvent<Verdict | null>;
    'kualik-language': CustomEvent<Language>;
    'kualik-step': CustomEvent<Step>;
    'kualik-draft': CustomEvent<SavedDraft | null>;
    'kualik-record': CustomEvent<ApplicationRecord>;
    'kualik-clock': CustomEvent<null>;
    'kualik-close': CustomEvent<Left>;
  }
}
