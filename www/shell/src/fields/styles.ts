import { css } from 'lit';

/**
 * Hosts may set `--kualik-accent`, `--kualik-ink`, `--kualik-paper`, `--kualik-muted`, `--kualik-line`,
 * `--kualik-yes`, `--kualik-no`, `--kualik-on-panel`, `--kualik-radius` and `--kualik-font`; whoever sets
 * colours answers for their contrast, in the dark scheme too.
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

  /* What was found */
  .out-of-force strong { display: block; color: var(--wrong); }
  .fact { margin-top: 0.75rem; }

  summary { min-height: 2.75rem; padding-block: 0.625rem; color: var(--accent); cursor: pointer; }
  .basis { margin-top: 1.25rem; }
  .citation { padding: 0.75rem 0.875rem; background: var(--soft); border-radius: 0.5rem; font-size: 1rem; }
  .citation + .citation { margin-top: 0.5rem; }
  .citation figcaption, .citation .certainty { color: var(--muted); }
  .citation blockquote { margin-top: 0.75rem; }

  .footnote { margin-top: 1.5rem; padding-top: 0.75rem; border-top: 1px solid var(--hair); color: var(--muted); font-size: 0.9375rem; }

  @media (forced-colors: active) {
    .option.chosen { outline: 2px solid Highlight; outline-offset: -2px; }
    .languages [aria-pressed='true'] { border-bottom: 3px solid Highlight; }
  }
`;
