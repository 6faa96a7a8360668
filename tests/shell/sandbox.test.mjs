// The gateway `sandbox`, on the core's own lifecycle. Needs pkg/.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { advance, init } from '../../pkg/node.js';
import { load } from './bundle.mjs';
import { submissionOf } from './submission.mjs';

let shell;
let submission;
let now;

before(async () => {
  await init();
  shell = await load();
  submission = submissionOf();
});

/** A sandbox whose clock goes on by a second with each look. */
async function registered(one = submission) {
  now = 1_752_570_000_000;
  const sandbox = shell.sandboxGateway(() => (now += 1_000));
  const { outcome, event } = await sandbox.submit(one);
  assert.equal(outcome, 'registered');
  return { sandbox, event, ticket: event.ticket };
}

test('a registration that the core accepts, of that region and duty, under a number that nobody takes for real', async () => {
  const { event } = await registered();
  assert.equal(advance(undefined, event).outcome, 'advanced');
  assert.match(event.ticket, /^SANDBOX-\d{6}$/);
  assert.deepEqual([event.region, event.dutyPaid, event.at], ['75', true, 1_752_570_001_000]);
  const free = await registered(submissionOf('built-free-on-the-first-day-of-2026'));
  assert.equal(free.event.dutyPaid, false);
});

test('the same application again is the same registration; other bytes under its id are refused', async () => {
  const { sandbox, event } = await registered();
  assert.deepEqual(await sandbox.submit(submission), { outcome: 'registered', event });
  const canonical = Uint8Array.from(submission.canonical);
  canonical[0] ^= 1;
  assert.deepEqual(await sandbox.submit({ ...submission, canonical }), {
    outcome: 'refused',
    problems: [{ code: 'duplicate', path: 'id' }],
  });
  const other = await sandbox.submit({
    ...submission,
    application: { ...submission.application, id: '0d1f7b9c-5a4e-4c62-9b3f-2a8e6d7c1f01' },
  });
  assert.notEqual(other.event.ticket, event.ticket);
});

test('a ticket is found as long as the page is open, by any sandbox of it; nothing that was sent is in what is found', async () => {
  const { sandbox, ticket, event } = await registered();
  sandbox.play(ticket, { type: 'review-started' });
  const found = await shell.sandboxGateway().find(ticket);
  assert.deepEqual([found.outcome, found.record.status, found.record.history[0]], ['found', 'under-review', event]);
  const said = JSON.stringify(found);
  assert.ok(!said.includes(submission.application.applicant.iin) && !said.includes(submission.application.id));
  assert.deepEqual(await sandbox.find('SANDBOX-'), { outcome: 'unknown' });
});

test('the way to the card: what may be played, by whom, and what followers hear', async () => {
  const { sandbox, ticket } = await registered();
  const heard = [];
  const heardLate = [];
  sandbox.follow(ticket, (event) => heard.push(event));
  const stop = sandbox.follow(ticket, () => assert.fail('told after stop'));
  stop();
  const way = [
    [['review-started'], { type: 'review-started' }, 'under-review', 'migration-service'],
    [['approved', 'annulled'], { type: 'approved' }, 'in-production', 'migration-service'],
    [['arrived'], { type: 'arrived' }, 'ready', 'central-node'],
    [['handed-over'], { type: 'handed-over' }, 'collected', 'registration-point'],
  ];
  for (const [index, [possible, move, status, by]] of way.entries()) {
    assert.deepEqual(sandbox.possible(ticket), possible);
    const { outcome, record } = sandbox.play(ticket, move);
    assert.deepEqual([outcome, record.status, heard.length, heard.at(-1).by], ['advanced', status, index + 1, by]);
    if (index === 1) sandbox.follow(ticket, (event) => heardLate.push(event));
  }
  assert.deepEqual(sandbox.possible(ticket), []);
  assert.deepEqual(
    heard.map(({ type }) => type),
    ['review-started', 'approved', 'arrived', 'handed-over'],
  );
  assert.deepEqual(heardLate, heard);
});

test('annulment names the faults, and ends it', async () => {
  const { sandbox, ticket } = await registered();
  sandbox.play(ticket, { type: 'review-started' });
  const { record } = sandbox.play(ticket, { type: 'annulled', for: ['signature-quality'] });
  assert.deepEqual(
    [record.status, record.next, Object.keys(record.refund), record.history[2].for],
    ['annulled', 'reapply', ['basis', 'claimBy'], ['signature-quality']],
  );
  assert.deepEqual(sandbox.possible(ticket), []);
});

test('what the core does not allow changes nothing and is told to nobody', async () => {
  const { sandbox, ticket } = await registered();
  sandbox.follow(ticket, () => assert.fail('told'));
  assert.deepEqual(sandbox.play(ticket, { type: 'approved' }), {
    outcome: 'rejected',
    problems: [{ code: 'not-allowed-now', path: 'type' }],
  });
  now -= 1_000_000;
  assert.equal(sandbox.play(ticket, { type: 'review-started' }).outcome, 'rejected');
  assert.equal(sandbox.play('SANDBOX-', { type: 'review-started' }).outcome, 'rejected');
  assert.deepEqual(sandbox.possible('SANDBOX-'), []);
  sandbox.follow('SANDBOX-', () => assert.fail('told'))();
});

test('an empty signature is enough here, and only here', async () => {
  const answer = await shell.noSigning.sign(submission.canonical, submission.sha256);
  assert.deepEqual(answer, { outcome: 'signed', signature: { format: 'none', bytes: new Uint8Array() } });
  await registered({ ...submission, signature: answer.signature });
});
