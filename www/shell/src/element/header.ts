import { html, nothing, type TemplateResult } from 'lit';
import type { CheckWords } from '../locales/check.ts';
import { languageNames, languages, type Language } from '../locales/language.ts';

export interface Header {
  words: CheckWords;
  language: Language;
  isSandbox: boolean;
  /** Later steps have a heading of their own. */
  isCheck: boolean;
  /** Leaves the page: inside an app or another page, or once there is something to forget. */
  leave: { label: string; ask(): void } | undefined;
  switchTo(language: Language): void;
}

export function header({ words, language, isSandbox, isCheck, leave, switchTo }: Header): TemplateResult {
  return html`
    <header part="header">
      <h1 part="title" id=${isCheck ? 'step-heading' : nothing} tabindex="-1">${words.service}</h1>
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
    </header>
    ${isSandbox ? html`<p class="sandbox" part="sandbox">${words.sandbox}</p>` : nothing}`;
}
