// Where the package and the page run, and the tests that prove it: the rows of the README's table.
//
// `where` and `entry` are Markdown; `tests` are the beginnings of the names of tests in `file`, all of its tests where
// there are none.

const row = (where, entry, file, ...tests) => ({ where, entry, file, tests });
const all = '`kualik`, `inline`, `iife`, `no-wasm`, `check` and its `inline` and `no-wasm`';
const old = (engine) => [
  row(engine, all, 'tests/package/engines.test.mjs', engine),
  row(engine, '`imaging`', 'tests/imaging/engines.test.mjs', engine),
  row(engine, 'the page', 'tests/e2e/engines.test.mjs', engine),
];

export const environments = [
  row('Chromium, this year’s: a page without a bundler, workers, service workers', all, 'tests/package/pages.test.mjs'),
  row('Chromium, this year’s', 'the page', 'tests/e2e/whole-way.test.mjs'),
  row('Chromium, this year’s, with and without a worker', '`imaging`', 'tests/imaging/environments.test.mjs', 'a page', 'Chromium'),
  ...['Chromium 64', 'Qt WebEngine 5.12', 'Chromium 79', 'Chromium 83', 'Chromium 92', 'Firefox', 'WebKitGTK'].flatMap(old),
  row(
    'Qt WebEngine 5.12, an app around the page, over a `QWebChannel`',
    'the page',
    'tests/e2e/engines.test.mjs',
    'Qt WebEngine 5.12, an app',
  ),
  row('QtWebKit 5.212, of the age of Safari 10: says what to do', 'the page', 'tests/e2e/unstarted.test.mjs', 'QtWebKit'),
  row('no JavaScript, no custom elements, lost and blocked scripts: says what to do', 'the page', 'tests/e2e/unstarted.test.mjs'),
  row('an engine without WebAssembly, as in iOS’s Lockdown Mode', '`no-wasm`', 'tests/package/pages.test.mjs', 'no WebAssembly'),
  row('an engine without WebAssembly, as in iOS’s Lockdown Mode', 'the page', 'tests/e2e/hosts.test.mjs', 'without WebAssembly'),
  row(
    "`default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'`",
    '`kualik`, `inline`, `iife`',
    'tests/package/pages.test.mjs',
    "a page under default-src 'none'",
  ),
  row("the same without `'wasm-unsafe-eval'`", '`no-wasm`', 'tests/package/pages.test.mjs', "the same without 'wasm-unsafe-eval'"),
  row('a wrong MIME type for `core.wasm`, with `nosniff`', '`kualik`', 'tests/package/pages.test.mjs', 'a wrong MIME type'),
  row('a page on `file:`', '`iife`', 'tests/package/pages.test.mjs', 'file: with kualik/iife'),
  row('an app’s own scheme that answers with status 0, imitated', '`kualik`', 'tests/package/pages.test.mjs', 'status 0'),
  row('a module that traps', '`kualik`, `inline`, `no-wasm`', 'tests/package/trap.test.mjs'),
  row('a native app with its own scheme and no network (WebKitGTK through `wry`)', 'the page', 'tests/webview/webview-host.test.mjs'),
  row('the address, user agent and bridge of Android’s `WebViewAssetLoader`, imitated', 'the page', 'tests/e2e/hosts.test.mjs', 'Android'),
  row('a frame of another origin', 'the page', 'tests/e2e/hosts.test.mjs', 'a frame'),
  row('React 19, Vue 3, Angular 20 around the element', 'the page', 'tests/e2e/embedding.test.mjs'),
  row('React 18 and 19, rendered and hydrated', 'the page', 'tests/frameworks/react.test.mjs'),
  row(
    '`react-native-webview` 16, as for Android and iOS; React Native is stood in for',
    'the page',
    'tests/frameworks/react-native.test.mjs',
  ),
  row('Hermes 0.12 with Metro 0.84: every vector', '`no-wasm`, `kualik/check/no-wasm`', 'tests/frameworks/hermes.test.mjs'),
  row('Node 20, `import` and `require`; the command line', all, 'tests/package/node.test.mjs'),
  row('a worker thread of Node', '`kualik`', 'tests/package/node.test.mjs', 'a worker thread'),
  row('Node 20', '`imaging`', 'tests/imaging/environments.test.mjs', 'Node'),
  row('Node 22', '`kualik`, `check`, `imaging`', 'tests/frameworks/runtimes.test.mjs', 'Node 22'),
  row('Node 24', '`kualik`, `check`, `imaging`', 'tests/frameworks/runtimes.test.mjs', 'Node 24'),
  row('Bun 1.4', '`kualik`, `check`, `imaging`', 'tests/frameworks/runtimes.test.mjs', 'Bun'),
  row('Deno 2.9', '`kualik`, `check`, `imaging`', 'tests/frameworks/runtimes.test.mjs', 'Deno'),
  row('Cloudflare Workers: wrangler 4, workerd', '`kualik`, `check`', 'tests/frameworks/runtimes.test.mjs', 'Cloudflare'),
  row('Vite 7, production and development server', '`kualik`, `check`', 'tests/package/bundlers.test.mjs', 'Vite'),
  row('Vite 7, production and development server', '`imaging`', 'tests/imaging/environments.test.mjs', 'Vite'),
  row('webpack 5, production and development', '`kualik`, `check`', 'tests/package/bundlers.test.mjs', 'webpack'),
  row('webpack 5', '`imaging`', 'tests/imaging/environments.test.mjs', 'webpack'),
  row('esbuild', '`inline`', 'tests/package/bundlers.test.mjs', 'esbuild'),
  row('Rollup with its node-resolve plugin', '`inline`', 'tests/package/bundlers.test.mjs', 'Rollup'),
  row('Angular 22', '`kualik`, `imaging`', 'tests/frameworks/browsers.test.mjs', 'Angular'),
  row('Parcel 2', '`kualik`, `imaging`', 'tests/frameworks/browsers.test.mjs', 'Parcel'),
  row('Rspack 2, Rsbuild 2', '`kualik`, `imaging`', 'tests/frameworks/browsers.test.mjs', 'Rspack', 'Rsbuild'),
  row('Rolldown', '`inline`, `imaging`', 'tests/frameworks/browsers.test.mjs', 'Rolldown'),
  row('Next 16, Turbopack: server, route, edge, client', '`kualik`, `imaging`', 'tests/frameworks/servers.test.mjs', 'Next, turbopack'),
  row('Next 16, webpack: server, route, edge, client', '`kualik`, `imaging`', 'tests/frameworks/servers.test.mjs', 'Next, webpack'),
  row('Nuxt 4', '`kualik`', 'tests/frameworks/servers.test.mjs', 'Nuxt'),
  row('SvelteKit 3', '`kualik`', 'tests/frameworks/servers.test.mjs', 'SvelteKit'),
  row(
    'esbuild, webpack and Vite for servers; `@vercel/nft`',
    '`kualik`',
    'tests/frameworks/servers.test.mjs',
    'esbuild',
    'webpack',
    'Vite',
    '@vercel',
  ),
  row('Jest 30 in Node and jsdom', 'all', 'tests/frameworks/jest.test.mjs'),
  row('Vitest 5 in Node, happy-dom and jsdom', 'all', 'tests/frameworks/vitest.test.mjs'),
  row('TypeScript 7.0, strict, as Node and as bundlers resolve modules', 'all', 'tests/package/types.test.mjs', 'a strict consumer'),
  row('TypeScript 5.0, 5.6, 5.9 and 6.0', 'all', 'tests/frameworks/typescript.test.mjs'),
];

export const notTested = ['a real iPhone, `WKWebView` in an app', 'Android’s own WebView', 'Safari on macOS'];
