// Random walks through the life of an application, beside a model that knows what has happened, not which status
// follows which: it is written from the words of the order, and shares nothing with the table in the core.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { advance, init, ruleset } from '../../pkg/node.js';
import { problems } from './vectors.mjs';

const WALKS = 1_500;
const STEPS = 14;

before(() => init());

// The model ------------------------------------------------------------------------------------------------------

/** Who does what: the applicant files on the portal, the migration service reviews, the central node manufactures and
 *  sends, an officer at the registration point hands over. */
const WHO = {
  registered: 'portal',
  'review-started': 'migration-service',
  approved: 'migration-service',
  annulled: 'migration-service',
  arrived: 'central-node',
  'handed-over': 'registration-point',
};
const ACTORS = [...new Set(Object.values(WHO))];
const FAULTS = ['photo-quality', 'signature-quality'];

/** What has happened so far. */
const has = (happened, type) => happened.some((event) => event.type === type);

/** Whether something can happen now, by what has happened. */
const CAN = {
  registered: (happened) => happened.length === 0,
  'review-started': (happened) => has(happened, 'registered') && !has(happened, 'review-started'),
  approved: (happened) => has(happened, 'review-started') && !has(happened, 'approved') && !has(happened, 'annulled'),
  annulled: (happened) => has(happened, 'review-started') && !has(happened, 'approved') && !has(happened, 'annulled'),
  arrived: (happened) => has(happened, 'approved') && !has(happened, 'arrived'),
  'handed-over': (happened) => has(happened, 'arrived') && !has(happened, 'handed-over'),
};

/** All that speaks against an event. */
function against(happened, event) {
  const found = [];
  if (!CAN[event.type](happened)) found.push({ code: 'not-allowed-now', path: 'type' });
  if (event.by !== WHO[event.type]) found.push({ code: 'wrong-actor', path: 'by' });
  if (happened.length > 0) {
    if (event.at < happened.at(-1).at) found.push({ code: 'before-last-event', path: 'at' });
    if (event.type === 'handed-over' && event.ticket !== happened[0].ticket) found.push({ code: 'wrong-ticket', path: 'ticket' });
  }
  // Days are compared as they are written: those of these walks have years of four digits.
  if (event.paidOn > new Date(event.at + 5 * 3_600_000).toISOString().slice(0, 10))
    found.push({ code: 'date-in-the-future', path: 'paidOn' });
  return found;
}

/** What a record of these events says. */
function told(happened) {
  const [{ ticket, region, dutyPaid, paidOn }] = happened;
  const says = (status, next, refund = 'none') => ({ ticket, status, region, dutyPaid, history: happened, next, refund });
  // «В течение трёх лет со дня уплаты»: paid on 2025-07-14 or on the 15th.
  const refund = { basis: ruleset().refund.basis, claimBy: paidOn?.replace('2025', '2028') };
  if (has(happened, 'annulled')) return says('annulled', 'reapply', dutyPaid ? refund : 'none');
  if (has(happened, 'handed-over')) return says('collected', 'none');
  if (has(happened, 'arrived')) return says('ready', 'collect');
  if (has(happened, 'approved')) return says('in-production', 'wait');
  if (has(happened, 'review-started')) return says('under-review', 'wait');
  return says('submitted', 'wait');
}

/** What is wrong with a record of the right shape. */
function disbelieved(record) {
  const happened = [];
  for (const [place, event] of record.history.entries()) {
    const found = against(happened, event);
    if (found.length > 0) return found.map(({ code, path }) => ({ code, path: `record.history[${place}].${path}` }));
    happened.push(event);
  }
  return Object.entries(told(happened))
    .filter(([field, value]) => field !== 'history' && !isDeepStrictEqual(value, record[field]))
    .map(([field]) => ({ code: 'inconsistent', path: `record.${field}` }));
}

// Chance ---------------------------------------------------------------------------------------------------------

/** mulberry32: small, seeded, the same everywhere. */
function chance(seed) {
  let state = seed >>> 0;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (below) => Math.floor(random() * below);
  return { whole, often: (share) => random() < share, pick: (list) => list[whole(list.length)] };
}

function someEvent({ whole, often, pick }, happened) {
  const possible = Object.keys(WHO).filter((type) => CAN[type](happened));
  const type = possible.length > 0 && often(0.7) ? pick(possible) : pick(Object.keys(WHO));
  const last = happened.at(-1)?.at ?? 1_752_562_800_000;
  const at = last + (often(0.85) ? whole(1_000_000) : often(0.5) ? 0 : -1 - whole(1_000_000));
  const event = { type, at, by: often(0.85) ? WHO[type] : pick(ACTORS) };
  // A second registration bears the record's own ticket: whether another one would be a wrong ticket, the order does not say.
  if (type === 'registered') {
    const paid = often(0.5) ? { dutyPaid: true, paidOn: pick(['2025-07-14', '2025-07-15']) } : { dutyPaid: false };
    Object.assign(event, { ticket: happened[0]?.ticket ?? `T-${whole(1e6)}`, region: pick(['10', '75']), ...paid });
  }
  if (type === 'annulled') event.for = pick([[FAULTS[0]], [FAULTS[1]], FAULTS, [...FAULTS].reverse()]);
  if (type === 'handed-over') event.ticket = often(0.8) && happened.length > 0 ? happened[0].ticket : `T-${whole(1e6)}`;
  return event;
}

const frozen = (value) => {
  if (value && typeof value === 'object') Object.values(Object.freeze(value)).forEach(frozen);
  return value;
};

/** Calls `advance` with frozen arguments, and sees that it leaves them alone. */
function call(record, event) {
  const given = JSON.stringify([record, event]);
  const answer = advance(frozen(record), frozen(event));
  assert.equal(JSON.stringify([record, event]), given);
  return answer;
}

// The tests ------------------------------------------------------------------------------------------------------

test(`${WALKS} random walks go where the model goes`, () => {
  const ends = {};
  for (let seed = 1; seed <= WALKS; seed += 1) {
    const luck = chance(seed);
    let record = luck.often(0.5) ? undefined : null;
    let happened = [];
    for (let step = 0; step < STEPS; step += 1) {
      const event = someEvent(luck, happened);
      const answer = call(record, event);
      const where = `seed ${seed}, step ${step}: ${JSON.stringify(event)}`;
      const found = against(happened, event);

      if (found.length > 0) {
        assert.equal(answer.outcome, 'rejected', where);
        assert.deepEqual(problems(answer.problems), problems(found), where);
        assert.ok(!('record' in answer), where);
      } else {
        // History is only ever added to.
        happened = [...happened, event];
        assert.deepEqual(answer, { outcome: 'advanced', record: told(happened) }, where);
      }
      if (record) {
        // A record that was kept as JSON, or sent to a worker, goes on as if it had not been.
        assert.deepEqual(call(JSON.parse(JSON.stringify(record)), event), answer, where);
        assert.deepEqual(call(structuredClone(record), event), answer, where);
      }
      if (found.length === 0) record = answer.record;
    }
    ends[record?.status] = (ends[record?.status] ?? 0) + 1;
  }
  // The walks come to an end often enough, in both ways.
  for (const status of ['collected', 'annulled']) assert.ok(ends[status] > WALKS / 10, JSON.stringify(ends));
});

test('a record that was tampered with is not believed', () => {
  const other = {
    ticket: ['T-0'],
    status: ['submitted', 'under-review', 'in-production', 'ready', 'collected', 'annulled'],
    region: ['10', '75'],
    dutyPaid: [true, false],
    next: ['wait', 'collect', 'reapply', 'none'],
    refund: ['none', { basis: ruleset().refund.basis, claimBy: '2028-07-13' }],
  };
  let caught = 0;
  for (let seed = 1; seed <= WALKS; seed += 1) {
    const luck = chance(1e6 + seed);
    let happened = [];
    for (let step = 0; step < STEPS; step += 1) {
      const event = someEvent(luck, happened);
      if (against(happened, event).length === 0) happened = [...happened, event];
    }
    if (happened.length === 0) continue;

    const event = someEvent(luck, happened);
    const record = structuredClone(told(happened));
    for (let times = 1 + luck.whole(2); times > 0; times -= 1) {
      const { history } = record;
      const place = luck.whole(history.length);
      if (luck.often(0.6)) {
        const field = luck.pick(Object.keys(other));
        record[field] = luck.pick(other[field]);
      } else if (luck.often(0.4) && history.length > 1) {
        history.splice(place, 1);
      } else if (luck.often(0.4)) {
        history.splice(place, 0, structuredClone(luck.pick(history)));
      } else if (luck.often(0.5)) {
        history[place].by = luck.pick(ACTORS);
      } else {
        history[place].at += luck.pick([-1, 1]) * luck.whole(2_000_000);
      }
    }

    const found = disbelieved(record);
    const answer = call(record, event);
    const where = `seed ${seed}: ${JSON.stringify(record)}`;
    if (found.length > 0) {
      assert.equal(answer.outcome, 'invalid', where);
      assert.deepEqual(problems(answer.problems), problems(found), where);
      caught += 1;
    } else {
      // What was done changed nothing, or made another record that could be.
      assert.notEqual(answer.outcome, 'invalid', where);
    }
  }
  assert.ok(caught > WALKS / 2, `only ${caught}`);
});

test('what follows from a record is not the record itself', () => {
  const registered = { type: 'registered', at: 1, by: 'portal', ticket: 'T-1', region: '75', dutyPaid: false };
  const started = { type: 'review-started', at: 2, by: 'migration-service' };
  const first = advance(null, registered).record;
  const second = advance(first, started).record;
  second.history[0].ticket = 'changed';
  second.history[1].at = 7;
  second.history.pop();
  assert.deepEqual(first, {
    ticket: 'T-1',
    status: 'submitted',
    region: '75',
    dutyPaid: false,
    history: [registered],
    next: 'wait',
    refund: 'none',
  });
  assert.deepEqual(registered, { type: 'registered', at: 1, by: 'portal', ticket: 'T-1', region: '75', dutyPaid: false });
  assert.deepEqual(started, { type: 'review-started', at: 2, by: 'migration-service' });
});
