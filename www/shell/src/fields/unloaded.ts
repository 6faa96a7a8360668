import { html, type TemplateResult } from 'lit';

/** Says that a step did not load. Opened anew, the page may be of a version that has it; the browser asks first where that would cost a draft. */
export const unloaded = ({ heading, remedy, reload }: Record<'heading' | 'remedy' | 'reload', string>): TemplateResult => html`
  <div class="failure" part="failure">
    <h3>${heading}</h3>
    <p>${remedy}</p>
    <button type="button" class="plain" part="button reload" @click=${openAnew}>${reload}</button>
  </div>`;

/** The page around the element may do it itself. */
function openAnew({ currentTarget }: Event): void {
  const asked = new CustomEvent('kualik-reload', { bubbles: true, composed: true, cancelable: true });
  if ((currentTarget as HTMLElement).dispatchEvent(asked)) location.reload();
}

declare global {
  interface HTMLElementEventMap {
    'kualik-reload': CustomEvent;
  }
}
