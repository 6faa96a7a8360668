import { html, nothing, type TemplateResult } from 'lit';
import type { Citation } from 'kualik';
import type { CheckWords } from '../locales/check.ts';

/** A citation in one line: its clause, if known, and its certainty. */
export function citationLine({ clause, certainty }: Citation, words: CheckWords): TemplateResult {
  return html`${words.basis.one}: ${clause ? html`<span lang="ru">${clause}</span>, ` : nothing}${words.basis.certainty[certainty]}`;
}

/** Citations grouped by act. Acts are quoted in Russian in every language. */
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
