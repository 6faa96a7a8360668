import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const pkg = fileURLToPath(new URL('../../pkg/', import.meta.url));

/** The core is known to be needed: it need not wait for the script that asks for it. */
const preloadCore = {
  name: 'preload-core',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle, path }) => (path === '/index.html' ? Object.keys(bundle ?? {}) : [])
      .filter((name) => /\bcore-[^/]*\.wasm$/.test(name))
      .map((name) => ({
        tag: 'link',
        attrs: { rel: 'preload', href: `./${name}`, as: 'fetch', type: 'application/wasm', crossorigin: '' },
        injectTo: 'head',
      })),
  },
};

export default defineConfig({
  // Relative addresses: the page can be put under any path, or into an app.
  base: './',
  resolve: {
    alias: [
      { find: /^kualik\/imaging\/messages\/(kk|ru|en)$/, replacement: `${pkg}imaging/messages/$1.js` },
      { find: /^kualik\/imaging$/, replacement: `${pkg}imaging/index.js` },
      { find: /^kualik\/messages\/(kk|ru|en)$/, replacement: `${pkg}messages/$1.js` },
      { find: /^kualik$/, replacement: `${pkg}index.js` },
    ],
  },
  plugins: [preloadCore],
  server: { fs: { allow: ['.', pkg, fileURLToPath(new URL('../../node_modules/', import.meta.url))] } },
  build: {
    target: 'es2020',
    // The page's policy allows no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rollupOptions: { input: ['index.html', 'imaging.html'].map((page) => fileURLToPath(new URL(page, import.meta.url))) },
  },
});
