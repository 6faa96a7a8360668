import { LitElement, adoptStyles, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { ApplicationRecord, Options, Ruleset, Verdict } from 'kualik';
import type { ApplicationInHand } from '../application/application.ts';
import { CheckStep, type CheckStepHost } from '../check/check-step.ts';
import { Core } from './core.ts';
import type { SavedDraft } from '../application/draft.ts';
import type { Flow, FlowHost } from '../journey/journey.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { LaterSteps } from '../check/proceed.ts';
import { connectHost, isInForeignFrame, type HostLink } from '../host/host.ts';
import { languageOf, languages, preferredLanguage, type Language } from '../locales/language.ts';
import { words } from '../locales/check.ts';
import type { Words } from '../locales/check-words.ts';
import { Settings, configurationOf, type Configuration } from './settings.ts';
import type { Signing } from '../signing/signing.ts';
import { styles } from '../fields/styles.ts';
import type { Step } from '../application/steps.ts';
import type { Setup } from '../journey/transport.ts';

/**
 * Renewing an identity card online, in one element.
 *
 * Attributes and properties: `lang` (`kk`, `ru` or `en`; otherwise the reader's own), `on` (the day to decide for,
 * `YYYY-MM-DD`; otherwise today in Kazakhstan), `gateway` (`sandbox`, the default: nothing is sent; `http`, with
 * `endpoint`; `host`), `signing` (`ncalayer` or `host`; `none` in the sandbox alone) and `host-origin` (of the page
 * around a frame; in a frame of another page's, nothing happens until that page has configured it). What is more than a word goes through {@link configure}.
 *
 * Events: `kualik-verdict`, with the core's verdict as detail, `null` when it no longer stands; `kualik-language`;
 * `kualik-step`; `kualik-draft`, where the host keeps drafts, `null` once it is sent; `kualik-record`, with the
 * record of the application, each time something happens to it.
 */
export class KualikRenewal extends LitElement implements CheckStepHost, FlowHost {
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
  readonly #settings = new Settings();
  readonly #check = new CheckStep(this);
  #flow: Flow | undefined;
  #link: HostLink | undefined;
  #draft: SavedDraft | undefined;
  /** The draft whose date the check was filled in with, once: the applicant may enter another. */
  #filledIn: SavedDraft | undefined;
  #step: Step = 'check';
  /** `waiting`: for the page around a frame; `refused`: that page is nobody's that this one was told of; `over`: it was left. */
  #hosted: 'on' | 'waiting' | 'refused' | 'over' = 'on';

  get language(): Language {
    return languageOf(this.lang) ?? preferredLanguage();
  }

  /** Sets what a host wants otherwise than it was; may be called at any time before something is sent. */
  configure(configuration: Configuration): void {
    const { lang, on, gateway, endpoint, signing, draft } = configuration;
    this.#settings.take(configuration);
    if (lang !== undefined) this.lang = lang;
    if (on !== undefined) this.on = on;
    if (gateway !== undefined) this.gateway = gateway;
    if (endpoint !== undefined) this.endpoint = endpoint;
    if (signing !== undefined) this.signing = signing;
    if (draft?.version === 1) this.#draft = draft;
    if (gateway !== undefined || endpoint !== undefined || signing !== undefined) this.#flow?.setupChanged();
    this.requestUpdate();
  }

  get keepsDrafts(): boolean {
    return this.#settings.keepsDrafts;
  }

  /** The rules that decide, once the core is there and where they are sound. */
  get rules(): Ruleset | undefined {
    const rules = this.#settings.rules();
    return 'id' in rules ? rules : undefined;
  }

  /** Something was entered that is not sent yet. */
  get hasDraft(): boolean {
    return this.#flow?.hasDraft ?? false;
  }

  options(): Options {
    return this.#settings.options(this.on);
  }

  setup(): Setup {
    return {
      gateway: this.gateway ?? 'sandbox',
      endpoint: this.endpoint,
      signing: this.signing,
      link: this.#link,
      timeouts: this.#settings.timeouts,
      language: this.language,
    };
  }

  verdictChanged(verdict: Verdict | null): void {
    this.#tell('kualik-verdict', verdict);
    this.#link?.send('verdict', { verdict });
    // On with the draft by itself, but not while another date is entered. What was signed may have arrived: it is brought
    // to its end whatever the day is now.
    const draft = this.#draft;
    if (draft && (draft.signed || this.#check.eligibleFor === draft.expiresOn)) void this.#check.goOn();
  }

  goOn(later: LaterSteps): void {
    const expiresOn = this.#check.eligibleFor ?? (this.#draft?.signed ? this.#draft.expiresOn : undefined);
    if (expiresOn === undefined) return;
    if (!this.#flow) {
      this.#flow = new later.Flow(this, expiresOn);
      addStyles(this.renderRoot, later);
    }
    const draft = this.#draft;
    this.#draft = undefined;
    if (draft) this.#flow.restore(draft);
    else this.#flow.open(expiresOn);
  }

  picturesChanged(): void {
    this.#flow?.picturesChanged();
  }

  showCheck(): void {
    this.#step = 'check';
  }

  stepShown(step: Step): void {
    this.#step = step;
    this.#tell('kualik-step', step);
  }

  draftChanged(draft: SavedDraft | null): void {
    if (!this.keepsDrafts) return;
    this.#tell('kualik-draft', draft);
    this.#link?.send('draft', { draft: draft && { ...draft } });
  }

  recordChanged({ record }: ApplicationInHand): void {
    this.#tell('kualik-record', record);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#seen);
    if (!this.#link) this.#connect();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#seen);
  }

  /** A page that was put aside, and comes back on another day, has another verdict. */
  readonly #seen = (): void => this.requestUpdate();

  /** With the app around the page, where there is one: it hears first that the page is ready, and may then configure it. */
  #connect(): void {
    const link = connectHost(window, this.hostOrigin);
    this.#link = link;
    // A page of somebody else's could show this one to people as its own, and take what they enter.
    if (link?.isFrame) this.#hosted = 'waiting';
    else if (!link && isInForeignFrame(window)) this.#hosted = 'refused';
    link?.on('configure', (body) => {
      const configuration = configurationOf(body);
      if (!configuration) {
        link.report('wrong-body', 'configure');
        return;
      }
      if (this.#hosted === 'waiting') this.#hosted = 'on';
      this.configure(configuration);
    });
    link?.on('close', () => this.#end());
    link?.send('ready', {});
  }

  /** The applicant leaves: the host is told, and what was entered is forgotten. */
  #leave(): void {
    this.#link?.send('close', {});
    this.#end();
  }

  #end(): void {
    this.#hosted = 'over';
    this.#draft = undefined;
    this.#flow?.end();
    this.#flow = undefined;
    this.#check.forget();
    this.requestUpdate();
  }

  override willUpdate(_changed: PropertyValues): void {
    if (this.lang !== this.language) this.lang = this.language;
    // An attribute that is removed or empty means today, as one that was never there.
    if (!this.on) this.on = undefined;
    if (this.#draft && this.#core.isReady && this.#filledIn !== this.#draft) {
      this.#filledIn = this.#draft;
      this.#check.restore(this.#draft.expiresOn);
    }
  }

  override render(): TemplateResult {
    const text = words[this.language];
    if (this.#hosted !== 'on') return this.#withoutContent(text);
    const isSandbox = kindOf(this.gateway) === 'sandbox';
    return html`
      <header part="header">
        <div class="bar">
          <div class="languages" role="group" aria-label=${text.language}>
            ${languages.map(
              (language) => html`
              <button type="button" class="plain" part="button" lang=${language} aria-pressed=${language === this.language ? 'true' : 'false'}
                @click=${() => this.#switchTo(language)}>${words[language].name}</button>`,
            )}
          </div>
          ${this.#link ? html`<button type="button" class="plain" part="button leave" id="leave" @click=${() => this.#leave()}>${text.hosted.leave}</button>` : nothing}
        </div>
        ${isSandbox ? html`<p class="sandbox" part="sandbox">${text.sandbox}</p>` : nothing}
        ${
          this.#step === 'check'
            ? html`<h1 part="title" id="step-heading" tabindex="-1">${text.title}</h1><p class="lead">${text.lead}</p>`
            : html`<h1 class="service" part="title">${text.service}</h1>`
        }
      </header>
      ${this.#core.isReady ? this.#content() : this.#waiting()}`;
  }

  #content(): TemplateResult {
    const { rules } = this;
    if (!rules) return this.#failed(words[this.language].failure.remedies.page);
    return this.#step === 'check' || !this.#flow ? this.#check.render(rules) : this.#flow.render();
  }

  #withoutContent({ hosted, service }: Words): TemplateResult {
    const said =
      this.#hosted === 'refused'
        ? html`<div class="failure" part="failure" role="alert"><h2>${hosted.refused.heading}</h2><p>${hosted.refused.remedy}</p></div>`
        : html`<p class="hint" role="status">${this.#hosted === 'over' ? hosted.over : hosted.waiting}</p>`;
    return html`
      <h1 class="service" part="title">${service}</h1>
      ${said}
      ${this.#hosted === 'over' ? nothing : this.#aloneLink(hosted)}`;
  }

  /** The way out of a frame: the same page by itself. */
  #aloneLink({ alone }: Words['hosted']): TemplateResult {
    return html`<p><a href=${location.pathname} target="_blank" rel="noopener" part="alone">${alone}</a></p>`;
  }

  #waiting(): TemplateResult {
    const { loading, failure } = words[this.language];
    const core = this.#core;
    if (!core.failure) return html`<p class="hint" role="status">${loading}</p>`;
    return html`
      ${this.#failed(core.isLoading ? loading : failure.remedies[core.failure])}
      <button type="button" class="solid" part="button" @click=${() => void this.#retry()}>${failure.retry}</button>`;
  }

  #failed(remedy: string): TemplateResult {
    return html`
      <div class="failure" part="failure" role="alert">
        <h2>${words[this.language].failure.heading}</h2>
        <p>${remedy}</p>
      </div>`;
  }

  async #retry(): Promise<void> {
    await this.#core.load();
    await this.updateComplete;
    // The button that had the focus is gone then.
    if (this.#core.isReady) this.renderRoot.querySelector('h1')?.focus();
  }

  #switchTo(language: Language): void {
    if (language === this.language) return;
    this.lang = language;
    this.#tell('kualik-language', language);
  }

  #tell(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

function kindOf(gateway: Gateway['kind'] | Gateway | undefined): Gateway['kind'] {
  return typeof gateway === 'object' ? gateway.kind : (gateway ?? 'sandbox');
}

/** The later steps bring their own styles; under a strict policy only a constructed sheet may be added. */
function addStyles(root: HTMLElement | DocumentFragment, { laterStyles }: LaterSteps): void {
  if (root instanceof ShadowRoot) adoptStyles(root, [styles, ...laterStyles]);
}

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
  }
}
