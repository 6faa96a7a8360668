// The parts of the journey, each alone: where problems stand, which step is shown, and sending. Needs pkg/.

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { init } from '../../pkg/node.js';
import { load } from './bundle.mjs';
import { submissionOf } from './submission.mjs';

const shell = await load();

// ——— Problems

test('each problem of the core stands at its step and field, and one that no field owns stands on the review', () => {
  const at = (path) => shell.placed([{ code: 'required', path }]).map(({ step, field }) => `${step} ${field}`)[0];
  assert.equal(at('applicant.iin'), 'details iin');
  assert.equal(at('card.number'), 'details cardNumber');
  assert.equal(at('card.expiresOn'), 'check expiry');
  assert.equal(at('photo.bytes'), 'pictures photo');
  assert.equal(at('duty.paidOn'), 'duty paidOn');
  assert.equal(at('duty.amount'), 'duty paymentReference');
  assert.equal(at('previous.paymentReference'), 'duty paymentReference');
  assert.equal(at('ruleset.duty[1].from'), 'review step-heading');
});

test('the summary names each field once, by the first of its problems', () => {
  const words = { details: { iin: { label: 'IIN' } }, duty: { paymentReference: {}, paidOn: {} }, review: { consent: 'Consent' } };
  const messages = { problems: { 'wrong-length': 'Too short.', 'not-digits': 'Digits only.', required: 'Missing.' } };
  const problems = shell.placed([
    { code: 'wrong-length', path: 'applicant.iin' },
    { code: 'not-digits', path: 'applicant.iin' },
    { code: 'required', path: 'consent' },
    { code: 'required', path: '' },
  ]);
  assert.deepEqual(shell.summaryOf(problems, words, messages), [
    { message: 'IIN: Too short.', field: 'iin' },
    { message: 'Consent: Missing.', field: 'consent' },
    { message: 'Missing.', field: 'step-heading' },
  ]);
});

// ——— The router

/** A browser's history, as far as the router knows one. */
function browser() {
  const entries = [null];
  let popped;
  Object.assign(globalThis, {
    history: { pushState: (state) => entries.push(state) },
    addEventListener: (_type, listener) => (popped = listener),
    removeEventListener: () => (popped = undefined),
  });
  return {
    back: () => popped({ state: (entries.pop(), entries.at(-1)) }),
    get isHeard() {
      return popped !== undefined;
    },
    get depth() {
      return entries.length;
    },
  };
}

function routerOf(guard) {
  const shown = [];
  const host = { addController: (router) => router.hostConnected(), removeController: () => {}, requestUpdate: () => {} };
  const router = new shell.Router(host, { isFixed: () => false, isFilledUpTo: () => true, ...guard }, (step) => shown.push(step));
  return { router, shown };
}

test('one step after the other, and back by the page and by the browser', () => {
  const { back } = browser();
  const { router, shown } = routerOf();
  router.start();
  router.next();
  router.next();
  router.back();
  back();
  assert.deepEqual(shown, ['details', 'pictures', 'duty', 'pictures', 'duty']);
});

test('a line that is changed from the review leads back to the review', () => {
  browser();
  const { router, shown } = routerOf();
  router.show('review');
  router.edit('details', 'iin');
  assert.equal(router.returns, true);
  router.next();
  assert.deepEqual(shown, ['review', 'details', 'review']);
  assert.equal(router.returns, false);
});

test('the browser leads neither away from what is signed nor past what is not filled in', () => {
  const page = browser();
  const fixed = routerOf({ isFixed: () => true });
  fixed.router.show('review');
  const { depth } = page;
  page.back();
  assert.deepEqual([fixed.shown, fixed.router.step, page.depth], [['review'], 'review', depth]);

  const other = browser();
  const { router } = routerOf({ isFilledUpTo: (step) => step !== 'review' });
  router.show('review');
  router.show('details');
  other.back();
  assert.equal(router.step, 'details');
  router.stop();
  assert.deepEqual([router.step, other.isHeard], ['check', false]);
});

// ——— Sending

await init();
const { application, canonical, photo, signaturePicture } = submissionOf();
const signature = { format: 'cms', bytes: Uint8Array.of(1) };
const registered = { outcome: 'registered', event: { type: 'registered' } };

let phases;
let sent;
let built;
let registry;
let sending;
let signed;

beforeEach(() => {
  phases = [];
  sent = [];
  signed = 0;
  built = { outcome: 'built', application, canonical, sha256: '' };
  registry = { record: undefined, begin: () => void (registry.record = {}) };
  sending = new shell.Sending({ pictures: { photo, signature: signaturePicture }, build: () => built }, registry, () =>
    phases.push(sending.state.phase),
  );
});

/** A transport whose gateway gives these answers in turn. */
function transport(...answers) {
  return {
    gateway: {
      submit: async (given) => {
        sent.push(given);
        const answer = answers.shift();
        if (answer instanceof Error) throw answer;
        return answer;
      },
    },
    signing: { sign: async () => ((signed += 1), { outcome: 'signed', signature }) },
  };
}

test('signs, sends and registers once; a further tap does nothing', async () => {
  const way = transport(registered);
  await Promise.all([sending.send(way), sending.send(way)]);
  await sending.send(way);
  assert.deepEqual(phases, ['signing', 'sending', 'idle']);
  assert.deepEqual(sent, [{ application, canonical, signature, photo, signaturePicture }]);
  assert.equal(sending.isLocked, false);
});

test('without an answer the same bytes are sent again, and nothing is signed or built anew', async () => {
  const way = transport({ outcome: 'unreachable', because: 'offline' }, new Error('thrown by a host'), registered);
  await sending.send(way);
  assert.deepEqual(sending.state, { phase: 'unreachable', because: 'offline' });
  assert.equal(sending.isLocked, true);
  assert.deepEqual(sending.signed, { canonical, signature });
  built = { outcome: 'unavailable' };
  await sending.send(way);
  assert.deepEqual(sending.state, { phase: 'unreachable', because: 'protocol' });
  await sending.send(way);
  assert.deepEqual([sending.state.phase, signed, sent.length], ['idle', 1, 3]);
  assert.ok(sent.every((each) => each === sent[0]));
});

test('a refusal, of the service or of the record, frees the application', async () => {
  const problems = [{ code: 'duplicate', path: 'id' }];
  await sending.send(transport({ outcome: 'refused', problems }));
  assert.deepEqual([sending.state, sending.isLocked], [{ phase: 'refused', problems }, false]);
  registry.begin = () => problems;
  await sending.send(transport(registered));
  assert.deepEqual(sending.state, { phase: 'refused', problems });
});

test('nothing is sent that is not built and signed', async () => {
  built = { outcome: 'invalid', problems: [] };
  await sending.send(transport());
  built = { outcome: 'duty-changed' };
  await sending.send(transport());
  built = { outcome: 'built', application, canonical, sha256: '' };
  for (const answer of [{ outcome: 'cancelled' }, { outcome: 'failed', because: 'timeout' }]) {
    await sending.send({ ...transport(), signing: { sign: async () => answer } });
  }
  assert.deepEqual(phases, ['invalid', 'duty-changed', 'signing', 'not-signed', 'signing', 'not-signed']);
  assert.equal(sent.length, 0);
});

test('an earlier page’s signed bytes are sent as they are; what is no application is not taken up', async () => {
  sending.resume({ canonical: Uint8Array.of(0), signature });
  assert.equal(sending.isLocked, false);
  sending.resume({ canonical, signature });
  assert.deepEqual(sending.state, { phase: 'unreachable', because: 'timeout' });
  await sending.send(transport(registered));
  assert.deepEqual([signed, sent[0].canonical], [0, canonical]);
});
