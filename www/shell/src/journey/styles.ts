import { css, type CSSResult } from 'lit';
import { pictureStyles } from '../pictures/styles.ts';

/** Styles of the steps after the check. */
export const applicationStyles: readonly CSSResult[] = [
  pictureStyles,
  css`
  .later { margin-top: 0.5rem; }
  .option span { min-width: 0; overflow-wrap: anywhere; }
  .later h2 { margin-bottom: 0.5rem; text-wrap: balance; scroll-margin: 6rem 0; }
  .back::before { content: '‹'; display: inline-block; width: 1em; text-decoration: none; }
  .steps { display: grid; grid-template-columns: repeat(6, 1fr); gap: 0.25rem; list-style: none; margin: 0.25rem 0 0.75rem; }
  .steps li { height: 0.375rem; border-radius: 0.25rem; background: var(--hair); }
  .steps li.reached { background: var(--accent); }
  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .field label:not(.option) { display: block; margin-bottom: 0.25rem; font-size: 1.1875rem; line-height: 1.3; font-weight: 700; }
  .field label .hint { font-weight: 400; font-size: 1rem; }
  .field > .hint { margin-bottom: 0.5rem; font-size: 1rem; }
  .field > .hint.below, .field > [role="status"] > p { margin-top: 0.5rem; }
  .field input:not([type='checkbox']), .field select, .field textarea {
    display: block;
    width: 100%;
    min-height: 3.125rem;
    padding: 0.5rem 0.75rem;
    font: inherit;
    color: inherit;
    background: var(--paper);
    border: 2px solid var(--line);
    border-radius: 0.5rem;
  }
  .field textarea { font-family: ui-monospace, 'DejaVu Sans Mono', monospace; font-size: 1rem; resize: vertical; overflow-wrap: anywhere; }
  .field [aria-invalid]:not([type='checkbox']) { border-color: var(--wrong); }

  .solid.second { background: none; color: var(--accent); border-color: var(--accent); }
  .solid[aria-disabled] { opacity: 0.6; cursor: default; }
  .later .solid { max-width: 100%; margin-right: min(0.5rem, 2vw); padding: 0.5rem min(1.25rem, 5vw); overflow-wrap: anywhere; text-align: start; }

  .mrz { margin-top: 1rem; border: solid var(--hair); border-width: 1px 0; }
  .mrz .question { margin-top: 0.5rem; }
  .mrz .solid { margin-bottom: 1rem; }
  .status:not(:empty) { margin: 0.75rem 0; }
  .out-of-force strong { color: var(--wrong); }
  .note { margin-top: 1rem; padding: 0.75rem 1rem; background: var(--soft); border-radius: var(--radius); }
  .amount { font-size: 1.75rem; line-height: 1.2; font-weight: 700; margin-top: 0.25rem; }

  .summary-of-problems { margin-top: 1rem; }
  .summary-of-problems h3, .failure h3 { margin-top: 0; }
  .failure ul { margin-top: 0.25rem; padding-left: 1.25rem; }
  .summary-of-problems ul { padding: 0; list-style: none; }
  .summary-of-problems button { color: var(--wrong); font-weight: 600; }

  .section-heading { display: flex; align-items: baseline; justify-content: space-between; column-gap: 0.75rem; margin-top: 1.25rem; }
  .section-heading h3 { min-width: 0; margin-top: 0; overflow-wrap: anywhere; }
  .own-words { white-space: pre-line; }
  .summary-list { margin: 0.5rem 0 0; }
  .summary-list > div { padding: 0.5rem 0; border-top: 1px solid var(--hair); }
  .section-heading + .summary-list { margin-top: 0; }
  .summary-list dt { color: var(--muted); font-size: 1rem; }
  .summary-list dd { margin: 0; min-width: 0; overflow-wrap: anywhere; font-weight: 600; }
  .summary-list > .changeable { display: grid; grid-template-columns: minmax(0, 1fr) auto; column-gap: 0.75rem; align-items: baseline; }
  .summary-list .changeable dt { grid-column: 1 / -1; }
  .summary-list dd + dd { font-weight: 400; }
  .preview { display: block; max-width: 9rem; max-height: 9rem; border: 1px solid var(--hair); background: #fff; }

  .ticket { margin-top: 1rem; padding: 1rem; border: 2px solid var(--accent); border-radius: var(--radius); }
  .ticket .number { font-size: clamp(1.5rem, 8vw, 2.25rem); line-height: 1.2; font-weight: 700; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
  .ticket .code { width: 9rem; border: 1px solid var(--hair); border-radius: 0.5rem; overflow: hidden; forced-color-adjust: none; }
  .ticket-actions { display: grid; margin-top: 0.5rem; }
  .told { color: var(--muted); }
  .qr .light { fill: #fff; }
  .qr .dark { fill: #000; }
  .ticket .summary-list { margin: 0.75rem 0; }
  .apart { margin-top: 1.25rem; padding: 1rem; background: var(--soft); border-radius: var(--radius); }
  .apart h4 { margin: 0 0 0.25rem; font-size: 1.125rem; line-height: 1.3; }
  .apart ul, .apart ol { padding-left: 1.25rem; margin: 0.375rem 0; }
  .apart > p + p { margin-top: 0.375rem; }

  .stations { list-style: none; margin: 0.75rem 0 0; }
  .stations li { position: relative; display: grid; grid-template-columns: 1.75rem minmax(0, 1fr); column-gap: 0.625rem; padding-bottom: 1rem; min-height: 2.75rem; align-items: start; }
  .stations li + li::before { content: ''; position: absolute; left: 0.8125rem; top: -1.125rem; height: 1.25rem; border-left: 3px solid var(--hair); }
  .stations li.reached + li.reached::before { border-color: var(--accent); }
  .stations svg { width: 1.75rem; height: 1.75rem; grid-row: span 2; }
  .stations .now span { font-weight: 700; }
  .stations em { font-style: normal; }
  .stations time, .stations span { white-space: normal; overflow-wrap: anywhere; }
  .stations .ahead { color: var(--muted); }
  .station { fill: var(--paper); stroke: var(--line); stroke-width: 3; }
  .reached .station { stroke: var(--accent); }
  .core { fill: var(--accent); }
  .station.done { fill: var(--accent); }
  .station.wrong { fill: var(--wrong); stroke: var(--wrong); }
  .sign { fill: none; stroke: var(--on-accent); stroke-width: 3; stroke-linecap: round; stroke-linejoin: round; }

  .play { margin-top: 2rem; padding: 1rem; border: 2px dashed var(--line); border-radius: var(--radius); }
  .play h3 { margin-top: 0; }
  .play .solid { display: block; width: 100%; margin-right: 0; }

  @media (max-width: 30rem) {
    .later .solid { margin-right: 0; text-align: center; }
  }

  @media (forced-colors: active) {
    .steps li.reached { background: Highlight; }
    .steps li { background: GrayText; }
    .station, .sign { stroke: CanvasText; }
    .core, .station.done { fill: Highlight; }
  }

  @media print {
    .screen-only, .languages, .progress { display: none; }
    .ticket { border-color: #000; color: #000; }
    .ticket .code { width: 6cm; }
  }
`,
];
