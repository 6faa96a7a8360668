// The component that docs/embedding.md shows, in React 18 and 19, rendered in the page and hydrated after a server rendered
// it. React does not attach listeners of custom elements when it hydrates.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build } from 'esbuild';
import { chromium, serve } from '../package/browser.mjs';
import { root, run, scratch, write } from '../package/project.mjs';
import { app, shown } from './frameworks.mjs';

const component = shown('react', 'embedding');

/** Stands for the page's element: tells a verdict as soon as it is configured. */
const element = `customElements.define('kualik-renewal', class extends HTMLElement {
  configure({ outcome }) {
    this.dispatchEvent(new CustomEvent('kualik-verdict', { detail: { outcome } }));
    self.told();
  }
});`;

const tree = '<Renewal configuration={configuration} onVerdict={onVerdict} />';
const scripts = {
  server: `import { renderToString } from 'react-dom/server';
    ${component}
    const configuration = {}, onVerdict = () => {};
    process.stdout.write(renderToString(${tree}));`,
  page: `import { createRoot, hydrateRoot } from 'react-dom/client';
    ${component}
    const configuration = { outcome: 'eligible' };
    self.result = new Promise((resolve) => {
      const onVerdict = ({ outcome }) => resolve({ outcome });
      const root = document.querySelector('#app');
      if (root.firstChild) hydrateRoot(root, ${tree});
      else createRoot(root).render(${tree});
      self.told = () => resolve({ outcome: 'not heard' });
    });
    ${element}`,
};

let browser;
before(async () => {
  browser = await chromium();
});
after(() => browser.close());

const folders = { 18: () => app('react'), 19: () => root };

for (const [version, folder] of Object.entries(folders)) {
  for (const how of ['rendered', 'hydrated']) {
    test(`React ${version}, ${how}: the verdict is heard`, async () => {
      const out = scratch();
      const bundle = (contents, outfile, platform) =>
        build({
          stdin: { contents, loader: 'jsx', resolveDir: folder() },
          bundle: true,
          jsx: 'automatic',
          platform,
          define: { 'process.env.NODE_ENV': '"production"' },
          outfile: join(out, outfile),
        });
      await bundle(scripts.page, 'app.js', 'browser');
      await bundle(scripts.server, 'server.cjs', 'node');
      const html = how === 'hydrated' ? run(process.execPath, ['server.cjs'], out) : '';
      assert.equal(html.includes('<kualik-renewal'), how === 'hydrated');
      write(out, {
        'index.html': `<!doctype html><title>app</title><link rel="icon" href="data:,"><div id="app">${html}</div><script src="app.js"></script>`,
      });
      const server = await serve(out);
      try {
        assert.deepEqual(await browser.resultOf(`${server.url}/index.html`), { outcome: 'eligible' });
      } finally {
        await server.close();
      }
    });
  }
}
