// A folder of pages that use the packed package without a bundler.

import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { html } from './browser.mjs';
import { project, scratch, write } from './project.mjs';
import { oldestSyntax, pageScript } from './vectors.mjs';

export const policies = {
  strict: "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'",
  strictest: "default-src 'none'; script-src 'self'; connect-src 'self'",
};

/** The result of the `check` that ran in a worker. */
const askWorker = `
  const ask = (worker) => new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => resolve({ message });
    worker.postMessage(undefined, [port2]);
  });`;
const answering = `self.addEventListener('message', async ({ ports: [port] }) => port.postMessage(await self.result));`;

/** Of the engine itself: whether the page's policy lets WebAssembly run. */
export const allowsWasm = `self.result = WebAssembly.instantiate(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)).then(() => true, () => false);`;

const good = `{ document: 'identity-card', reason: 'expiry', applicant: 'owner', expiresOn: '2025-06-20', on: '2025-06-01' }`;

const modules = {
  module: `import * as kualik from './kualik/index.js'; self.check(kualik);`,
  inline: `import * as kualik from './kualik/inline.js'; self.check(kualik);`,
  'inline-sync': `import * as kualik from './kualik/inline.js'; self.check(kualik, () => kualik.initSync());`,
  'no-wasm': `import * as kualik from './kualik/no-wasm.js'; self.check(kualik);`,
  'no-wasm-sync': `import * as kualik from './kualik/no-wasm.js'; self.check(kualik, () => kualik.initSync());`,
  check: `import * as kualik from './kualik/check/index.js'; self.check(kualik);`,
  'check-inline': `import * as kualik from './kualik/check/inline.js'; self.check(kualik);`,
  'check-no-wasm': `import * as kualik from './kualik/check/no-wasm.js'; self.check(kualik);`,
  integrity: `import * as kualik from './kualik/index.js'; self.check(kualik, () => kualik.init({ integrity: true }));`,
  'integrity-module': `
    import * as kualik from './kualik/index.js';
    self.check(kualik, async () => {
      const source = await WebAssembly.compile(await (await fetch('./kualik/core.wasm')).arrayBuffer());
      return kualik.init({ source, integrity: true });
    });`,
  'other-way': `
    import * as kualik from './kualik/check/index.js';
    self.check(kualik, () => kualik.init({ withoutWebAssembly: () => import('./kualik/check/no-wasm.js') }));`,
  // As docs/package.md shows it.
  fallback: `
    async function load() {
      const kualik = await import('./kualik/index.js');
      try {
        await kualik.init();
        return kualik;
      } catch (error) {
        if (!['no-webassembly', 'blocked-by-csp'].includes(error.code)) throw error;
        const plain = await import('./kualik/no-wasm.js');
        await plain.init();
        return plain;
      }
    }
    self.result = load().then((kualik) => { self.check(kualik); return self.result; });`,
  again: `
    import { checkEligibility, init } from './kualik/index.js';
    const good = ${good};
    const codeOf = (promise) => promise.then(() => undefined, ({ code }) => code);
    self.result = (async () => {
      let before;
      try { checkEligibility(good); } catch ({ message }) { before = message; }
      const [one, two] = [init(), init()];
      const failed = await codeOf(one);
      const after = await codeOf(two);
      await Promise.all([init(), init()]);
      await init();
      return { before, failed, same: one === two, after, later: checkEligibility(good).outcome };
    })();`,
  'allows-wasm': allowsWasm,
  'worker-module': `${askWorker}
    self.result = Promise.resolve('worker-module-script.js').then((script) => ask(new Worker(script, { type: 'module' }))).catch(({ message }) => ({ message }));`,
  'worker-classic': `${askWorker} self.result = ask(new Worker('worker-classic-script.js'));`,
};
for (const type of ['module', 'classic']) {
  modules[`service-worker-${type}`] = `${askWorker}
    self.result = navigator.serviceWorker.register('service-worker-${type}-script.js', { type: '${type}' })
      .then(({ active, waiting, installing }) => ask(active || waiting || installing));`;
}

const workers = {
  module: `import './vectors.js';\nimport * as kualik from './kualik/index.js';\nself.check(kualik);\n${answering}\n`,
  classic: `importScripts('vectors.js', 'kualik/iife/index.js');\nself.check(kualik);\n${answering}\n`,
};

const classic = (...scripts) =>
  `<!doctype html><meta charset="utf-8"><title>kualik</title><link rel="icon" href="data:,">${scripts.map((src) => `<script src="${src}"></script>`).join('')}\n`;

// Takes away what the oldest engines of docs/support.md lack of what such code is likely to use.
const old = `
  for (const [owner, names] of [
    [self, ['BigInt', 'structuredClone', 'queueMicrotask', 'WeakRef', 'FinalizationRegistry']],
    [Promise, ['any', 'allSettled', 'withResolvers', 'try']],
    [Promise.prototype, ['finally']],
    [Object, ['fromEntries', 'hasOwn', 'groupBy']],
    [Array.prototype, ['flat', 'flatMap', 'at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'toSpliced', 'with']],
    [String.prototype, ['matchAll', 'replaceAll', 'at', 'trimStart', 'trimEnd', 'isWellFormed', 'toWellFormed']],
    [Uint8Array, ['fromBase64', 'fromHex']],
    [ArrayBuffer.prototype, ['resize', 'transfer', 'detached', 'resizable']],
    [TextEncoder.prototype, ['encodeInto']],
    [WebAssembly, ['compileStreaming', 'instantiateStreaming', 'Global', 'Tag', 'JSTag', 'Exception']],
    [Crypto.prototype, ['randomUUID']],
  ]) {
    for (const name of names) delete owner[name];
  }
  // Old Chromium refuses these on a page's main thread, where a module is more than 4 KB.
  WebAssembly.Instance = function () { throw new RangeError('refused'); };`;

/** An entry as a classic script, for pages where modules do not load. */
async function asScript(folder, entry, start) {
  const { outputFiles } = await build({
    stdin: { contents: `import * as kualik from './kualik/${entry}.js'; self.check(kualik, ${start});`, resolveDir: folder },
    bundle: true,
    format: 'iife',
    target: oldestSyntax,
    write: false,
    logLevel: 'silent',
  });
  return outputFiles[0].text;
}

/** Makes the folder. */
export async function site() {
  const folder = scratch();
  cpSync(join(project(), 'node_modules/kualik'), join(folder, 'kualik'), { recursive: true });
  const files = { 'vectors.js': await pageScript() };
  for (const [name, text] of Object.entries(modules)) {
    files[`${name}.js`] = text;
    files[`${name}.html`] = html(`${name}.js`);
  }
  for (const [type, text] of Object.entries(workers)) {
    files[`worker-${type}-script.js`] = text;
    files[`service-worker-${type}-script.js`] = text;
  }
  Object.assign(files, {
    'iife.js': 'self.check(kualik);',
    'iife.html': classic('vectors.js', 'kualik/iife/index.js', 'iife.js'),
    'no-wasm-iife.js': await asScript(folder, 'no-wasm'),
    'no-wasm-iife.html': classic('vectors.js', 'no-wasm-iife.js'),
    'address-iife.js': await asScript(folder, 'index', `() => kualik.init('kualik/core.wasm')`),
    'address-iife.html': classic('core.js', 'vectors.js', 'address-iife.js'),
    'core.js': `self.core = '${readFileSync(join(folder, 'kualik/core.wasm')).toString('base64')}';`,
    'old.js': old,
    'old-iife.html': classic('vectors.js', 'old.js', 'kualik/iife/index.js', 'iife.js'),
    'old-module.html': classic('vectors.js', 'old.js') + '<script type="module" src="module.js"></script>',
    'old-no-wasm.html': classic('vectors.js', 'old.js') + '<script type="module" src="no-wasm.js"></script>',
  });
  write(folder, files);
  return folder;
}
