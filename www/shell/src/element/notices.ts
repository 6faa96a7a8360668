import { html, nothing, type TemplateResult } from 'lit';
import type { CheckWords } from '../locales/check.ts';
import type { Core } from './core.ts';
import type { HostingState } from './hosting.ts';

/**
 * Shown instead of the steps while the page is not configured, must not be framed, cannot talk to its host, or is closed.
 * `restart` begins anew, where no host decides that.
 */
export function hostedNotice(
  state: Exclude<HostingState, 'on'>,
  { hosted, leaving, service, failure: words }: CheckWords,
  { restart, connect }: { restart: (() => void) | undefined; connect: () => void },
): TemplateResult {
  if (state === 'unloaded') return failureWithRetry(words, words.remedies.connection, connect);
  return html`
    <h1 part="title">${service}</h1>
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
  return failureWithRetry(words, core.isLoading ? loading : words.remedies[core.failure], retry);
}

const failureWithRetry = (words: CheckWords['failure'], remedy: string, retry: () => void): TemplateResult => html`
  ${failure(words.heading, remedy)}
  <button type="button" class="solid" part="button" @click=${retry}>${words.retry}</button>`;

export function failure(heading: string, remedy: string): TemplateResult {
  return html`
    <div class="failure" part="failure" role="alert">
      <h2>${heading}</h2>
      <p>${remedy}</p>
    </div>`;
}
