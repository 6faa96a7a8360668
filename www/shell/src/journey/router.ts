import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { steps, type Step } from '../application/steps.ts';

export interface RouterHost extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

/** Limits where the browser's back and forward buttons may lead. */
export interface Guard {
  /** Signed or registered: there is no way back. */
  isFixed(): boolean;
  /** Everything before that step is complete. */
  isFilledUpTo(step: Step): boolean;
}

/** Which step is shown, its history in the browser, and where the focus goes. Knows nothing of the steps' content. */
export class Router implements ReactiveController {
  step: Step = 'check';
  /** The step was opened from the review, and continuing leads back there. */
  #returns = false;
  #focus: string | undefined;

  /** `shown` is called with each step that is shown. */
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
    // In a group, focus the first field.
    const target = element.matches('fieldset') ? (element.querySelector<HTMLElement>('input') ?? element) : element;
    if (target === element && element.tabIndex < 0 && !element.hasAttribute('tabindex')) element.tabIndex = -1;
    target.focus();
    element.scrollIntoView({ block: element.id === 'step-heading' ? 'end' : 'nearest' });
  }

  get returns(): boolean {
    return this.#returns;
  }

  /** Shows a step and adds it to the browser's history. */
  show(step: Step, focus = 'step-heading', remember = true): void {
    if (step === this.step) return;
    this.step = step;
    if (step === 'review') this.#returns = false;
    this.#focus = focus;
    if (remember) pushStep(step);
    this.shown(step);
    this.host.requestUpdate();
  }

  /** Shows the first step after the check, or the review if the applicant came from there. */
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

  /** Opens a step at one of its fields; from the review, continuing leads back there. */
  edit(step: Step, field: string): void {
    const returns = this.step === 'review';
    this.show(step, field);
    this.#returns = returns || this.#returns;
  }

  /** Focuses the element of that id after the next update. */
  focus(id: string): void {
    this.#focus = id;
    this.host.requestUpdate();
  }

  /** Shows nothing any more and disconnects. */
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

/** The address does not change: it contains nothing personal, and no step can be opened directly. */
function pushStep(step: Step): void {
  try {
    history.pushState({ kualikStep: step } satisfies StepState, '');
  } catch {
    // Some webviews refuse; the page has its own back button.
  }
}

function stepIn(state: unknown): Step {
  const step = typeof state === 'object' && state !== null ? (state as Partial<StepState>).kualikStep : undefined;
  return steps.find((each) => each === step) ?? 'check';
}
