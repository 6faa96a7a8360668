// A classic script: `<script src="…/kualik/iife/index.js"></script>` makes the global `kualik`.

declare global {
  /** The functions of `kualik/inline`, for pages without modules. */
  const kualik: typeof import('../inline.ts');
}

export {};
