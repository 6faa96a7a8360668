// The parts of the journey, each alone: where problems stand, which step is shown, and sending. Needs pkg/.

import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { advance, init } from '../../pkg/node.js';
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
  assert.equal(at('duty'), 'duty settledBy');
  assert.equal(at('duty.paymentReference'), 'duty paymentReference');
  assert.equal(at('duty.amount'), 'duty paymentReference');
  assert.equal(at('previous.paymentReference'), 'duty paymentReference');
  assert.equal(at('ruleset.duty[1].from'), 'review step-heading');
});

test('the summary names each field once, by the first of its problems, and says what to do about it where there are words', () => {
  const words = {
    errors: { surname: { required: 'Enter your surname.' } },
    details: { iin: { label: 'IIN' }, surname: { label: 'Surname' } },
    duty: { paymentReference: {}, paidOn: { question: 'When did you pay?' }, group: 'Which group?' },
    review: { consent: 'Consent' },
  };
  const messages = { problems: { 'wrong-length': 'Too short.', 'not-digits': 'Digits only.', required: 'Missing.' } };
  const problems = shell.placed([
    { code: 'wrong-length', path: 'applicant.iin' },
    { code: 'not-digits', path: 'applicant.iin' },
    { code: 'required', path: 'applicant.surname' },
    { code: 'required', path: 'duty.paidOn' },
    { code: 'required', path: 'consent' },
    { code: 'required', path: '' },
  ]);
  assert.deepEqual(shell.summaryOf(problems, words, messages), [
    { message: 'IIN: Too short.', field: 'iin' },
    { message: 'Enter your surname.', field: 'surname' },
    { message: 'When did you pay: Missing.', field: 'paidOn' },
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
    history: {
      pushState: (state) => entries.push(state),
      get state() {
        return entries.at(-1);
      },
    },
    addEventListener: (_type, listener) => (popped = listener),
    removeEventListener: () => (popped = undefined),
  });
  return {
    back: () => {
      entries.pop();
      popped({ state: entries.at(-1) });
    },
    get state() {
      return entries.at(-1);
    },
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

test('a step that asks nothing is left out, forwards and backwards, and several elements share one history', () => {
  const page = browser();
  const { router, shown } = routerOf({ isLeftOut: (step) => step === 'duty' });
  router.show('pictures');
  router.next();
  router.back();
  assert.deepEqual(shown, ['pictures', 'review', 'pictures']);
  const other = routerOf();
  other.router.start();
  assert.deepEqual(Object.values(page.state.kualikSteps).slice(-2), ['pictures', 'details']);
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
      kind: 'http',
      submit: async (given) => {
        sent.push(given);
        const answer = answers.shift();
        if (answer instanceof Error) throw answer;
        return answer;
      },
    },
    signing: {
      sign: async () => {
        signed += 1;
        return { outcome: 'signed', signature };
      },
    },
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
  assert.deepEqual(sending.signed, { canonical, signature, gateway: 'http' });
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
  assert.deepEqual([sending.state, sending.isLocked, sending.frozen], [{ phase: 'refused', problems }, false, undefined]);
  registry.begin = () => problems;
  await sending.send(transport(registered));
  assert.deepEqual(sending.state, { phase: 'refused', problems });
  registry.begin = () => assert.fail('registered');
  await sending.send(transport({ outcome: 'rejected', because: 'access' }));
  assert.deepEqual([sending.state, sending.isLocked], [{ phase: 'rejected', because: 'access' }, false]);
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

test('an earlier page’s signed bytes are sent as they are; what cannot be sent is told', async () => {
  sending.resume(undefined, 'http');
  assert.deepEqual([sending.isLocked, sending.state], [false, { phase: 'unfit' }]);
  sending.resume({ application, canonical, signature, photo, signaturePicture }, 'http');
  assert.deepEqual(sending.state, { phase: 'unreachable', because: 'timeout' });
  await sending.send(transport(registered));
  assert.deepEqual([signed, sent[0].canonical], [0, canonical]);
});

test('from building on nothing changes: what is sent has the pictures that were signed, and the bytes that the core made', async () => {
  const given = { pictures: { photo, signature: signaturePicture }, build: () => built };
  sending = new shell.Sending(given, registry, () => {});
  const before = canonical.slice();
  const way = transport(registered);
  await sending.send({
    ...way,
    signing: {
      sign: async (bytes) => {
        assert.deepEqual([sending.frozen.application, sending.frozen.photo], [application, photo]);
        given.pictures = { photo: signaturePicture, signature: photo };
        bytes.fill(0);
        return { outcome: 'signed', signature };
      },
    },
  });
  assert.deepEqual([sent[0].photo, sent[0].signaturePicture, sent[0].canonical], [photo, signaturePicture, before]);
});

test('whoever cancels waits no longer, whether the signer or the gateway hears of it or not', async () => {
  const never = () => new Promise(() => {});
  const signing = sending.send({ ...transport(), signing: { sign: never } });
  sending.cancel();
  await signing;
  assert.deepEqual([sending.state, sending.isLocked], [{ phase: 'not-signed', because: 'cancelled' }, false]);
  const way = transport(registered);
  let heard;
  const sendingAway = sending.send({
    ...way,
    gateway: {
      kind: 'http',
      submit: (_given, signal) => {
        heard = signal;
        return never();
      },
    },
  });
  await new Promise(setImmediate);
  assert.equal(sending.state.phase, 'sending');
  sending.cancel();
  await sendingAway;
  // It may have arrived: what was signed is kept, and sent again.
  assert.deepEqual([sending.state, sending.isLocked, heard.aborted], [{ phase: 'unreachable', because: 'cancelled' }, true, true]);
  await sending.send(way);
  assert.deepEqual([sending.state.phase, signed, sent.length], ['idle', 1, 1]);
});

// ——— What is signed

describe('the signed bytes of an earlier page', () => {
  let given;
  let pictures;
  const drafts = ['built-after-annulment-word-for-word'];
  beforeEach(() => {
    given = submissionOf(drafts[0]);
    pictures = { photo: given.photo, signature: given.signaturePicture };
  });
  const read = (bytes, shown = pictures) => shell.signedApplication(bytes, shown, {});

  test('are what the review shows', () => {
    const application = read(given.canonical);
    assert.deepEqual(application, given.application);
    const { fields, previous, expiresOn, duty } = shell.shownOf(application, pictures);
    assert.deepEqual(
      [fields.iin, fields.surname, fields.cardNumber, fields.region, fields.registrationPoint, expiresOn, previous],
      [
        application.applicant.iin,
        application.applicant.surname,
        application.card.number,
        application.region,
        application.registrationPoint,
        application.card.expiresOn,
        application.previous,
      ],
    );
    assert.deepEqual([duty().outcome, fields.paymentReference], ['due', application.duty.paymentReference]);
  });

  for (const [name, change] of Object.entries({
    'another name': (application) => Object.assign(application.applicant, { surname: 'Үмбетәлі' }),
    'another verdict': (application) => Object.assign(application.verdict, { daysToExpiry: 1 }),
    'another duty': (application) => Object.assign(application.duty, { amount: 1 }),
    'a field too many': (application) => Object.assign(application, { more: 1 }),
    'no verdict': (application) => Reflect.deleteProperty(application, 'verdict'),
    'an id that is no UUID': (application) => Object.assign(application, { id: 'draft' }),
    'other rules': (application) => Object.assign(application, { ruleset: 'other' }),
  })) {
    test(`${name}: cannot be right`, () => {
      const application = structuredClone(given.application);
      change(application);
      assert.equal(read(new TextEncoder().encode(JSON.stringify(application))), undefined);
    });
  }

  test('of other pictures, of none, or of no JSON at all: cannot be right', () => {
    assert.equal(read(given.canonical, { ...pictures, photo: pictures.signature }), undefined);
    assert.equal(read(given.canonical, {}), undefined);
    for (const text of ['', 'null', '[]', '{"verdict":[]}', '{']) assert.equal(read(new TextEncoder().encode(text)), undefined, text);
  });
});

// ——— The transport

test('of two configurations one after the other, the later wins, however long each takes to load', async () => {
  const setups = [
    { gateway: 'sandbox', signing: 'none', timeouts: {} },
    { gateway: { kind: 'http' }, signing: { kind: 'ncalayer' }, timeouts: {} },
  ];
  const [, later] = setups;
  const loader = new shell.TransportLoader(
    () => setups.shift(),
    () => {},
  );
  await Promise.all([loader.load(), loader.load()]);
  assert.deepEqual(loader.transport, { gateway: later.gateway, signing: later.signing });
});

// ——— The record

test('a record that is followed anew hears each event once, and none while it is closed', () => {
  const at = 1_752_570_000_000;
  const event = { type: 'registered', at, by: 'portal', ticket: 'ALM-7', region: '75', dutyPaid: false };
  const events = [];
  const followers = new Set();
  const gateway = {
    kind: 'http',
    follow: (_ticket, tell) => {
      followers.add(tell);
      for (const each of events) tell({ ...each });
      return () => followers.delete(tell);
    },
  };
  const happens = (type, by, seconds) => {
    events.push({ type, at: at + seconds * 1_000, by });
    for (const tell of followers) tell(events.at(-1));
  };
  let changes = 0;
  const registration = new shell.Registration(() => {
    changes += 1;
  });
  registration.close();
  assert.equal(registration.begin(event, gateway), undefined);
  assert.equal(followers.size, 0);
  registration.follow();
  registration.follow();
  assert.equal(followers.size, 1);
  happens('review-started', 'migration-service', 1);
  registration.close();
  assert.equal(followers.size, 0);
  happens('approved', 'migration-service', 2);
  registration.follow();
  assert.deepEqual([registration.record.status, registration.isUnfit, changes], ['in-production', false, 2]);
  // Once nothing more can happen, nobody is asked.
  const stopped = { type: 'annulled', at: at + 1_000, by: 'migration-service', for: ['photo-quality'] };
  const { record } = advance(advance(advance(undefined, event).record, events[0]).record, stopped);
  const over = new shell.Registration(() => {});
  over.resume(record, { follow: () => assert.fail('asked') });
  assert.equal(over.record, record);
});

// ——— A draft of an earlier page

describe('a draft that is brought back', () => {
  const fields = { surname: 'Үмбетәлі', consent: true };
  const read = (draft) => shell.readDraft({ version: 1, expiresOn: '2025-06-20', fields, ...draft }, '2025-06-20');

  test('asks for consent anew', () => {
    assert.deepEqual([read({}).fields.surname, read({}).fields.consent], ['Үмбетәлі', false]);
  });

  test('keeps an id that is a UUID in lower case (RFC 9562, 4), and no other', () => {
    const id = '0d1f7b9c-5a4e-4c62-9b3f-2a8e6d7c1f00';
    assert.equal(read({ id }).id, id);
    for (const other of ['draft', '', id.toUpperCase(), `${id}0`, 7, null]) assert.equal('id' in read({ id: other }), false, String(other));
  });
});
