// The vectors in Node, through every entry that Node can load, far from Kazakhstan on both sides.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { readVectors } from './files.mjs';
import { runVectors } from './vectors.mjs';

const vectors = readVectors();
const require = createRequire(import.meta.url);

const entries = {
  'import kualik': () => import('../../pkg/node.js'),
  'require kualik': () => require('../../pkg/node.cjs'),
  'import kualik/inline': () => import('../../pkg/inline.js'),
  'require kualik/inline': () => require('../../pkg/inline.cjs'),
  'import kualik/no-wasm': () => import('../../pkg/no-wasm.js'),
  'require kualik/no-wasm': () => require('../../pkg/no-wasm.cjs'),
  'import kualik/check': () => import('../../pkg/check/node.js'),
  'require kualik/check': () => require('../../pkg/check/node.cjs'),
  'import kualik/check/inline': () => import('../../pkg/check/inline.js'),
  'require kualik/check/inline': () => require('../../pkg/check/inline.cjs'),
  'import kualik/check/no-wasm': () => import('../../pkg/check/no-wasm.js'),
  'require kualik/check/no-wasm': () => require('../../pkg/check/no-wasm.cjs'),
};

for (const [name, load] of Object.entries(entries)) {
  test(name, async () => {
    const kualik = await load();
    await kualik.init();
    const { count, differences } = runVectors(kualik, vectors);
    assert.ok(count > 1_000);
    assert.deepEqual(differences, []);
  });
}

test('kualik/check has what decides and nothing else, and answers to the byte as kualik does', async () => {
  const [check, kualik] = [await import('../../pkg/check/node.js'), await import('../../pkg/node.js')];
  const functions = ['checkEligibility', 'checkRuleset', 'forget', 'init', 'liability', 'ruleset', 'stateDuty', 'version'];
  assert.deepEqual(Object.keys(check).sort(), ['LoadError', ...functions].sort());
  await Promise.all([check.init(), kualik.init()]);
  const same = (name, ...args) => assert.equal(JSON.stringify(check[name](...args)), JSON.stringify(kualik[name](...args)));
  for (const { query } of vectors.eligibility.cases) same('checkEligibility', query);
  for (const { call, args } of vectors.calls.flatMap(({ cases }) => cases)) if (functions.includes(call)) same(call, ...args);
  const good = { document: 'identity-card', reason: 'expiry', applicant: 'owner', expiresOn: '2025-06-20', on: '2025-06-01' };
  for (const { expression } of vectors.hostile.cases) {
    const make = () => new Function('good', 'rules', `return ${expression}`)(good, kualik.ruleset());
    for (const name of ['checkEligibility', 'checkRuleset', 'liability', 'stateDuty']) {
      assert.equal(JSON.stringify(check[name](make())), JSON.stringify(kualik[name](make())), `${name}: ${expression}`);
    }
  }
  for (const name of ['ruleset', 'version']) same(name);
});

test('the verdict does not move with the zone of the machine', () => {
  const program = `
    const { init, checkEligibility } = await import(${JSON.stringify(new URL('../../pkg/node.js', import.meta.url))});
    await init();
    const query = { document: 'identity-card', reason: 'expiry', applicant: 'owner', expiresOn: '2025-06-20' };
    const days = [1748717999999, 1748718000000].map((now) => checkEligibility({ ...query, now }).checkedOn);
    console.log(new Date(1748718000000).getTimezoneOffset(), days.join(' '));`;
  const run = (TZ) =>
    execFileSync(process.execPath, ['--input-type=module', '-e', program], { env: { ...process.env, TZ }, encoding: 'utf8' }).trim();
  assert.equal(run('America/Santiago'), '240 2025-05-31 2025-06-01');
  assert.equal(run('Pacific/Kiritimati'), '-840 2025-05-31 2025-06-01');
});

test('a query without a day is decided by the clock of the device', async () => {
  const { init, checkEligibility } = await import('../../pkg/node.js');
  await init();
  const query = { document: 'passport', reason: 'loss', applicant: 'owner' };
  const clock = Date.now;
  try {
    Date.now = () => 1748718000000;
    assert.equal(checkEligibility(query).checkedOn, '2025-06-01');
    Date.now = () => {
      throw new Error('asked although a day is given');
    };
    assert.equal(checkEligibility({ ...query, on: '2025-06-02' }).checkedOn, '2025-06-02');
  } finally {
    Date.now = clock;
  }
});

test('an answer is plain data that survives JSON and structuredClone', async () => {
  const { init, checkEligibility, ruleset } = await import('../../pkg/node.js');
  await init();
  for (const { query } of vectors.eligibility.cases) {
    const answer = checkEligibility(query);
    assert.deepEqual(JSON.parse(JSON.stringify(answer)), answer);
    assert.deepEqual(structuredClone(answer), answer);
  }
  assert.deepEqual(JSON.parse(JSON.stringify(ruleset())), ruleset());
});

test('no function throws or fails inside, whatever it is given in whatever place', async () => {
  const kualik = await import('../../pkg/node.js');
  await kualik.init();
  const good = { document: 'identity-card', reason: 'expiry', applicant: 'owner', expiresOn: '2025-06-20', on: '2025-06-01' };
  const functions = [
    'checkEligibility',
    'checkRuleset',
    'stateDuty',
    'parseIin',
    'parseMrz',
    'reviewApplication',
    'buildApplication',
    'advance',
  ];
  let calls = 0;
  for (const { name, expression } of vectors.hostile.cases) {
    const make = () => new Function('good', 'rules', `return ${expression}`)(good, kualik.ruleset());
    const drafts = [make(), { photo: make(), card: { expiresOn: make() }, duty: make() }, { previous: make(), applicant: make() }];
    for (const one of functions) {
      for (const args of [
        ...drafts.map((draft) => [draft]),
        ['880412401006', make()],
        [make(), make()],
        [good, { ruleset: make(), id: make() }],
      ]) {
        const answer = kualik[one](...args);
        calls += 1;
        assert.equal(typeof answer.outcome, 'string', `${one} with ${name}`);
        assert.ok(!answer.problems?.some(({ code }) => code === 'internal'), `${one} with ${name} fails inside`);
      }
    }
  }
  assert.ok(calls > 1_000);
});
