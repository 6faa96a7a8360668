import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { checkWords, loadCheckWords } from '../locales/check.ts';
import { languages, type Language } from '../locales/language.ts';
import { notLoaded } from '../locales/not-loaded.ts';

/**
 * How long after the first words those of the other languages are asked for, in milliseconds: once the page is drawn, and
 * as a part of loading it. Nothing is requested when the reader changes the language.
 */
const others = 300;

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
    if (language in checkWords) return this.#show(language);
    try {
      await loadCheckWords(language);
      if (this.#asked === language) this.#show(language);
    } catch {
      if (this.#asked === language) this.#isMissing = true;
    }
    this.host.requestUpdate();
  }

  #show(language: Language): void {
    if (this.current === undefined) setTimeout(loadOthers, others);
    this.current = language;
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

/** What does not load now is tried again when it is asked for. */
function loadOthers(): void {
  for (const language of languages) loadCheckWords(language).catch(() => undefined);
}
