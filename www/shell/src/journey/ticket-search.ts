import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { DrawnHost } from '../drawn.ts';
import { limits, type ApplicationRecord, type Options } from 'kualik';
import { trimmed } from '../application/draft.ts';
import type { Previous } from '../application/saved-draft.ts';
import { textField } from '../fields/fields.ts';
import type { FindAnswer, Gateway } from '../gateway/gateway.ts';
import { applicationWords, type ApplicationWords } from '../locales/application.ts';
import { checkWords, messages } from '../locales/check.ts';
import type { Language } from '../locales/language.ts';
import { RecordView } from '../steps/progress/record-view.ts';
import { Registration } from './registration.ts';
import { gatewayOf, kindOf, type TransportSetup } from './transport.ts';

export interface SearchHost extends DrawnHost {
  readonly language: Language;
  setup(): TransportSetup;
  /** The options of every call of the core. */
  options(): Options;
}

export interface SearchEvents {
  /** The applicant goes back to the check. */
  closed(): void;
  /** They begin a new application in the place of an annulled one. */
  again(previous: Previous): void;
}

/** `no-number`: nothing that could be a ticket's number was entered; `setup`: the configuration can ask nobody. */
type Failure = keyof ApplicationWords['search']['failures'];

type State = { step: 'idle' } | { step: 'asking'; cancel: AbortController } | { step: 'failed'; because: Failure };

/** The state of an application by the number of its ticket, after everything was closed. Asks nothing before it is told to. */
export class TicketSearch implements ReactiveController {
  #number = '';
  #state: State = { step: 'idle' };
  #gateway: Gateway | undefined;
  #registration: Registration;
  readonly #view = new RecordView();
  /** The view is a step of its own in the browser's history. */
  #isRemembered = false;
  #focus: string | undefined = 'step-heading';

  constructor(
    private readonly host: SearchHost,
    private readonly events: SearchEvents,
  ) {
    this.#registration = new Registration(() => host.requestUpdate());
    host.addController(this);
    try {
      // The address does not change: no number stands in it.
      history.pushState({ ...(history.state as object | null), kualikSearch: true }, '');
      this.#isRemembered = true;
    } catch {
      // Some webviews refuse; the view has its own back button.
    }
  }

  hostConnected(): void {
    addEventListener('popstate', this.#popped);
    this.#registration.follow();
  }

  hostDisconnected(): void {
    removeEventListener('popstate', this.#popped);
    this.#registration.close();
  }

  hostUpdated(): void {
    const element = this.#focus && this.host.renderRoot.querySelector<HTMLElement>(`#${this.#focus}`);
    if (!element) return;
    this.#focus = undefined;
    element.focus();
  }

  get record(): ApplicationRecord | undefined {
    return this.#registration.record;
  }

  /** Something was entered. */
  get isBegun(): boolean {
    return this.#number !== '';
  }

  /** Whom the record that is shown came from; what is configured since is not for it. */
  get gatewayKind(): Gateway['kind'] | undefined {
    return this.record && this.#gateway?.kind;
  }

  render(): TemplateResult {
    const { language } = this.host;
    const words = applicationWords[language];
    return html`
      <section class="later" part="step ticket-search" aria-labelledby="step-heading">
        <button type="button" class="plain back" part="button back" id="back" @click=${() => this.#leave()}>${words.back}</button>
        <h2 id="step-heading" part="step-title" tabindex="-1">${words.search.title}</h2>
        ${this.record ? this.#found(words) : this.#form(words)}
      </section>`;
  }

  /** Forgets the number and what was found, and asks no more. */
  stop(): void {
    if (this.#state.step === 'asking') this.#state.cancel.abort();
    this.#state = { step: 'idle' };
    this.hostDisconnected();
    this.host.removeController(this);
  }

  #form({ search, review }: ApplicationWords): TemplateResult {
    const state = this.#state;
    const isAsking = state.step === 'asking';
    const isSandbox = this.#isSandbox;
    const isOfField = state.step === 'failed' && (state.because === 'no-number' || state.because === 'unknown');
    const problem =
      state.step !== 'failed' ? undefined : search.failures[isSandbox && state.because === 'unknown' ? 'unknown-here' : state.because];
    return html`
      ${isSandbox ? html`<p class="note">${search.sandbox}</p>` : nothing}
      <form @submit=${(event: Event) => this.#submit(event)}>
        ${textField({
          id: 'ticket',
          label: search.label,
          hint: search.hint,
          value: this.#number,
          problem: isOfField ? problem : undefined,
          typed: (text) => {
            this.#number = text;
            // What is shown belongs to another number.
            if (this.#state.step === 'failed') this.#become({ step: 'idle' });
          },
        })}
        <div role="alert" id="search-problem">${problem && !isOfField ? html`<div class="failure" part="failure"><h3>${search.unanswered}</h3><p>${problem}</p></div>` : nothing}</div>
        <div role="status" class="told">${isAsking ? search.asking : nothing}</div>
        <button type="submit" class="solid" part="button find" id="find" aria-disabled=${isAsking ? 'true' : nothing}>${search.button}</button>
        ${isAsking ? html`<button type="button" class="solid second" part="button" id="cancel" @click=${() => this.#cancel()}>${review.stopWaiting}</button>` : nothing}
      </form>`;
  }

  #found(words: ApplicationWords): TemplateResult {
    const { language } = this.host;
    return html`
      ${this.#view.render(
        {
          language,
          words,
          checkWords: checkWords[language],
          messages: messages[language],
          changed: () => this.host.requestUpdate(),
          registration: this.#registration,
          transport: this.#gateway && { gateway: this.#gateway },
          options: () => this.host.options(),
          again: () => this.#again(),
        },
        { from: 'ticket' },
      )}
      <button type="button" class="plain screen-only" part="button" id="another" @click=${() => this.#another()}>${words.search.another}</button>`;
  }

  get #isSandbox(): boolean {
    return kindOf(this.host.setup()) === 'sandbox';
  }

  #submit(event: Event): void {
    // Nothing is sent by the form itself.
    event.preventDefault();
    void this.#find();
  }

  async #find(): Promise<void> {
    if (this.#state.step === 'asking') return;
    const ticket = trimmed(this.#number);
    if (ticket === '' || [...ticket].length > limits().ticketLength) return this.#fail('no-number');
    const asking = { step: 'asking', cancel: new AbortController() } as const;
    this.#become(asking);
    let answer: FindAnswer | { outcome: 'setup' } | { outcome: 'unreachable'; because: 'not-loaded' };
    try {
      const gateway = await gatewayOf(this.host.setup());
      this.#gateway = gateway;
      answer = gateway ? await this.#asked(gateway, ticket, asking.cancel.signal) : { outcome: 'setup' };
    } catch {
      answer = { outcome: 'unreachable', because: 'not-loaded' };
    }
    // Cancelled, or closed.
    if (!this.#isStill(asking)) return;
    if (answer.outcome !== 'found') return this.#fail(answer.outcome === 'unreachable' ? answer.because : answer.outcome);
    this.#registration.resume(answer.record, this.#gateway!);
    this.#become({ step: 'idle' });
    this.#focusOn('step-heading');
  }

  /** Gateways may be the page's own code, and may throw instead of answering. */
  async #asked(gateway: Gateway, ticket: string, signal: AbortSignal): Promise<FindAnswer> {
    try {
      return await gateway.find(ticket, signal);
    } catch {
      return { outcome: 'unreachable', because: 'protocol' };
    }
  }

  #isStill(state: State): boolean {
    return this.#state === state;
  }

  #cancel(): void {
    if (this.#state.step !== 'asking') return;
    this.#state.cancel.abort();
    this.#become({ step: 'idle' });
    this.#focusOn('find');
  }

  #fail(because: Failure): void {
    this.#become({ step: 'failed', because });
    this.#focusOn(because === 'no-number' || because === 'unknown' ? 'ticket' : 'find');
  }

  #another(): void {
    this.#registration.close();
    this.#registration = new Registration(() => this.host.requestUpdate());
    this.#number = '';
    this.#become({ step: 'idle' });
    this.#focusOn('ticket');
  }

  #again(): void {
    const last = this.record?.history[this.record.history.length - 1];
    if (last?.type !== 'annulled' || !this.record) return;
    this.events.again({ ticket: this.record.ticket, annulledFor: [...last.for] });
    this.#leave();
  }

  /** By way of the history, so that the browser's own button does not come back here. */
  #leave(): void {
    if (this.#isRemembered) history.back();
    else this.events.closed();
  }

  readonly #popped = (): void => this.events.closed();

  #become(state: State): void {
    this.#state = state;
    this.host.requestUpdate();
  }

  #focusOn(id: string): void {
    this.#focus = id;
    this.host.requestUpdate();
  }
}
