import { css } from 'lit';
import { photoSize } from './photo-size.ts';

/** Styles of the pictures, on top of the page's own. */
export const pictureStyles = css`
  .pictures { overflow-wrap: anywhere; }
  .picture-part { margin-top: 1.75rem; scroll-margin: 1rem 0 8rem; }
  .picture-part:focus { outline: none; }
  .picture-part:focus-visible { outline: 3px solid var(--ink); outline-offset: 4px; }
  .picture-part h3 { font-size: 1.375rem; margin: 0 0 0.25rem; }
  .picture-part h4 { margin: 1rem 0 0; font-size: 1.0625rem; line-height: 1.3; }
  .faulty { margin-top: 0.75rem; padding-left: 0.875rem; border-left: 4px solid var(--no); font-weight: 600; }
  .picture-part .problem p { margin-top: 0.625rem; }

  .status { margin-top: 0.75rem; padding: 0.625rem 0.875rem; border: 2px solid transparent; border-radius: var(--radius); font-weight: 600; }
  .status.empty { display: none; }
  .status.checking { background: var(--soft); }
  .status.good { color: var(--on-panel); background: var(--yes); }
  .status.doubtful { background: var(--tint); border-color: var(--accent); }
  .status.poor, .status.blocked { color: var(--on-panel); background: var(--no); }

  .picture { position: relative; width: fit-content; max-width: 100%; margin-top: 0.75rem; border-radius: 0.5rem; overflow: hidden; background: #fff; outline: 1px solid var(--line); outline-offset: -1px; }
  .picture img { display: block; max-width: 100%; width: auto; height: auto; max-height: min(60vh, 26rem); min-height: 4rem; }
  .picture svg, .viewport svg { position: absolute; inset: 0; width: 100%; height: 100%; }
  .drawing *, .guide *, .sample * { fill: none; vector-effect: non-scaling-stroke; }
  .drawing .dropped, .guide .dropped { fill: #000; fill-opacity: 0.55; }
  .halo { stroke: #000; stroke-width: 4; stroke-opacity: 0.6; }
  .cut { stroke: #fff; stroke-width: 2; stroke-dasharray: 7 4; }
  .face, .eye { stroke: #7fe3ff; stroke-width: 2; }
  .flaw { stroke: #ffb000; stroke-width: 2; stroke-dasharray: 2 3; }
  .legend { list-style: none; margin-top: 0.375rem; color: var(--muted); font-size: 1rem; }
  .legend li { display: flex; gap: 0.5rem; align-items: center; }
  .sample { flex: none; width: 1.75rem; height: 1.25rem; background: #555; border-radius: 0.25rem; }
  .insisted { margin-top: 0.625rem; font-weight: 600; }

  .findings { list-style: none; margin-top: 0.75rem; }
  .findings li { padding-left: 0.875rem; border-left: 4px solid var(--accent); }
  .findings li + li { margin-top: 0.75rem; }
  .findings .poor { border-color: var(--no); border-left-style: double; border-left-width: 6px; }
  .findings .grade { color: var(--muted); }

  .actions, .tools { display: flex; flex-wrap: wrap; gap: 0.625rem; margin-top: 0.875rem; }
  .actions .solid { margin-top: 0; }
  .actions .plain { padding: 0 0.5rem; }
  .outlined { padding: 0.5rem 1rem; border: 2px solid var(--accent); color: var(--accent); background: var(--paper); font-weight: 600; }
  .pictures button, .file { max-width: 100%; hyphens: auto; }
  .file { display: inline-flex; align-items: center; min-height: 2.75rem; border-radius: 0.5rem; cursor: pointer; }
  .file:focus-within { outline: 3px solid var(--ink); outline-offset: 2px; }
  .unseen { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .tools { gap: 0.5rem; }
  .tool { display: grid; place-items: center; width: 2.75rem; padding: 0; border: 2px solid var(--accent); }
  .tool svg { width: 1.5rem; height: 1.5rem; fill: none; stroke: currentColor; stroke-width: 2.5; stroke-linecap: round; stroke-linejoin: round; }

  /* The frame of the photo's own shape */
  .viewport { position: relative; width: 100%; max-width: 20rem; aspect-ratio: ${photoSize.width} / ${photoSize.height}; margin-top: 0.75rem; overflow: hidden; border-radius: 0.5rem; background: #000; }
  .viewport video { display: block; width: 100%; height: 100%; object-fit: cover; }
  .viewport .mirrored { transform: scaleX(-1); }
  .viewport img { position: absolute; max-width: none; user-select: none; -webkit-user-select: none; }
  .cropping .viewport { touch-action: none; cursor: grab; }

  .paper { margin-top: 0.75rem; border: 2px solid var(--line); border-radius: 0.5rem; overflow: hidden; background: #fff; }
  .paper canvas { display: block; width: 100%; aspect-ratio: 2 / 1; background: #fff; touch-action: none; cursor: crosshair; }
  .paper canvas:focus-visible { outline-offset: -4px; outline-color: #10202b; }

  @media (max-width: 30rem) {
    .actions > * { width: 100%; justify-content: center; text-align: center; }
  }

  @media (forced-colors: active) {
    .status, .outlined, .tool, .file { border-color: ButtonBorder; }
    .findings .poor { border-color: CanvasText; }
    .paper, .picture, .viewport, .sample { forced-color-adjust: none; }
  }
`;
