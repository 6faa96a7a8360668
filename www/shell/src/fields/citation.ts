import { html, nothing, type TemplateResult } from 'lit';
import type { Citation } from 'kualik';
import type { CheckWords } from '../locales/check.ts';

/** How a clause is named in one line: its number where known, and how sure it is. */
export function citationLine({ clause, certainty }: Citation, words: CheckWords): TemplateResult {
  return html`${words.basis.one}: ${clause ? html`<span lang="ru">${clause}</span>, ` : nothing}${words.basis.certainty[certainty]}`;
}

/** The rules in the words of their source, each act named once. Acts are cited in Russian in every language. */
export function citations(sources: readonly Citation[], words: CheckWords): TemplateResult[] {
  const acts = [...new Set(sources.map(({ act }) => act))];
  return acts.map(
    (act) => html`
    <figure class="citation" part="citation">
      <figcaption lang="ru">${act}</figcaption>
      ${sources
        .filter((each) => each.act === act)
        .map(
          ({ clause, text, certainty }) => html`
        <blockquote lang="ru">${text}</blockquote>
        <p class="certainty">${clause ? html`<span lang="ru">${clause}</span>, ` : nothing}${words.basis.certainty[certainty]}</p>`,
        )}
      ${words.basis.inRussian === null ? nothing : html`<p class="certainty">${words.basis.inRussian}</p>`}
    </figure>`,
  );
}
