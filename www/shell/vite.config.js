import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const pkg = here('../../pkg/');

/** The core is known to be needed: it need not wait for the script that asks for it. */
const preloadCore = {
  name: 'preload-core',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle, path }) =>
      (path === '/index.html' ? Object.keys(bundle ?? {}) : [])
        .filter((name) => /\bcore-[^/]*\.wasm$/.test(name))
        .map((name) => ({
          tag: 'link',
          attrs: { rel: 'preload', href: `./${name}`, as: 'fetch', type: 'application/wasm', crossorigin: '' },
          injectTo: 'head',
        })),
  },
};

/** The files that the check needs, found as the page loads them: its scripts, their styles, and the core. */
const filesOfCheck = new Set();
const findFilesOfCheck = {
  name: 'find-files-of-check',
  generateBundle(_options, bundle) {
    const add = (name) => {
      const file = bundle[name];
      if (!file || filesOfCheck.has(name)) return;
      filesOfCheck.add(name);
      if (file.type === 'chunk') [...file.imports, ...(file.viteMetadata?.importedCss ?? [])].forEach(add);
    };
    Object.values(bundle)
      .filter((file) => file.facadeModuleId?.endsWith('/index.html'))
      .forEach(({ fileName }) => add(fileName));
    Object.keys(bundle)
      .filter((name) => /\bcore-[^/]*\.wasm$/.test(name))
      .forEach(add);
  },
};

/** The element alone, for the pages of others: a file whose name stays, over one whose name changes with what is in it. */
const elementAlone = {
  name: 'element-alone',
  generateBundle(_options, bundle) {
    const { fileName } = Object.values(bundle).find((file) => file.facadeModuleId === here('src/element/renewal.ts'));
    this.emitFile({ type: 'asset', fileName: 'renewal.js', source: `import './${fileName}';\n` });
  },
};

/** See docs/decisions/offline.md. */
const offline = VitePWA({
  strategies: 'injectManifest',
  srcDir: 'worker',
  filename: 'service-worker.ts',
  // src/page/offline.ts does it: it asks first, and only on a web page.
  injectRegister: null,
  manifest: {
    name: 'Жеке куәлікті онлайн ауыстыру · Замена удостоверения личности онлайн',
    short_name: 'Куәлік',
    lang: 'kk',
    start_url: './',
    scope: './',
    display: 'standalone',
    background_color: '#ffffff',
    theme_color: '#00566b',
    icons: [
      { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: 'icon-512.png', sizes: '512x512', type: 'image/png' },
      // Its margins leave room for any shape that a phone cuts icons into.
      { src: 'icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      { src: 'icon.svg', sizes: 'any', type: 'image/svg+xml' },
    ],
  },
  includeManifestIcons: false,
  injectManifest: {
    globPatterns: ['index.html', 'icon.svg', 'assets/*.{js,css,wasm}'],
    maximumFileSizeToCacheInBytes: 4 * 1024 * 1024,
    manifestTransforms: [
      (entries) => ({
        manifest: entries.filter(({ url }) => !url.startsWith('assets/') || filesOfCheck.has(url)),
      }),
    ],
  },
});

export default defineConfig({
  // Relative addresses: the page can be put under any path, or into an app.
  base: './',
  resolve: {
    alias: [
      { find: /^kualik\/imaging\/messages\/(kk|ru|en)$/, replacement: `${pkg}imaging/messages/$1.js` },
      { find: /^kualik\/imaging$/, replacement: `${pkg}imaging/index.js` },
      { find: /^kualik\/messages\/(kk|ru|en)$/, replacement: `${pkg}messages/$1.js` },
      { find: /^kualik\/no-wasm$/, replacement: `${pkg}no-wasm.js` },
      { find: /^kualik\/host$/, replacement: `${pkg}host/index.js` },
      { find: /^kualik$/, replacement: `${pkg}index.js` },
    ],
  },
  plugins: [preloadCore, findFilesOfCheck, elementAlone, offline],
  server: { fs: { allow: ['.', pkg, here('../../node_modules/')] } },
  build: {
    target: 'es2020',
    // The page's policy allows no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rollupOptions: {
      input: { index: here('index.html'), imaging: here('imaging.html'), renewal: here('src/element/renewal.ts') },
    },
  },
});
