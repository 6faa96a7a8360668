import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { checkWords, loadCheckWords } from '../locales/check.ts';
import { languages, type Language } from '../locales/language.ts';
import { notLoaded } from '../locales/not-loaded.ts';

/** The language that the page speaks: the one that is asked for, once its words are here; until then the one before. */
export class ShownLanguage implements ReactiveController {
  /** Undefined until the first words are here. */
  current: Language | undefined;
  #asked: Language | undefined;
  #isMissing = false;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {}

  /** Asks for a language; the last one counts. */
  ask(language: Language): void {
    if (language === this.#asked) return;
    this.#asked = language;
    void this.#load(language);
  }

  async #load(language: Language): Promise<void> {
    this.#isMissing = false;
    // At once, without a moment in the old one, where the words are here.
    if (language in checkWords) this.current = language;
    else {
      try {
        await loadCheckWords(language);
        if (this.#asked === language) this.current = language;
      } catch {
        if (this.#asked === language) this.#isMissing = true;
      }
      this.host.requestUpdate();
    }
  }

  /** That words did not load, in the language that was asked for; in all of them where none has. */
  render(): TemplateResult | typeof nothing {
    const asked = this.#asked;
    if (!this.#isMissing || asked === undefined) return nothing;
    return html`
      <div class="failure" part="failure" role="alert">
        ${(this.current === undefined ? languages : [asked]).map(
          (language) => html`<div lang=${language}><h2>${notLoaded[language].heading}</h2><p>${notLoaded[language].remedy}</p></div>`,
        )}
        <button type="button" class="solid" part="button" lang=${asked} @click=${() => void this.#load(asked)}>${notLoaded[asked].retry}</button>
      </div>`;
  }
}
