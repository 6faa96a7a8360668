import { html, nothing, type TemplateResult } from 'lit';
import type { Citation } from 'kualik';
import type { Messages } from 'kualik/messages/ru';
import type { CheckWords } from '../locales/check.ts';

/** Citations grouped by act. Acts are quoted in Russian in every language. */
export function citations(sources: readonly Citation[], words: CheckWords, messages: Messages): TemplateResult[] {
  const acts = [...new Set(sources.map(({ act }) => act))];
  return acts.map(
    (act) => html`
    <figure class="citation" part="citation">
      <figcaption lang="ru">${act}</figcaption>
      ${sources
        .filter((each) => each.act === act)
        .map(
          ({ clause, text, certainty, note }) => html`
        <blockquote lang="ru">${text}</blockquote>
        <p class="certainty">${clause ? html`<span lang="ru">${clause}</span>, ` : nothing}${messages.certainty[certainty]}</p>
        ${note ? html`<p class="certainty" lang="ru">${note}</p>` : nothing}`,
        )}
      ${words.basis.inRussian === null ? nothing : html`<p class="certainty">${words.basis.inRussian}</p>`}
    </figure>`,
  );
}

/** A citation folded to one line: its clause, if known, and its certainty. */
export function source(basis: Citation, words: CheckWords, messages: Messages): TemplateResult {
  const { clause, certainty } = basis;
  return html`
    <details>
      <summary>${words.basis.one}: ${clause ? html`<span lang="ru">${clause}</span>, ` : nothing}${messages.certainty[certainty]}</summary>
      ${citations([basis], words, messages)}
    </details>`;
}
