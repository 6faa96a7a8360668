// Vitest 5, in its environments: what Jest's tests ask of each entry.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../package/project.mjs';
import { app, newerNode, tool } from './frameworks.mjs';

const files = {
  'entries.cjs': readFileSync(join(import.meta.dirname, 'jest/entries.js')),
  'photo.jpg': readFileSync(join(root, 'tests/fixtures/imaging/portrait-1-plain.jpg')),
};

for (const environment of ['node', 'happy-dom', 'jsdom']) {
  test(environment, () => {
    tool(app('vitest', files), newerNode(), ['node_modules/vitest/vitest.mjs', 'run', '--globals', '--environment', environment]);
  });
}
