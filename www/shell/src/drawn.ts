import type { ReactiveControllerHost } from 'lit';

/** An element, for those who look into what it draws. */
export interface DrawnHost extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

/** Updates the element, then focuses what it has drawn. */
export function focusOnceDrawn(host: DrawnHost, selector: string, options?: FocusOptions): void {
  host.requestUpdate();
  void host.updateComplete.then(() => host.renderRoot.querySelector<HTMLElement>(selector)?.focus(options));
}
