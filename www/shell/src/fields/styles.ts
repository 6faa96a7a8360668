import { css } from 'lit';

/**
 * Hosts may set `--kualik-accent`, `--kualik-ink`, `--kualik-paper`, `--kualik-muted`, `--kualik-line`,
 * `--kualik-yes`, `--kualik-no`, `--kualik-on-panel`, `--kualik-radius` and `--kualik-font`; they are
 * responsible for the contrast, in the dark scheme too.
 */
export const styles = css`
  :host {
    --accent: var(--kualik-accent, #00566b);
    --on-accent: var(--kualik-paper, #fff);
    --tint: #e3f1f5;
    --ink: var(--kualik-ink, #10202b);
    --paper: var(--kualik-paper, #fff);
    --soft: #f1f5f7;
    --muted: var(--kualik-muted, #465763);
    --line: var(--kualik-line, #7c8b96);
    --hair: #cfd8dd;
    --yes: var(--kualik-yes, #0b5a38);
    --no: var(--kualik-no, #8c2f16);
    --wrong: #a3200f;
    --on-panel: var(--kualik-on-panel, #fff);
    --radius: var(--kualik-radius, 0.75rem);

    display: block;
    max-width: 36rem;
    margin-inline: auto;
    color: var(--ink);
    background: var(--paper);
    font-family: var(--kualik-font, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif);
    font-size: 1.0625rem;
    line-height: 1.5;
    text-align: start;
    overflow-wrap: break-word;
    -webkit-text-size-adjust: 100%;
    text-size-adjust: 100%;
    color-scheme: light dark;
  }

  @media (prefers-color-scheme: dark) {
    :host {
      --accent: var(--kualik-accent, #7fd4e6);
      --on-accent: var(--kualik-paper, #0e161b);
      --tint: #12333d;
      --ink: var(--kualik-ink, #edf2f4);
      --paper: var(--kualik-paper, #0e161b);
      --soft: #18232a;
      --muted: var(--kualik-muted, #b4c1c9);
      --line: var(--kualik-line, #748591);
      --hair: #33434d;
      --yes: var(--kualik-yes, #0f5e3c);
      --no: var(--kualik-no, #85301a);
      --wrong: #ffb4a4;
    }
  }

  *, *::before, *::after { box-sizing: border-box; }
  [hidden] { display: none !important; }
  h1, h2, h3, p, ol, ul, figure, blockquote { margin: 0; padding: 0; }
  svg { display: block; }
  time { white-space: nowrap; }

  :focus-visible {
    outline: 3px solid var(--ink);
    outline-offset: 2px;
  }

  h1 {
    font-size: 1.625rem;
    line-height: 1.2;
    letter-spacing: -0.01em;
    text-wrap: balance;
  }
  h3 { font-size: 1.125rem; line-height: 1.3; margin-top: 1.5rem; }
  .lead { margin-top: 0.5rem; color: var(--muted); }
  .hint { color: var(--muted); }

  /* Buttons */
  button {
    font: inherit;
    color: var(--accent);
    background: none;
    border: 0;
    border-radius: 0.5rem;
    min-height: 2.75rem;
    cursor: pointer;
    touch-action: manipulation;
  }
  .plain { padding: 0; text-decoration: underline; text-underline-offset: 0.2em; text-align: start; }
  .solid {
    padding: 0.5rem 1.25rem;
    margin-top: 1rem;
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
    border: 2px solid transparent;
  }

  .bar { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0.25rem 1.25rem; margin-bottom: 0.75rem; }
  .languages { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; }
  #leave { margin-inline-start: auto; }
  .languages button { min-width: 2.75rem; }
  .languages [aria-pressed='true'] {
    color: var(--ink);
    font-weight: 700;
    text-decoration: none;
    box-shadow: inset 0 -3px var(--accent);
    border-radius: 0;
  }

  .failure { margin-top: 1.5rem; padding: 1rem; border: 2px solid var(--wrong); border-radius: var(--radius); }
  .failure h2 { font-size: 1.25rem; line-height: 1.3; margin-bottom: 0.25rem; }

  /* The day that is decided for */
  .day { margin-top: 1.25rem; padding: 0.75rem 1rem 0.25rem; background: var(--soft); border-radius: var(--radius); }
  .decided { font-weight: 600; }
  .decided .hint { font-weight: 400; }
  .day p { font-size: 1rem; }
  .out-of-force strong { display: block; color: var(--wrong); }
  .day .question { margin: 0.25rem 0 0.75rem; }

  /* Questions */
  .question { margin: 1.75rem 0 0; padding: 0; border: 0; min-width: 0; scroll-margin-block: 1rem 8rem; }
  legend { padding: 0; margin-bottom: 0.625rem; font-size: 1.1875rem; line-height: 1.3; font-weight: 700; }
  .question > .hint { margin: -0.25rem 0 0.625rem; font-size: 1rem; }

  .options { border: 1px solid var(--line); border-radius: var(--radius); overflow: hidden; }
  .option {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    min-height: 3.125rem;
    padding: 0.5rem 0.875rem;
    line-height: 1.3;
    cursor: pointer;
    touch-action: manipulation;
    -webkit-tap-highlight-color: transparent;
  }
  .option + .option { border-top: 1px solid var(--hair); }
  .option.chosen { background: var(--tint); }
  .option:focus-within { outline: 3px solid var(--ink); outline-offset: -3px; border-radius: calc(var(--radius) - 1px); }
  .option input { flex: none; width: 1.5rem; height: 1.5rem; margin: 0; accent-color: var(--accent); outline: none; }
  @media (hover: hover) {
    .option:not(.chosen):hover { background: var(--soft); }
  }

  .date-parts { display: flex; flex-wrap: wrap; gap: 0.75rem; }
  .date-part span { display: block; margin-bottom: 0.25rem; font-size: 1rem; }
  .date-part input {
    width: 4.25rem;
    height: 3.125rem;
    padding: 0 0.75rem;
    font: inherit;
    font-size: 1.25rem;
    font-variant-numeric: tabular-nums;
    color: inherit;
    background: var(--paper);
    border: 2px solid var(--line);
    border-radius: 0.5rem;
  }
  .date-part input.long { width: 6.25rem; }
  .date-part input[aria-invalid] { border-color: var(--wrong); }
  .problem p { margin-bottom: 0.625rem; color: var(--wrong); font-weight: 600; }

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
  .fact { margin-top: 0.75rem; }

  .refusals, .next { list-style: none; margin-top: 0.5rem; }
  .refusals li + li, .next li + li { margin-top: 0.75rem; }
  .refusals li, .next li { padding-inline-start: 0.875rem; border-inline-start: 4px solid var(--no); }
  .next li { border-color: var(--accent); }

  summary { min-height: 2.75rem; padding-block: 0.625rem; color: var(--accent); cursor: pointer; }
  .refusals summary { font-size: 1rem; padding-block: 0.5rem; }
  .basis { margin-top: 1.25rem; }
  .citation { padding: 0.75rem 0.875rem; background: var(--soft); border-radius: 0.5rem; font-size: 1rem; }
  .citation + .citation { margin-top: 0.5rem; }
  .citation figcaption, .citation .certainty { color: var(--muted); }
  .citation blockquote { margin-top: 0.75rem; }

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

  .footnote { margin-top: 1.5rem; padding-top: 0.75rem; border-top: 1px solid var(--hair); color: var(--muted); font-size: 0.9375rem; }

  @media (forced-colors: active) {
    .option.chosen { outline: 2px solid Highlight; outline-offset: -2px; }
    .languages [aria-pressed='true'] { border-bottom: 3px solid Highlight; }
    .panel { border-color: CanvasText; }
    .track { stroke: GrayText; }
    .open, .mark { stroke: CanvasText; }
    .solid.mark, .now { fill: CanvasText; }
  }
`;
