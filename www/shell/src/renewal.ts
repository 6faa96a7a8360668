import { LitElement, html, type PropertyValues, type TemplateResult } from 'lit';
import type { Verdict } from 'kualik';
import { CheckStep, type CheckStepHost } from './check-step.ts';
import { Core } from './core.ts';
import { languageOf, languages, preferredLanguage, type Language } from './language.ts';
import { words } from './locales/index.ts';
import { styles } from './styles.ts';

/**
 * Renewing an identity card online, in one element.
 *
 * Attributes and properties: `lang` (`kk`, `ru` or `en`; otherwise the reader's own) and `on` (the day to
 * decide for, `YYYY-MM-DD`; otherwise today in Kazakhstan).
 *
 * Events: `kualik-verdict`, with the core's verdict as detail, `null` when it no longer stands;
 * `kualik-language`, with the language as detail, when the reader switches.
 */
export class KualikRenewal extends LitElement implements CheckStepHost {
  static override readonly properties = {
    lang: { type: String, reflect: true },
    on: { type: String },
  };
  static override readonly styles = styles;

  declare lang: string;
  declare on: string | undefined;

  readonly #core = new Core(this);
  readonly #check = new CheckStep(this);

  get language(): Language {
    return languageOf(this.lang) ?? preferredLanguage();
  }

  verdictChanged(verdict: Verdict | null): void {
    this.#tell('kualik-verdict', verdict);
  }

  override willUpdate(_changed: PropertyValues): void {
    if (this.lang !== this.language) this.lang = this.language;
    // An attribute that is removed or empty means today, as one that was never there.
    if (!this.on) this.on = undefined;
  }

  override render(): TemplateResult {
    const text = words[this.language];
    return html`
      <header part="header">
        <div class="languages" role="group" aria-label=${text.language}>
          ${languages.map((language) => html`
            <button type="button" class="plain" part="button" lang=${language} aria-pressed=${language === this.language ? 'true' : 'false'}
              @click=${() => this.#switchTo(language)}>${words[language].name}</button>`)}
        </div>
        <h1 part="title" tabindex="-1">${text.title}</h1>
        <p class="lead">${text.lead}</p>
      </header>
      ${this.#core.isReady ? this.#check.render() : this.#waiting()}`;
  }

  #waiting(): TemplateResult {
    const { loading, failure } = words[this.language];
    const core = this.#core;
    if (!core.failure) return html`<p class="hint" role="status">${loading}</p>`;
    return html`
      <div class="failure" part="failure" role="alert">
        <h2>${failure.heading}</h2>
        <p>${core.isLoading ? loading : failure.remedies[core.failure]}</p>
      </div>
      <button type="button" class="solid" part="button" @click=${() => void this.#retry()}>${failure.retry}</button>`;
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

if (!customElements.get('kualik-renewal')) customElements.define('kualik-renewal', KualikRenewal);

declare global {
  interface HTMLElementTagNameMap {
    'kualik-renewal': KualikRenewal;
  }
  interface HTMLElementEventMap {
    'kualik-verdict': CustomEvent<Verdict | null>;
    'kualik-language': CustomEvent<Language>;
  }
}
