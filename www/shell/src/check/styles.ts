import { css } from 'lit';

/** What only the check needs. */
export const checkStyles = css`
  /* The day that is decided for */
  .day { margin-top: 1.25rem; padding: 0.75rem 1rem 0.25rem; background: var(--soft); border-radius: var(--radius); }
  .decided { font-weight: 600; }
  .decided .hint { font-weight: 400; }
  .day p { font-size: 1rem; }
  .day .question { margin: 0.25rem 0 0.75rem; }

  /* The answer */
  .verdict { scroll-margin-block: 1rem; }
  .panel {
    margin-top: 1.75rem;
    padding: 1.125rem 1rem 1.25rem;
    color: var(--on-panel);
    border: 2px solid transparent;
    border-radius: var(--radius);
    scroll-margin-block: 1rem 8rem;
  }
  .panel.yes { background: var(--yes); }
  .panel.no { background: var(--no); }
  .headline { display: flex; gap: 0.75rem; align-items: flex-start; }
  .panel h2 { min-width: 0; font-size: 1.375rem; line-height: 1.3; }
  q { quotes: '«' '»'; }
  .panel p { margin-top: 0.5rem; }
  .panel .figure { font-size: 1.1875rem; line-height: 1.35; font-weight: 600; }
  .icon { flex: none; width: 1.875rem; height: 1.875rem; fill: none; stroke: currentColor; stroke-width: 3; stroke-linecap: round; stroke-linejoin: round; }

  .refusals, .next { list-style: none; margin-top: 0.5rem; }
  .refusals li + li, .next li + li { margin-top: 0.75rem; }
  .refusals li, .next li { padding-inline-start: 0.875rem; border-inline-start: 4px solid var(--no); }
  .next li { border-color: var(--accent); }
  .refusals summary { font-size: 1rem; padding-block: 0.5rem; }

  .timeline .line { width: 100%; height: auto; margin-top: 0.5rem; overflow: visible; }
  .track, .open, .mark { fill: none; stroke: var(--ink); stroke-width: 3; stroke-linecap: round; stroke-linejoin: round; }
  .track { stroke: var(--hair); stroke-width: 8; }
  .open { stroke: var(--accent); stroke-width: 8; }
  .hollow { fill: var(--paper); stroke: var(--accent); }
  .solid.mark { fill: var(--accent); stroke: var(--paper); stroke-width: 2; }
  .bar { stroke-width: 4; }
  .now { fill: var(--ink); stroke: var(--paper); stroke-width: 2; }
  .timeline ol { list-style: none; margin-top: 0.25rem; }
  .timeline li { display: grid; grid-template-columns: 1.75rem 1fr; column-gap: 0.5rem; padding-block: 0.375rem; }
  .timeline li + li { border-top: 1px solid var(--hair); }
  .timeline .symbol { width: 1.75rem; height: 1.75rem; grid-row: span 2; }
  .timeline time { font-weight: 600; }

  @media (forced-colors: active) {
    .panel { border-color: CanvasText; }
    .track { stroke: GrayText; }
    .open, .mark { stroke: CanvasText; }
    .solid.mark, .now { fill: CanvasText; }
  }
`;
