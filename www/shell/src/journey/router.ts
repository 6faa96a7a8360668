import type { ReactiveController } from 'lit';
import type { DrawnHost } from '../drawn.ts';
import { steps, type Step } from '../application/steps.ts';

/** Limits where the browser's back and forward buttons may lead. */
export interface Guard {
  /** Signed or registered: there is no way back. */
  isFixed(): boolean;
  /** Everything before that step is complete. */
  isFilledUpTo(step: Step): boolean;
  /** Nothing is asked there. */
  isLeftOut?(step: Step): boolean;
}

let routers = 0;

/** Which step is shown, its history in the browser, and where the focus goes. Knows nothing of the steps' content. */
export class Router implements ReactiveController {
  step: Step = 'check';
  /** The step was opened from the review, and continuing leads back there. */
  #returns = false;
  #focus: string | undefined;
  /** Several elements on one page share its history. */
  readonly #key: number;

  /** `shown` is called with each step that is shown. */
  constructor(
    private readonly host: DrawnHost,
    private readonly guard: Guard,
    private readonly shown: (step: Step) => void,
  ) {
    routers += 1;
    this.#key = routers;
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
    const shown = this.guard.isLeftOut?.(step) ? 'review' : step;
    if (shown === this.step) return;
    this.step = shown;
    if (shown === 'review') this.#returns = false;
    this.#focus = focus;
    if (remember) this.#push();
    this.shown(shown);
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
    const before =
      steps
        .slice(0, Math.max(steps.indexOf(this.step), 0))
        .reverse()
        .find((step) => !this.guard.isLeftOut?.(step)) ?? 'check';
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
    const asked = stepsIn(state)[this.#key] ?? 'check';
    if (this.guard.isFixed()) {
      if (asked !== this.step) this.#push();
      return;
    }
    const isOpen = steps.indexOf(asked) <= steps.indexOf(this.step) || this.guard.isFilledUpTo(asked);
    this.show(isOpen ? asked : this.step, 'step-heading', false);
  };

  /** The address does not change: it contains nothing personal, and no step can be opened directly. */
  #push(): void {
    try {
      history.pushState({ kualikSteps: { ...stepsIn(history.state), [this.#key]: this.step } } satisfies StepState, '');
    } catch {
      // Some webviews refuse; the page has its own back button.
    }
  }
}

/** The step of each element, by its router's key. */
interface StepState {
  kualikSteps: Record<number, Step>;
}

function stepsIn(state: unknown): StepState['kualikSteps'] {
  return (state as Partial<StepState> | null | undefined)?.kualikSteps ?? {};
}
