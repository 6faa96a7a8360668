import { html, nothing, type TemplateResult } from 'lit';
import type { Left } from 'kualik/host';
import type { CheckWords } from '../locales/check.ts';

/** The page that is left. */
export interface LeftPage {
  /** What would be given up now. */
  left(): Left;
  /** The draft outlives the page. */
  isKept(): boolean;
  stopSigning(): void;
  /** Closes the page and forgets everything. */
  end(): void;
  /** Updates the page, then focuses that element. */
  show(selector: string): void;
}

/** Leaving the page: asks before something is given up that is neither sent nor kept, or that may have arrived. */
export class Leaving {
  #isAsked = false;

  constructor(private readonly page: LeftPage) {}

  leave(): void {
    this.page.stopSigning();
    if (!this.#question()) return this.page.end();
    this.#isAsked = true;
    this.page.show('#stay');
  }

  /** Nothing is asked any more. */
  reset(): void {
    this.#isAsked = false;
  }

  render({ leaving }: CheckWords): TemplateResult | typeof nothing {
    const question = this.#question();
    // Answered meanwhile, as by the ticket.
    if (!question) this.#isAsked = false;
    if (!this.#isAsked || !question) return nothing;
    return html`
      <section class="note" part="leaving" role="alertdialog" aria-labelledby="leaving-question">
        <p id="leaving-question">${leaving.question[question]}</p>
        <button type="button" class="solid" part="button" id="stay" @click=${() => this.#stay()}>${leaving.stay}</button>
        <button type="button" class="solid second" part="button" id="leave-anyway" @click=${() => this.page.end()}>${leaving.leave}</button>
      </section>`;
  }

  #question(): 'draft' | 'sending' | undefined {
    const left = this.page.left();
    return left === 'sending' || (left === 'draft' && !this.page.isKept()) ? left : undefined;
  }

  #stay(): void {
    this.#isAsked = false;
    this.page.show('#leave');
  }
}
