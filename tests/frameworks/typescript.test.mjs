// The types under the oldest TypeScript that `moduleResolution: bundler` is in, the last before `Uint8Array` became generic, the
// last 5, and 6. tests/package/types.test.mjs has 7.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../package/project.mjs';
import { app, tool } from './frameworks.mjs';

const consumer = `${readFileSync(join(root, 'tests/package/consumer.ts'), 'utf8')}
import { fromBase64, host } from 'kualik/host';
export const line: [Uint8Array | undefined, { close(): void }] = [fromBase64(''), host(() => {}, { configure: {} })];
`;
const resolutions = { Node: ['--module', 'nodenext'], bundlers: ['--module', 'esnext', '--moduleResolution', 'bundler'] };

for (const version of ['5.0', '5.6', '5.9', '6.0']) {
  for (const [how, options] of Object.entries(resolutions)) {
    test(`TypeScript ${version}, as ${how} resolve modules`, () => {
      const folder = app('typescript', { 'consumer.mts': consumer, 'consumer.cts': consumer });
      const files = how === 'Node' ? ['consumer.mts', 'consumer.cts'] : ['consumer.mts'];
      const strict = ['--noEmit', '--strict', '--target', 'es2022', '--lib', 'es2022,dom', '--typeRoots', 'none'];
      tool(folder, process.execPath, [`node_modules/typescript-${version}/lib/tsc.js`, ...strict, ...options, ...files]);
    });
  }
}
