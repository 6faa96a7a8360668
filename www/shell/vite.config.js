import { createHash } from 'node:crypto';
import { cpSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import { defineConfig } from 'vite';
import { languages } from '../../scripts/pkg/entries.mjs';
import { notices } from '../../scripts/pkg/notices.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const pkg = here('../../pkg/');

/** The modules of the core: what decides is asked for by the check, everything when the applicant goes on. */
const modules = (bundle) => Object.values(bundle).filter(({ fileName }) => /\bcore-[^/]*\.wasm$/.test(fileName));
const isOfCheck = ({ originalFileNames }) => originalFileNames.some((name) => name.endsWith('/check/core.wasm'));

/** The chunk that a file of the sources became. */
const chunkOf = (bundle, path) => Object.values(bundle).find(({ facadeModuleId }) => facadeModuleId === here(path));

/** The element and what decides are known to be needed: they need not wait for the script that asks for them. */
const preloadCheck = {
  name: 'preload-check',
  transformIndexHtml: {
    order: 'post',
    handler(_html, { bundle, path }) {
      if (path !== '/index.html' || !bundle) return [];
      const { fileName, imports } = chunkOf(bundle, 'src/element/renewal.ts');
      const link = (href, attrs) => ({ tag: 'link', attrs: { ...attrs, href: `./${href}`, crossorigin: '' }, injectTo: 'head' });
      return [
        ...[fileName, ...imports].map((name) => link(name, { rel: 'modulepreload' })),
        ...modules(bundle)
          .filter(isOfCheck)
          .map((module) => link(module.fileName, { rel: 'preload', as: 'fetch', type: 'application/wasm' })),
      ];
    },
  },
};

/** The files that the check needs, found as the page loads them: its scripts, their styles, its words, and what decides. */
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
    const isWords = ({ moduleIds }) =>
      moduleIds?.some((id) => languages.some((language) => id === here(`src/locales/${language}/check.ts`)));
    const isNeeded = (file) =>
      ['index.html', 'src/element/renewal.ts', 'src/check/calendar-file.ts', 'src/older/older.ts']
        .map(here)
        .includes(file.facadeModuleId) ||
      isWords(file) ||
      file.originalFileNames?.includes('src/older/empty.css');
    [...Object.values(bundle).filter(isNeeded), ...modules(bundle).filter(isOfCheck)].forEach(({ fileName }) => add(fileName));
  },
};

/** Asks an engine for the last to come of what the page's scripts and styles need. */
const isOlder = "!('replaceChildren' in document && 'adoptedStyleSheets' in document)";

/** The script that supplies such an engine with it. */
let older;

/** The element alone, for the pages of others: a file whose name stays, over one whose name changes with what is in it. */
const elementAlone = {
  name: 'element-alone',
  generateBundle(_options, bundle) {
    const { fileName } = chunkOf(bundle, 'src/element/renewal.ts');
    older = chunkOf(bundle, 'src/older/older.ts').fileName;
    const source = `const load = () => import('./${fileName}');\n${isOlder} ? import('./${older}').then(load) : load();\n`;
    this.emitFile({ type: 'asset', fileName: 'renewal.js', source });
  },
};

/** The picture checks start their worker by the address that the page's Trusted Types policy knows. */
export const knownWorker = {
  name: 'known-worker',
  enforce: 'pre',
  transform(code, id) {
    if (id !== `${pkg}imaging/index.js`) return;
    const known = code.replace('new Worker(new URL("./worker.js",import.meta.url))', 'new Worker(imagingWorker("imaging"))');
    if (known === code) this.error('the picture checks start their worker in another way');
    return `import { scriptAddress as imagingWorker } from '${here('src/trusted-types.ts')}';\n${known}`;
  },
};

/** What is needed together in one file: what each page begins with, and the words of the check in a language. */
function manualChunks(id) {
  const path = id.replace(here('src/'), '').replace(pkg, 'kualik/');
  if (
    /^locales\/(check|dates|language|not-loaded)\.ts$|^fields\/(choice|styles)\.ts$|^trusted-types\.ts$|preload-helper|node_modules\/@?lit/.test(
      path,
    )
  ) {
    return 'shared';
  }
  return /^(?:locales|kualik\/messages)\/(kk|ru|en)(?:\/check\.ts|\.js)$/.exec(path)?.[1];
}

/** Style sheets without what is in them for their readers. */
const smallerStyles = {
  name: 'smaller-styles',
  apply: 'build',
  async transform(code, id) {
    const [, sheet] = /\bcss`([^`$\\]*)`/.exec(code) ?? [];
    if (!sheet) return undefined;
    const smaller = await transform(sheet, { loader: 'css', minify: true, target: 'chrome64', charset: 'utf8' });
    // It goes back into a template, where these would mean something else.
    if (/[`$\\]/.test(smaller.code)) this.error(`${id}: a sheet that no template can hold`);
    return { code: code.replace(sheet, () => smaller.code.trim()), map: null };
  },
};

/** Whose code the scripts contain, as folders. */
const packages = new Set();
const findPackages = {
  name: 'find-packages',
  generateBundle(_options, bundle) {
    for (const id of Object.values(bundle).flatMap(({ moduleIds }) => moduleIds ?? [])) {
      const [folder] = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id) ?? [];
      if (folder) packages.add(folder);
    }
  },
};

/** What is said of the files once all are written: their digests, and whose work they contain. */
const finish = {
  name: 'finish',
  configResolved({ root, build: { outDir } }) {
    finish.dist = resolve(root, outDir);
  },
  async closeBundle() {
    const dist = `${finish.dist}/`;
    const digest = (bytes) => `sha256-${createHash('sha256').update(bytes).digest('base64')}`;
    const names = ['icon.svg', ...readdirSync(`${dist}assets`).map((name) => `assets/${name}`)];
    const files = Object.fromEntries(names.map((name) => [name, digest(readFileSync(dist + name))]));
    const scripts = names.filter((name) => name.endsWith('.js'));
    const startScript = await transform(readFileSync(here('src/page/start.js'), 'utf8'), { minify: true, target: 'es5' });
    const start = startScript.code.trim().replace('OLDER_SCRIPT', older).replace('OLDER_DIGEST', files[older]).replace('OLDER', isOlder);
    for (const page of ['index.html', 'imaging.html']) {
      const named = new Set();
      const withAttributes = readFileSync(dist + page, 'utf8').replace(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g, (given, name) => {
        named.add(name);
        return `${given} integrity="${files[name]}"`;
      });
      // Of what the page does not name itself; engines without it ignore the map.
      const others = scripts.filter((name) => !named.has(name));
      const map = JSON.stringify({ integrity: Object.fromEntries(others.map((name) => [`./${name}`, files[name]])) });
      const html = withAttributes
        // What is there for its readers.
        .replace(/\s*<!--.*?-->/gs, '')
        .replace(/\n\s+/g, '\n')
        .replace("'wasm-unsafe-eval'", `$& '${digest(start)}' '${digest(map)}'`)
        .replace('<script', () => `<script>${start}</script>\n<script type="importmap">${map}</script>\n<script`);
      writeFileSync(dist + page, html);
    }
    const page = readFileSync(`${dist}index.html`, 'utf8');
    const [, main] = /<script type="module" [^>]*src="\.\/([^"]+)"/.exec(page);
    const check = ['index.html', 'icon.svg', ...[...filesOfCheck].filter((name) => name in files)];
    const worker = readFileSync(here('worker/service-worker.ts'), 'utf8');
    const version = digest(JSON.stringify([page, files, worker]));
    // See docs/decisions/offline.md.
    await build({
      entryPoints: [here('worker/service-worker.ts')],
      outfile: `${dist}service-worker.js`,
      minify: true,
      target: 'es2020',
      define: { build: JSON.stringify({ version, files, check, main }) },
    });
    const face = { name: 'BlazeFace', license: 'Apache-2.0', texts: [readFileSync(`${pkg}imaging/NOTICE`, 'utf8').trim()] };
    writeFileSync(`${dist}THIRD-PARTY-NOTICES.txt`, notices([...packages].sort(), [face]));
    for (const licence of ['LICENSE-MIT', 'LICENSE-APACHE']) cpSync(pkg + licence, dist + licence);
  },
};

export default defineConfig({
  // Relative addresses: the page can be put under any path, or into an app.
  base: './',
  resolve: {
    alias: [
      { find: /^kualik\/imaging\/messages\/(kk|ru|en)$/, replacement: `${pkg}imaging/messages/$1.js` },
      { find: /^kualik\/imaging\/worker\.js/, replacement: `${pkg}imaging/worker.js` },
      { find: /^kualik\/imaging$/, replacement: `${pkg}imaging/index.js` },
      { find: /^kualik\/messages\/(kk|ru|en)$/, replacement: `${pkg}messages/$1.js` },
      { find: /^kualik\/(check\/)?no-wasm$/, replacement: `${pkg}$1no-wasm.js` },
      { find: /^kualik\/check$/, replacement: `${pkg}check/index.js` },
      { find: /^kualik\/host$/, replacement: `${pkg}host/index.js` },
      { find: /^kualik$/, replacement: `${pkg}index.js` },
    ],
  },
  plugins: [preloadCheck, findFilesOfCheck, elementAlone, knownWorker, smallerStyles, findPackages, finish],
  server: { fs: { allow: ['.', pkg, here('../../node_modules/')] } },
  build: {
    target: 'chrome64',
    // Two per cent smaller than by esbuild, in what each visit begins with.
    minify: 'terser',
    terserOptions: { compress: { passes: 2 } },
    // The page's policy allows no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rollupOptions: {
      output: {
        manualChunks,
      },
      input: {
        index: here('index.html'),
        imaging: here('imaging.html'),
        renewal: here('src/element/renewal.ts'),
        older: here('src/older/older.ts'),
      },
    },
  },
});
