import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Day } from '../day.ts';
import type { CheckWords } from '../locales/check.ts';

/** Offers a day as a calendar file, made in the page. Some webviews cannot save it, so the day is also shown as text. */
export class Reminder {
  #failed = false;

  constructor(private readonly host: ReactiveControllerHost) {}

  render(day: Day, { unavailable, failure }: CheckWords): TemplateResult {
    const { button, ...text } = unavailable.reminder;
    return html`
      <button type="button" class="plain" part="button" @click=${() => void this.#make({ day, ...text })}>${button}</button>
      <div role="alert">${this.#failed ? failure.remedies.connection : nothing}</div>`;
  }

  async #make(event: { day: Day; summary: string; description: string }): Promise<void> {
    try {
      const { saveEvent } = await import('./calendar-file.ts');
      saveEvent(event, new Date());
      this.#failed = false;
    } catch {
      this.#failed = true;
    }
    this.host.requestUpdate();
  }
}
