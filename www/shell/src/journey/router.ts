import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { steps, type Step } from '../application/steps.ts';

export interface RouterHost extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

/** What decides where one may go by the browser's own buttons. */
export interface Guard {
  /** What is under way or done is not gone back from. */
  isFixed(): boolean;
  /** Everything before that step is filled in. */
  isFilledUpTo(step: Step): boolean;
}

/** Which step is shown, how one comes to the next, and where the focus goes. Knows nothing of what stands on a step. */
export class Router implements ReactiveController {
  step: Step = 'check';
  /** After a line of the review was changed, the way leads back to the review. */
  #returns = false;
  #focus: string | undefined;

  /** `shown` hears each step that is shown. */
  constructor(
    private readonly host: RouterHost,
    private readonly guard: Guard,
    private readonly shown: (step: Step) => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('popstate', this.#popped);
  }

  hostDisconnected(): void {
    removeEventListener('popstate', this.#popped);
  }

  hostUpdated(): void {
    if (this.#focus === undefined) return;
    const element = this.host.renderRoot.querySelector<HTMLElement>(`#${this.#focus}`);
    if (!element) return;
    this.#focus = undefined;
    // A group is gone to by its first field.
    const target = element.matches('fieldset') ? (element.querySelector<HTMLElement>('input') ?? element) : element;
    if (target === element && element.tabIndex < 0 && !element.hasAttribute('tabindex')) element.tabIndex = -1;
    target.focus();
    element.scrollIntoView({ block: element.id === 'step-heading' ? 'end' : 'nearest' });
  }

  get returns(): boolean {
    return this.#returns;
  }

  /** Shows a step; the browser's own way back leads to where one was. */
  show(step: Step, focus = 'step-heading', remember = true): void {
    if (step === this.step) return;
    this.step = step;
    if (step === 'review') this.#returns = false;
    this.#focus = focus;
    if (remember) pushStep(step);
    this.shown(step);
    this.host.requestUpdate();
  }

  /** The first step after the check, or the review that the applicant came from. */
  start(): void {
    this.show(this.#returns ? 'review' : 'details');
  }

  next(): void {
    this.show(this.#returns ? 'review' : (steps[steps.indexOf(this.step) + 1] ?? 'review'));
  }

  back(): void {
    const before = steps[steps.indexOf(this.step) - 1] ?? 'check';
    this.show(this.#returns && this.step !== 'review' ? 'review' : before);
  }

  /** Opens a step at one of its fields; from the review, the way leads back there. */
  edit(step: Step, field: string): void {
    const returns = this.step === 'review';
    this.show(step, field);
    this.#returns = returns || this.#returns;
  }

  /** Moves the focus to the element of that id, once it is there. */
  focus(id: string): void {
    this.#focus = id;
    this.host.requestUpdate();
  }

  /** No step is shown any more. */
  stop(): void {
    this.step = 'check';
    this.hostDisconnected();
    this.host.removeController(this);
  }

  readonly #popped = ({ state }: PopStateEvent): void => {
    const asked = stepIn(state);
    if (this.guard.isFixed()) {
      if (asked !== this.step) pushStep(this.step);
      return;
    }
    const isOpen = steps.indexOf(asked) <= steps.indexOf(this.step) || this.guard.isFilledUpTo(asked);
    this.show(isOpen ? asked : this.step, 'step-heading', false);
  };
}

interface StepState {
  kualikStep: Step;
}

/** The address stays as it is: nothing personal, and nothing that could be opened by itself. */
function pushStep(step: Step): void {
  try {
    history.pushState({ kualikStep: step } satisfies StepState, '');
  } catch {
    // Some webviews refuse it; the page's own button leads back.
  }
}

function stepIn(state: unknown): Step {
  const step = typeof state === 'object' && state !== null ? (state as Partial<StepState>).kualikStep : undefined;
  return steps.find((each) => each === step) ?? 'check';
}
