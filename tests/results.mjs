// A reporter of node:test that keeps which tests passed, file by file, for the table of scripts/where-it-runs.mjs.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
export const folder = join(root, 'target/test-results');

/** Where the results of a test file are. */
export const resultsOf = (file) => join(folder, `${file.replaceAll('/', '-')}.json`);

export default async function* results(source) {
  const files = new Map();
  /** By file, the names from the outermost suite to the test that runs. */
  const paths = new Map();
  for await (const { type, data } of source) {
    if (!data?.file || !['test:start', 'test:pass', 'test:fail'].includes(type)) continue;
    const file = relative(root, data.file);
    const path = paths.get(file) ?? paths.set(file, []).get(file);
    path.length = data.nesting;
    path.push(data.name);
    if (type === 'test:start' || data.skip !== undefined || data.todo !== undefined) continue;
    const found = files.get(file) ?? files.set(file, { passed: [], failed: [] }).get(file);
    found[type === 'test:pass' ? 'passed' : 'failed'].push(path.join(' > '));
  }
  mkdirSync(folder, { recursive: true });
  for (const [file, found] of files) writeFileSync(resultsOf(file), JSON.stringify(found, null, 1));
  yield '';
}
