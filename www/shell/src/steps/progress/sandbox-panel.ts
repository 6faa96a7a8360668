import { html, nothing, type TemplateResult } from 'lit';
import { lifecycle, type ApplicationRecord, type Fault } from 'kualik';
import type { Move, Sandbox } from '../../gateway/sandbox.ts';
import type { StepContext } from '../step.ts';

/** What an application may be annulled for. */
const faults: readonly Fault[] = ['photo-quality', 'signature-quality'];

/** Lets a visitor of the demo act as the migration service, the central node and the registration point. */
export class SandboxPanel {
  #faults: Fault[] = ['photo-quality'];

  render(
    gateway: Sandbox,
    { ticket }: ApplicationRecord,
    { words: { play, annulled, progress }, changed }: Pick<StepContext, 'words' | 'changed'>,
  ): TemplateResult {
    const possible = gateway.possible(ticket);
    const move = (type: Move['type']): void => {
      gateway.play(ticket, type === 'annulled' ? { type, for: this.#faults } : { type });
      changed();
    };
    const actorOf = (type: Move['type']): string => progress.actors[lifecycle().find(({ event }) => event === type)!.by];
    return html`
      <section class="play screen-only" part="play" aria-labelledby="play-heading">
        <h3 id="play-heading">${play.heading}</h3>
        <p>${play.lead}</p>
        ${possible.length === 0 ? html`<p class="fact">${play.over}</p>` : nothing}
        ${
          possible.includes('annulled')
            ? html`
          <fieldset class="question">
            <legend>${play.faults}</legend>
            ${faults.map(
              (fault) => html`
              <label class="option ${this.#faults.includes(fault) ? 'chosen' : ''}" part="option">
                <input type="checkbox" value=${fault} .checked=${this.#faults.includes(fault)}
                  @change=${() => {
                    this.#faults = this.#faults.includes(fault) ? this.#faults.filter((each) => each !== fault) : [...this.#faults, fault];
                    changed();
                  }}>
                <span>${annulled.faults[fault]}</span>
              </label>`,
            )}
          </fieldset>`
            : nothing
        }
        ${possible.map(
          (type) => html`
          <button type="button" class="solid second" part="button" data-move=${type}
            aria-disabled=${type === 'annulled' && this.#faults.length === 0 ? 'true' : nothing} @click=${() => move(type)}>
            ${actorOf(type)}: ${play.events[type]}</button>`,
        )}
      </section>`;
  }
}
