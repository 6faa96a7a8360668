// The host's time, counted on by a monotonic clock. Needs pkg/.

import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { load } from './bundle.mjs';

const { TrustedClock } = await load();
const given = Date.parse('2025-06-30T18:59:00Z');
const minute = 60_000;

let device;
let steady;
let asked;
let clock;
let canAsk;
beforeEach(() => {
  device = Date.parse('2031-01-01T00:00:00Z');
  steady = 1_000;
  asked = 0;
  canAsk = true;
  mock.method(Date, 'now', () => device);
  mock.method(performance, 'now', () => steady);
  clock = new TrustedClock(() => {
    asked += 1;
    return canAsk;
  });
});
afterEach(() => mock.restoreAll());

const now = async () => {
  const read = clock.now;
  await null;
  return read;
};

test('no host, no time', async () => {
  assert.equal(await now(), undefined);
  device += 400 * 24 * 60 * minute;
  assert.deepEqual([await now(), asked], [undefined, 0]);
});

test('it counts on as time passes, in whole milliseconds, and asks nobody', async () => {
  clock.set(given);
  for (const passed of [0, 0.4, minute, 24 * 60 * minute]) {
    device += passed;
    steady += passed;
  }
  assert.deepEqual([await now(), asked], [given + minute + 24 * 60 * minute, 0]);
});

test('a device’s clock that is set moves nothing, and asks the host once', async () => {
  clock.set(given);
  for (const leap of [365 * 24 * 60 * minute, -400 * 24 * 60 * minute, 2 * minute]) {
    asked = 0;
    device += leap;
    assert.deepEqual([await now(), await now(), asked], [given, given, 1], String(leap));
  }
  device += minute / 2;
  asked = 0;
  assert.deepEqual([await now(), asked], [given, 0]);
});

test('a host that cannot be asked now is asked later', async () => {
  clock.set(given);
  device += 10 * minute;
  canAsk = false;
  await now();
  await now();
  canAsk = true;
  assert.deepEqual([await now(), await now(), asked], [given, given, 3]);
});

test('after sleep, through which a monotonic clock may stand still, the host’s fresh time counts', async () => {
  clock.set(given);
  device += 8 * 60 * minute;
  await now();
  assert.equal(asked, 1);
  clock.set(given + 8 * 60 * minute);
  steady += minute;
  device += minute;
  assert.deepEqual([await now(), asked], [given + (8 * 60 + 1) * minute, 1]);
});
