// Hostile arguments in Node; as many in a browser: `make fuzz-boundary`.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attack, complaints, fooled, watch } from './boundary.mjs';

const count = Number(process.env.INPUTS ?? 200_000);
const seed = Number(process.env.SEED ?? 20250528);

watch();
const kualik = await import('../../pkg/node.js');
await kualik.init();

test(`${count} hostile inputs: no throw, no trap, and memory stays as it is`, () => {
  const result = attack(kualik, { count, seed });
  console.log(result);
  assert.deepEqual(complaints(result), []);
});

test('what stands on the prototypes of all objects is no part of an argument', () => {
  assert.deepEqual(fooled(kualik), []);
});
