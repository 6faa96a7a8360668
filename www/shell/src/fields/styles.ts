import { css } from 'lit';

/**
 * Hosts may set `--kualik-accent`, `--kualik-ink`, `--kualik-paper`, `--kualik-muted`, `--kualik-line`,
 * `--kualik-yes`, `--kualik-wait`, `--kualik-no`, `--kualik-on-panel`, `--kualik-radius` and `--kualik-font`; they are
 * responsible for the contrast, in the dark scheme too.
 *
 * Sizes of text, in rem: hints 1, text and h1 1.0625, questions and h3 1.1875, h2 1.375.
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
    --wait: var(--kualik-wait, #754600);
    --no: var(--kualik-no, #8c2f16);
    --wrong: #a3200f;
    --on-panel: var(--kualik-on-panel, #fff);
    --radius: var(--kualik-radius, 0.75rem);
    /* Grows with the text only as far as there is room for it. */
    --inset: min(1rem, 4vw);

    display: block;
    max-width: 36rem;
    margin-left: auto;
    margin-right: auto;
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
      --wait: var(--kualik-wait, #6e4200);
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

  h1 { font-size: 1.0625rem; line-height: 1.3; }
  /* Where a reader has set large text, headings need not grow beyond it. */
  h2 { font-size: clamp(1.0625rem, 7vw, 1.375rem); line-height: 1.3; }
  h3 { font-size: 1.1875rem; line-height: 1.3; margin-top: 1.5rem; }
  .hint { color: var(--muted); }

  header { padding: 0.5rem var(--inset) 0; color: var(--on-accent); background: var(--accent); border-radius: var(--radius); }
  header :focus-visible { outline-color: currentColor; outline-offset: -2px; }
  header button { color: inherit; }
  .sandbox { margin-top: 0.5rem; color: var(--muted); font-size: 1rem; }

  /* Buttons */
  button {
    font: inherit;
    color: var(--accent);
    background: none;
    border: 0;
    border-radius: 0.5rem;
    min-height: 44px;
    cursor: pointer;
    touch-action: manipulation;
  }
  .plain { padding: 0; text-decoration: underline; text-underline-offset: 0.2em; text-align: start; }
  .solid {
    width: 100%;
    padding: 0.5rem 1rem;
    margin-top: 1rem;
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
    border: 2px solid transparent;
  }

  @media (min-width: 30rem) {
    .solid { width: auto; min-width: 12rem; }
  }

  .bar { display: flex; flex-wrap: wrap; justify-content: space-between; column-gap: 1.25rem; }
  .languages { display: flex; flex-wrap: wrap; column-gap: 1.25rem; }
  #leave { margin-left: auto; }
  .languages button { min-width: 44px; }
  .languages [aria-pressed='true'] { font-weight: 700; text-decoration: none; box-shadow: inset 0 -3px; border-radius: 0; }

  .failure { margin-top: 1.5rem; padding: 1rem; border: 2px solid var(--wrong); border-radius: var(--radius); }
  .failure h2 { margin-bottom: 0.25rem; }

  /* The day that is decided for */
  .day { margin-top: 1.5rem; padding: 0.75rem var(--inset) 0.25rem; background: var(--soft); border-radius: var(--radius); }
  .decided { font-weight: 600; }
  .decided .hint { font-weight: 400; }
  .day p { font-size: 1rem; }
  .day .question { margin: 0.25rem 0 0.75rem; }

  /* Questions */
  .question { margin: 1rem 0 0; padding: 0; border: 0; min-width: 0; scroll-margin: 1rem 0; }
  legend { padding: 0; margin-bottom: 0.5rem; font-size: 1.1875rem; line-height: 1.3; font-weight: 700; }
  #situation legend { font-size: clamp(1.0625rem, 7vw, 1.375rem); }
  .question > .hint { margin: -0.25rem 0 0.5rem; font-size: 1rem; }
  .answered { display: flex; justify-content: space-between; align-items: center; column-gap: 1rem; margin-top: 0.75rem; padding-bottom: 0.5rem; border-bottom: 1px solid var(--hair); }
  .answered strong { font-weight: 600; }

  .options { border: 1px solid var(--line); border-radius: var(--radius); overflow: hidden; }
  .option {
    display: flex;
    align-items: center;
    gap: min(0.75rem, 3vw);
    min-height: 50px;
    padding: 0.5rem var(--inset);
    line-height: 1.3;
    cursor: pointer;
    touch-action: manipulation;
    -webkit-tap-highlight-color: transparent;
  }
  .option + .option { border-top: 1px solid var(--hair); }
  .option.chosen { background: var(--tint); }
  .option:focus-within { outline: 3px solid var(--ink); outline-offset: -3px; border-radius: calc(var(--radius) - 1px); }
  .option input { flex: none; width: 24px; height: 24px; margin: 0; accent-color: var(--accent); outline: none; }
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
  .panel {
    margin-top: 1rem;
    padding: var(--inset);
    color: var(--on-panel);
    border: 2px solid transparent;
    border-radius: var(--radius);
  }
  .panel.yes { background: var(--yes); }
  .panel.wait { background: var(--wait); }
  .panel.no { background: var(--no); }
  .headline { display: flex; flex-wrap: wrap; gap: 0.25rem 0.75rem; align-items: flex-start; scroll-margin: 1.5rem 0; }
  .panel h2 { flex: 1 1 9rem; min-width: 0; }
  /* Its letters stay as the order writes them. */
  .notice::first-letter { text-transform: uppercase; }
  q { quotes: '«' '»'; }
  .panel p { margin-top: 0.5rem; }
  .panel .figure { font-size: 1.1875rem; line-height: 1.3; font-weight: 600; }
  .icon { flex: none; width: 1.875rem; height: 1.875rem; fill: none; stroke: currentColor; stroke-width: 3; stroke-linecap: round; stroke-linejoin: round; }
  .fact { margin-top: 0.75rem; }

  .refusals, .next { list-style: none; margin-top: 0.5rem; }
  .refusals li + li, .next li + li { margin-top: 0.75rem; }
  .refusals li, .next li { padding-left: 0.875rem; border-left: 4px solid var(--no); }
  .next li { border-color: var(--accent); }
  .needed { padding-left: 1.25rem; }

  summary { min-height: 44px; padding: 0.625rem 0; color: var(--accent); cursor: pointer; }
  .refusals summary { font-size: 1rem; padding: 0.5rem 0; }
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
  .timeline li { display: grid; grid-template-columns: 1.75rem 1fr; column-gap: 0.5rem; padding: 0.375rem 0; }
  .timeline li + li { border-top: 1px solid var(--hair); }
  .timeline .symbol { width: 1.75rem; height: 1.75rem; grid-row: span 2; }
  .timeline time { font-weight: 600; }

  .have-ticket { margin-top: 1.5rem; }
  .footnote { margin-top: 1.5rem; padding-top: 0.75rem; border-top: 1px solid var(--hair); color: var(--muted); font-size: 1rem; }

  @media (forced-colors: active) {
    .option.chosen { outline: 2px solid Highlight; outline-offset: -2px; }
    .languages [aria-pressed='true'] { border-bottom: 3px solid Highlight; }
    header { border: 1px solid; }
    .panel { border-color: CanvasText; }
    .track { stroke: GrayText; }
    .open, .mark { stroke: CanvasText; }
    .solid.mark, .now { fill: CanvasText; }
  }

  /* Paper has no backgrounds. */
  @media print {
    header, .panel[class] { color: #000; background: none; border-color: #000; }
    header { padding: 0; }
  }
`;
