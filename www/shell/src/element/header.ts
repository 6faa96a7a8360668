import { html, nothing, type TemplateResult } from 'lit';
import type { CheckWords } from '../locales/check.ts';
import { languageNames, languages, type Language } from '../locales/language.ts';

export interface Header {
  words: CheckWords;
  language: Language;
  isSandbox: boolean;
  /** The check shows the page title, later steps the name of the service. */
  isCheck: boolean;
  /** Leaves the page: inside an app or another page, or once there is something to forget. */
  leave: { label: string; ask(): void } | undefined;
  switchTo(language: Language): void;
}

export function header({ words, language, isSandbox, isCheck, leave, switchTo }: Header): TemplateResult {
  return html`
    <header part="header">
      <div class="bar">
        <div class="languages" role="group" aria-label=${words.language}>
          ${languages.map(
            (each) => html`
            <button type="button" class="plain" part="button" lang=${each} aria-pressed=${each === language}
              @click=${() => switchTo(each)}>${languageNames[each]}</button>`,
          )}
        </div>
        ${leave ? html`<button type="button" class="plain" part="button leave" id="leave" @click=${leave.ask}>${leave.label}</button>` : nothing}
      </div>
      ${isSandbox ? html`<p class="sandbox" part="sandbox">${words.sandbox}</p>` : nothing}
      ${
        isCheck
          ? html`<h1 part="title" id="step-heading" tabindex="-1">${words.title}</h1><p class="lead">${words.lead}</p>`
          : html`<h1 class="service" part="title">${words.service}</h1>`
      }
    </header>`;
}
