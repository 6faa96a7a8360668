import { html, nothing, type TemplateResult } from 'lit';
import type { CheckWords } from '../locales/check.ts';
import type { Core } from './core.ts';

/**
 * Shown instead of the steps while the page is not configured, must not be framed, or is closed. `restart` begins anew, where
 * no host decides that.
 */
export function hostedNotice(
  state: 'waiting' | 'refused' | 'over',
  { hosted, leaving, service }: CheckWords,
  restart: (() => void) | undefined,
): TemplateResult {
  return html`
    <h1 class="service" part="title">${service}</h1>
    ${
      state === 'refused'
        ? failure(hosted.refused.heading, hosted.refused.remedy)
        : html`<p class="hint" role="status">${state === 'over' ? hosted.over : hosted.waiting}</p>`
    }
    ${
      state === 'over'
        ? restart
          ? html`<button type="button" class="solid" part="button" id="restart" @click=${restart}>${leaving.restart}</button>`
          : nothing
        : // Opens the same page outside the frame: as a path alone, `//example.com/` would be another site's.
          html`<p><a href=${location.origin + location.pathname} target="_blank" rel="noopener" part="alone">${hosted.alone}</a></p>`
    }`;
}

/** Shown while the core is loading, or if it failed to load. */
export function loadingNotice(core: Core, { loading, failure: words }: CheckWords, retry: () => void): TemplateResult {
  if (!core.failure) return html`<p class="hint" role="status">${loading}</p>`;
  return html`
    ${failure(words.heading, core.isLoading ? loading : words.remedies[core.failure])}
    <button type="button" class="solid" part="button" @click=${retry}>${words.retry}</button>`;
}

export function failure(heading: string, remedy: string): TemplateResult {
  return html`
    <div class="failure" part="failure" role="alert">
      <h2>${heading}</h2>
      <p>${remedy}</p>
    </div>`;
}
