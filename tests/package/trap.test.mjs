// A package whose module has a deliberate trap: the caller gets a problem, and the next call works.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { writePackage } from '../../scripts/pkg/entries.mjs';
import { root, scratch } from './project.mjs';
import { trapping } from './trapping.mjs';

const good = { document: 'identity-card', reason: 'expiry', applicant: 'owner', expiresOn: '2025-06-20', on: '2025-06-01' };
const internal = { outcome: 'invalid', problems: [{ code: 'internal', path: '' }] };
const folder = scratch();

before(async () => {
  const trap = (module) => trapping(readFileSync(join(root, 'pkg', module)), 'ruleset', 'version');
  await writePackage({ core: trap('core.wasm'), check: trap('check/core.wasm'), schemas: {} }, { out: folder, work: scratch() });
});

for (const entry of ['node', 'inline', 'no-wasm', 'check/node', 'check/inline', 'check/no-wasm']) {
  test(`${entry}: after a trap, a fresh instance`, async () => {
    const { checkEligibility, init, ruleset } = await import(pathToFileURL(join(folder, `${entry}.js`)));
    await init();
    const verdict = checkEligibility(good);
    assert.equal(verdict.outcome, 'eligible');
    for (let times = 0; times < 3; times += 1) {
      assert.deepEqual(ruleset(), internal);
      assert.deepEqual(checkEligibility(good), verdict);
    }
  });
}

test('an engine that refuses to instantiate at once gets its fresh instance a moment later', async () => {
  const { checkEligibility, init, version } = await import(`${pathToFileURL(join(folder, 'node.js'))}?late`);
  await init();
  const { Instance } = WebAssembly;
  WebAssembly.Instance = class {
    constructor() {
      throw new RangeError('refused');
    }
  };
  try {
    assert.deepEqual(version(), internal);
    // Never the instance that has trapped.
    assert.deepEqual(checkEligibility(good), internal);
    const deadline = Date.now() + 10_000;
    while (checkEligibility(good).outcome !== 'eligible') {
      assert.ok(Date.now() < deadline, 'no fresh instance');
      await new Promise(setImmediate);
    }
  } finally {
    WebAssembly.Instance = Instance;
  }
});
