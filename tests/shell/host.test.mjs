// The line to a host, and signing and sending over it. The host is this test, behind the bridges that WKWebView and
// Android put into a page; the real frame is in page.test.mjs. Needs pkg/.

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { advance, init } from '../../pkg/node.js';
import { load } from './bundle.mjs';
import { cms, submissionOf } from './submission.mjs';

let shell;
let submission;

before(async () => {
  await init();
  shell = await load();
  submission = submissionOf();
});

const base64 = (bytes) => ({ $base64: Buffer.from(bytes).toString('base64') });

const bridges = {
  'WKWebView, objects': (hear) => ({
    webkit: {
      messageHandlers: {
        kualik: {
          postMessage: (message) => {
            assert.equal(typeof message, 'object');
            hear(structuredClone(message));
          },
        },
      },
    },
  }),
  'Android, text': (hear) => ({
    KualikHost: {
      postMessage: (message) => {
        assert.equal(typeof message, 'string');
        hear(JSON.parse(message));
      },
    },
  }),
};

/** A page with a host that answers each message by `answer`. */
function connected(answer = () => undefined, bridge = bridges['WKWebView, objects'], isReady = true) {
  const sent = [];
  const scope = bridge((message) => {
    sent.push(message);
    const reply = answer(message);
    if (reply !== undefined) scope.kualik.receive(reply);
  });
  scope.parent = scope;
  const link = shell.connectHost(scope);
  if (isReady) {
    link.send('ready', {});
    sent.length = 0;
  }
  return { link, scope, sent, say: (message) => scope.kualik.receive(message) };
}

for (const [name, bridge] of Object.entries(bridges)) {
  test(`${name}: both ways, the version first, bytes whole`, () => {
    const { link, sent, say } = connected(undefined, bridge);
    const draft = { names: ['Әсел'], photo: { bytes: Uint8Array.of(0, 255, 10) }, none: undefined, nothing: null };
    assert.equal(link.send('draft', { draft }), true);
    assert.deepEqual(sent, [
      { kualik: 1, type: 'draft', draft: { names: ['Әсел'], photo: { bytes: base64([0, 255, 10]) }, nothing: null } },
    ]);
    assert.deepEqual(Object.keys(sent[0]), ['kualik', 'type', 'draft']);
    const heard = [];
    const stop = link.on('configure', (body) => heard.push(body));
    say({ kualik: 1, type: 'configure', draft: sent[0].draft });
    say(JSON.stringify({ kualik: 1, type: 'configure', lang: 'kk' }));
    assert.deepEqual(heard, [{ draft: { names: ['Әсел'], photo: { bytes: Uint8Array.of(0, 255, 10) }, nothing: null } }, { lang: 'kk' }]);
    stop();
    say({ kualik: 1, type: 'configure' });
    assert.equal(heard.length, 2);
    assert.equal(sent.length, 1);
  });
}

test('no bridge and no frame: no host', () => {
  const alone = {};
  alone.parent = alone;
  assert.equal(shell.connectHost(alone), undefined);
  assert.equal(shell.connectHost(alone, 'https://host.example'), undefined);
  assert.equal(shell.connectHost({ parent: alone, webkit: { messageHandlers: {} } }), undefined);
});

test('a frame is connected to an exact origin or not at all', () => {
  for (const origin of [
    undefined,
    '*',
    'null',
    '',
    '/',
    'https://host.example/',
    'https://host.example/app',
    'HTTPS://host.example',
    'host.example',
    'file://',
  ]) {
    const scope = { parent: { postMessage: assert.fail }, addEventListener: assert.fail };
    assert.equal(shell.connectHost(scope, origin), undefined, String(origin));
  }
});

test('what else is called `kualik` in the page stays there', () => {
  const scope = { kualik: { init: () => 'mine' }, KualikHost: { postMessage() {} } };
  shell.connectHost(scope);
  assert.equal(scope.kualik.init(), 'mine');
  assert.equal(typeof scope.kualik.receive, 'function');
});

describe('ignored and reported', () => {
  const circular = { kualik: 1, type: 'configure' };
  circular.self = circular;
  const messages = {
    undefined: [undefined, 'malformed'],
    null: [null, 'malformed'],
    'a number': [7, 'malformed'],
    'text that is no JSON': ['{"kualik":1', 'malformed'],
    'text of JSON text': ['"configure"', 'malformed'],
    'a list': [[{ kualik: 1, type: 'configure' }], 'malformed'],
    'no version': [{ type: 'configure' }, 'malformed'],
    'a version that is text': [{ kualik: '1', type: 'configure' }, 'malformed'],
    'no type': [{ kualik: 1 }, 'malformed'],
    'a type that is no text': [{ kualik: 1, type: ['configure'] }, 'malformed'],
    'a circle': [circular, 'malformed'],
    'a getter that throws': [
      {
        kualik: 1,
        get type() {
          throw new Error('no');
        },
      },
      'malformed',
    ],
    'a function': [() => {}, 'malformed'],
    bytes: [Uint8Array.of(1), 'malformed'],
    'another version': [{ kualik: 2, type: 'configure' }, 'other-version', 'configure'],
    'an unknown type': [{ kualik: 1, type: 'reload' }, 'unknown-type', 'reload'],
    "a name from an object's prototype": [{ kualik: 1, type: 'constructor' }, 'unknown-type', 'constructor'],
    "the page's own type": [{ kualik: 1, type: 'submit' }, 'unknown-type', 'submit'],
    'a type without end': [{ kualik: 1, type: 'x'.repeat(1_000_000) }, 'unknown-type', 'x'.repeat(64)],
  };
  for (const [name, [message, because, about]] of Object.entries(messages)) {
    test(name, () => {
      const { link, sent, say } = connected();
      for (const type of ['configure', 'sign-response', 'submit-result', 'status', 'close', 'protocol-problem'])
        link.on(type, () => assert.fail(type));
      say(message);
      assert.deepEqual(sent, [{ kualik: 1, type: 'protocol-problem', because, version: 1, ...(about ? { about } : {}) }]);
    });
  }
});

test('a problem is heard and never answered: two sides would go on for ever', () => {
  const { link, sent, say } = connected();
  const heard = [];
  link.on('protocol-problem', (body) => heard.push(body));
  say({ kualik: 1, type: 'protocol-problem', because: 'unknown-type' });
  say({ kualik: 2, type: 'protocol-problem', because: 'other-version' });
  assert.deepEqual([heard, sent], [[{ because: 'unknown-type' }, { because: 'other-version' }], []]);
});

test('a bridge that breaks is told, not thrown', () => {
  const scope = {
    KualikHost: {
      postMessage() {
        throw new Error('gone');
      },
    },
  };
  const link = shell.connectHost(scope);
  assert.equal(link.send('ready', {}), false);
  scope.kualik.receive('?');
});

describe('signing', () => {
  const sign = async (answer, settings, signal) => {
    const host = connected(answer);
    return { ...host, answer: await shell.hostSigning(host.link, settings?.timeout).sign(submission.canonical, submission.sha256, signal) };
  };
  const reply = (body) => (message) =>
    message.type === 'sign-request' ? { kualik: 1, type: 'sign-response', id: message.id, ...body } : undefined;
  const failed = (because) => ({ outcome: 'failed', because });

  test('the host gets the bytes and their digest, and its signature comes back', async () => {
    for (const format of ['cms', 'host']) {
      const { answer, sent } = await sign(reply({ outcome: 'signed', signature: { format, bytes: base64(cms) } }));
      assert.deepEqual(answer, { outcome: 'signed', signature: { format, bytes: cms } });
      const [{ id, ...request }] = sent;
      assert.deepEqual(request, { kualik: 1, type: 'sign-request', canonical: base64(submission.canonical), sha256: submission.sha256 });
      assert.match(id, /^[0-9a-f-]{8,}$/);
    }
  });

  test('no host', async () => {
    assert.deepEqual(await shell.hostSigning(undefined).sign(submission.canonical, submission.sha256), failed('no-host'));
    const broken = shell.connectHost({
      KualikHost: {
        postMessage() {
          throw new Error('gone');
        },
      },
    });
    assert.deepEqual(await shell.hostSigning(broken).sign(submission.canonical, submission.sha256), failed('no-host'));
  });

  test('cancelled, and failed as the host says', async () => {
    assert.deepEqual((await sign(reply({ outcome: 'cancelled' }))).answer, { outcome: 'cancelled' });
    for (const because of ['not-running', 'no-host', 'timeout', 'refused', 'protocol']) {
      assert.deepEqual((await sign(reply({ outcome: 'failed', because }))).answer, failed(because));
    }
  });

  test('no answer: a time-out', async () => {
    assert.deepEqual((await sign(undefined, { timeout: 50 })).answer, failed('timeout'));
  });

  test('given up by the page', async () => {
    const { answer, sent } = await sign(undefined, {}, AbortSignal.abort());
    assert.deepEqual([answer, sent], [failed('timeout'), []]);
    const caller = new AbortController();
    assert.deepEqual((await sign(() => void caller.abort(), {}, caller.signal)).answer, failed('timeout'));
  });

  test('late, second and strange answers are nobody’s', async () => {
    const { link, sent, say } = connected();
    const signing = shell.hostSigning(link, 50);
    const late = signing.sign(submission.canonical, submission.sha256);
    assert.deepEqual(await late, failed('timeout'));
    const signature = (byte) => ({ outcome: 'signed', signature: { format: 'host', bytes: base64([byte]) } });
    const answer = shell.hostSigning(link).sign(submission.canonical, submission.sha256);
    const [first, second] = sent.map(({ id }) => id);
    assert.notEqual(first, second);
    const strange = [first, undefined, '', 7, null, [second]];
    for (const id of strange) say({ kualik: 1, type: 'sign-response', id, ...signature(1) });
    say({ kualik: 1, type: 'sign-response', id: second, ...signature(2) });
    say({ kualik: 1, type: 'sign-response', id: second, ...signature(3) });
    assert.deepEqual((await answer).signature.bytes, Uint8Array.of(2));
    assert.deepEqual(
      sent.slice(2),
      Array(strange.length + 1).fill({ kualik: 1, type: 'protocol-problem', because: 'out-of-turn', version: 1, about: 'sign-response' }),
    );
  });

  const wrong = {
    'no outcome': {},
    'an outcome of nobody': { outcome: 'maybe' },
    'a reason of nobody': { outcome: 'failed', because: 'rain' },
    'no signature': { outcome: 'signed' },
    'no bytes': { outcome: 'signed', signature: { format: 'cms' } },
    'no bytes in it': { outcome: 'signed', signature: { format: 'cms', bytes: base64([]) } },
    'bytes as text': { outcome: 'signed', signature: { format: 'cms', bytes: 'MAA=' } },
    'bytes as a list': { outcome: 'signed', signature: { format: 'cms', bytes: [1] } },
    'base64 that is none': { outcome: 'signed', signature: { format: 'cms', bytes: { $base64: '?' } } },
    'no format': { outcome: 'signed', signature: { bytes: base64(cms) } },
    'the format of the sandbox': { outcome: 'signed', signature: { format: 'none', bytes: base64(cms) } },
  };
  for (const [name, body] of Object.entries(wrong)) {
    test(`${name} is no signature, and reported`, async () => {
      const { answer, sent } = await sign(reply(body));
      assert.deepEqual(answer, failed('protocol'));
      assert.deepEqual(sent.slice(1), [{ kualik: 1, type: 'protocol-problem', because: 'wrong-body', version: 1, about: 'sign-response' }]);
    });
  }
});

describe('sending', () => {
  const event = {
    type: 'registered',
    at: 1_752_570_000_000,
    by: 'portal',
    ticket: 'ALM-1',
    region: '75',
    dutyPaid: true,
    paidOn: '2025-07-14',
  };
  const send = async (answer, settings, one = submission) => {
    const host = connected(answer);
    return { ...host, answer: await shell.hostGateway(host.link, settings?.timeout).submit(one) };
  };
  const reply =
    (body) =>
    ({ type, id }) =>
      type === 'submit' ? { kualik: 1, type: 'submit-result', id, ...body } : undefined;
  const unreachable = (because) => ({ outcome: 'unreachable', because });

  test('the host gets the signed bytes, the signature and the pictures, under the id', async () => {
    const { answer, sent } = await send(reply({ outcome: 'registered', event }));
    assert.deepEqual(answer, { outcome: 'registered', event });
    const picture = ({ mediaType, bytes }) => ({ mediaType, bytes: base64(bytes) });
    assert.deepEqual(sent, [
      {
        kualik: 1,
        type: 'submit',
        id: submission.application.id,
        canonical: base64(submission.canonical),
        signature: { format: 'cms', bytes: base64(cms) },
        photo: picture(submission.photo),
        signaturePicture: picture(submission.signaturePicture),
      },
    ]);
  });

  test('refused with problems; unreachable as the host says', async () => {
    const problems = [{ code: 'wrong-amount', path: 'duty.amount', params: { due: 786 } }];
    assert.deepEqual((await send(reply({ outcome: 'invalid', problems }))).answer, { outcome: 'refused', problems });
    for (const because of ['offline', 'timeout', 'server', 'protocol']) {
      assert.deepEqual((await send(reply({ outcome: 'unreachable', because }))).answer, unreachable(because));
    }
  });

  test('no host, no signature, no answer', async () => {
    assert.deepEqual(await shell.hostGateway(undefined).submit(submission), unreachable('protocol'));
    const unsigned = await send(
      reply({ outcome: 'registered', event }),
      {},
      { ...submission, signature: { format: 'none', bytes: new Uint8Array() } },
    );
    assert.deepEqual([unsigned.answer, unsigned.sent], [unreachable('protocol'), []]);
    assert.deepEqual((await send(undefined, { timeout: 50 })).answer, unreachable('timeout'));
    const broken = shell.connectHost({
      KualikHost: {
        postMessage() {
          throw new Error('gone');
        },
      },
    });
    assert.deepEqual(await shell.hostGateway(broken).submit(submission), unreachable('protocol'));
  });

  test('an answer that came too late is heard by the one who asks again', async () => {
    const { link, sent, say } = connected();
    assert.deepEqual(await shell.hostGateway(link, 50).submit(submission), unreachable('timeout'));
    const again = shell.hostGateway(link).submit(submission);
    assert.equal(sent[0].id, sent[1].id);
    say({ kualik: 1, type: 'submit-result', id: sent[0].id, outcome: 'registered', event });
    assert.deepEqual(await again, { outcome: 'registered', event });
  });

  for (const [name, body] of Object.entries({
    'no outcome': {},
    'another application’s registration': { outcome: 'registered', event: { ...event, region: '71' } },
    'no event': { outcome: 'registered' },
    'a reason of nobody': { outcome: 'unreachable', because: 'rain' },
    'no problems': { outcome: 'invalid', problems: [] },
  })) {
    test(`${name} is not understood, and reported`, async () => {
      const { answer, sent } = await send(reply(body));
      assert.deepEqual(answer, unreachable('protocol'));
      assert.deepEqual([sent[1].because, sent[1].about], ['wrong-body', 'submit-result']);
    });
  }

  test('the host tells how the record goes on: each event once, and only of what the page asked for', async () => {
    const { link, sent, say } = connected(reply({ outcome: 'registered', event }));
    const gateway = shell.hostGateway(link);
    const status = (...history) => say({ kualik: 1, type: 'status', record: { ticket: event.ticket, history } });
    const last = () => {
      const { because, about } = sent.at(-1);
      return [sent.length, because, about];
    };
    status(event);
    assert.deepEqual(last(), [1, 'out-of-turn', 'status']);
    await gateway.submit(submission);
    status(event);
    assert.deepEqual(last(), [3, 'out-of-turn', 'status']);
    const told = [];
    const stop = gateway.follow('ALM-1', (each) => told.push(each));
    assert.deepEqual(sent.slice(3), [{ kualik: 1, type: 'status', ticket: 'ALM-1' }]);
    const started = { type: 'review-started', at: event.at, by: 'migration-service' };
    const approved = { type: 'approved', at: event.at, by: 'migration-service' };
    status(event);
    status(event, started);
    status(event, started);
    assert.equal(sent.length, 4);
    say({ kualik: 1, type: 'status', record: { ticket: 'ALM-2', history: [{ ...event, ticket: 'ALM-2' }, started] } });
    assert.deepEqual(last(), [5, 'out-of-turn', 'status']);
    status(event, approved);
    assert.deepEqual(last(), [6, 'wrong-body', 'status']);
    say({ kualik: 1, type: 'status' });
    assert.deepEqual(last(), [7, 'wrong-body', 'status']);
    status(event, started, approved);
    stop();
    status(event, started, approved, { type: 'arrived', at: event.at, by: 'central-node' });
    assert.deepEqual(told, [started, approved]);
    shell.hostGateway(undefined).follow('ALM-1', assert.fail)();
  });

  test('a ticket of an earlier page: its record as the core makes it, none, or no answer', async () => {
    const find = async (status, settings) => {
      const { link, sent } = connected(({ type }) => (type === 'status' && status ? { kualik: 1, type, ...status } : undefined));
      const answer = await shell.hostGateway(link, settings?.timeout).find('ALM-1', settings?.signal);
      return [answer, sent.filter(({ type }) => type === 'protocol-problem').map(({ because }) => because)];
    };
    const { record } = advance(undefined, event);
    assert.deepEqual(await find({ record: { ticket: 'ALM-1', history: [event], next: 'none' } }), [{ outcome: 'found', record }, []]);
    assert.deepEqual(await find({ record: null, ticket: 'ALM-1' }), [{ outcome: 'unknown' }, []]);
    assert.deepEqual(await find({ record: null }), [unreachable('protocol'), ['wrong-body']]);
    assert.deepEqual(await find({ record: { ticket: 'ALM-1', history: [] } }), [unreachable('protocol'), ['wrong-body']]);
    // Of another ticket: no answer to this question.
    assert.deepEqual(await find({ record: null, ticket: 'ALM-2' }, { timeout: 50 }), [unreachable('timeout'), ['out-of-turn']]);
    assert.deepEqual(await find(undefined, { signal: AbortSignal.abort() }), [unreachable('timeout'), []]);
    assert.deepEqual(await shell.hostGateway(undefined).find('ALM-1'), unreachable('protocol'));
  });
});
