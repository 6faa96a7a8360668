import { html, nothing, type TemplateResult } from 'lit';
import type { CheckWords } from '../locales/check.ts';
import type { Core } from './core.ts';

/** What stands where the steps would be. */

/** Inside an app or another page, while there is nothing to show there. */
export function hostedNotice(state: 'waiting' | 'refused' | 'over', { hosted, service }: CheckWords): TemplateResult {
  return html`
    <h1 class="service" part="title">${service}</h1>
    ${
      state === 'refused'
        ? failure(hosted.refused.heading, hosted.refused.remedy)
        : html`<p class="hint" role="status">${state === 'over' ? hosted.over : hosted.waiting}</p>`
    }
    ${
      state === 'over'
        ? nothing
        : // The way out of a frame: the same page by itself.
          html`<p><a href=${location.pathname} target="_blank" rel="noopener" part="alone">${hosted.alone}</a></p>`
    }`;
}

/** While the core loads, and once it could not be loaded. */
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
