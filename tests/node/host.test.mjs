// `kualik/host`: who may say what and when, the host's side, and the JSON Schema of every message. Needs pkg/.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import Ajv2020 from 'ajv/dist/2020.js';
import { ProtocolSession, host, hostFrame, initialState, messageTypes, pack, transition, unpack } from '../../pkg/host/index.js';
import { checkEligibility, init, ruleset } from '../../pkg/node.js';

const schema = (name) => JSON.parse(readFileSync(new URL(`../../pkg/schemas/${name}.json`, import.meta.url), 'utf8'));
const hostSchema = schema('host');
const ajv = new Ajv2020({ strict: true, strictTypes: false, validateFormats: false });
for (const name of ['record', 'ruleset', 'host']) ajv.addSchema({ $id: `https://kualik.invalid/${name}.json`, ...schema(name) });
const isOf = (side, message) => ajv.validate({ $ref: `https://kualik.invalid/host.json#/$defs/${side}` }, message);

const event = {
  type: 'registered',
  at: 1_752_570_000_000,
  by: 'portal',
  ticket: 'ALM-1',
  region: '75',
  dutyPaid: true,
  paidOn: '2025-06-01',
};
const record = { ticket: 'ALM-1', status: 'submitted', region: '75', dutyPaid: true, history: [event], next: 'wait', refund: 'none' };
const bytes = Uint8Array.of(1, 2, 3);
const jpeg = { mediaType: 'image/jpeg', bytes };
const problem = { because: 'malformed', version: 1 };
let verdict;
before(async () => {
  await init();
  verdict = checkEligibility({
    document: 'identity-card',
    reason: 'expiry',
    applicant: 'owner',
    expiresOn: '2025-06-20',
    on: '2025-06-01',
  });
});

/** One message of each type, by the words of docs/embedding.md; more where its fields differ. */
const examples = () => ({
  page: {
    ready: [{}],
    verdict: [{ verdict }, { verdict: null }],
    draft: [{ draft: { version: 1, expiresOn: '2025-06-20', fields: {}, step: 'details', photo: jpeg } }, { draft: null }],
    'sign-request': [{ id: 'a', canonical: bytes, sha256: '0'.repeat(64) }],
    submit: [
      { id: 'b', canonical: bytes, signature: { format: 'cms', bytes }, photo: jpeg, signaturePicture: { mediaType: 'image/png', bytes } },
    ],
    status: [{ ticket: 'ALM-1' }],
    close: [{}, { left: 'sending' }],
    'protocol-problem': [problem, { ...problem, about: 'configure' }],
  },
  host: {
    configure: [
      {},
      {
        lang: 'kk',
        on: '2025-06-01',
        now: 1,
        ruleset: ruleset(),
        keepsDrafts: true,
        draft: { version: 1, expiresOn: '2025-06-20', fields: {} },
        gateway: 'host',
        endpoint: 'https://registration.example',
        signing: 'host',
        timeouts: { signing: 1_000 },
        registrationPoints: { 75: ['№ 1'] },
        consent: { kk: 'Келісім', ru: 'Согласие', en: 'Consent' },
      },
    ],
    'sign-response': [
      { id: 'a', outcome: 'signed', signature: { format: 'host', bytes } },
      { id: 'a', outcome: 'cancelled' },
      { id: 'a', outcome: 'failed', because: 'refused' },
    ],
    'submit-result': [
      { id: 'b', outcome: 'registered', event },
      { id: 'b', outcome: 'invalid', problems: [{ code: 'wrong-amount', path: 'duty.amount', params: { due: 786 } }] },
      { id: 'b', outcome: 'unreachable', because: 'server' },
    ],
    status: [{ record }, { record: null, ticket: 'ALM-2' }],
    close: [{}],
    'protocol-problem': [problem],
  },
});

describe('the schema', () => {
  test('knows the types that the module knows, and no more', () => {
    for (const side of ['page', 'host']) {
      assert.deepEqual(
        hostSchema.$defs[side].oneOf.map(({ $ref }) => $ref.replace(`#/$defs/${side}-`, '')),
        messageTypes[side],
      );
      assert.deepEqual(Object.keys(examples()[side]), messageTypes[side]);
    }
  });

  test('accepts each message; not of another version, with a field less or more, or from the other side', () => {
    for (const [side, messages] of Object.entries(examples())) {
      for (const [type, bodies] of Object.entries(messages)) {
        for (const body of bodies) {
          const message = JSON.parse(pack({ kualik: 1, type, ...body }));
          assert.ok(isOf(side, message), `${type}: ${JSON.stringify(ajv.errors)}`);
          assert.ok(!isOf(side, { ...message, kualik: 2 }), type);
          assert.ok(!isOf(side, { ...message, more: 1 }), type);
          for (const field of Object.keys(message)) {
            const { [field]: _, ...less } = message;
            assert.equal(
              isOf(side, less),
              (type === 'configure' && field in body) || field === 'about' || field === 'left',
              `${type} without ${field}`,
            );
          }
          const both = ['close', 'protocol-problem'].includes(type) && !('left' in body);
          assert.equal(isOf(side === 'page' ? 'host' : 'page', message), both, `${type} from the other side`);
        }
      }
    }
  });

  test('what is no base64 is no bytes', () => {
    const signed = (text) => ({ kualik: 1, type: 'sign-response', id: 'a', outcome: 'signed', signature: { format: 'cms', bytes: text } });
    assert.ok(isOf('host', signed({ $base64: 'AQID' })));
    for (const wrong of ['AQID', { $base64: 'AQI' }, { $base64: '?' }, { $base64: 'AQID', more: 1 }, [1]])
      assert.ok(!isOf('host', signed(wrong)), JSON.stringify(wrong));
  });
});

describe('transitions', () => {
  const submit = { type: 'submit', id: 'b' };
  /** What each side may say after these messages. */
  const after = (...said) =>
    said.reduce((state, [from, message]) => {
      const next = transition(state, from, message);
      assert.ok(next, `${from}: ${JSON.stringify(message)} is out of turn`);
      return next;
    }, initialState);
  const may = (state, from, message) => transition(state, from, message) !== undefined;
  const ready = ['page', { type: 'ready' }];
  const configured = [ready, ['host', { type: 'configure' }]];

  test('the page says first that it is ready; nobody else begins', () => {
    for (const side of ['page', 'host']) {
      for (const type of messageTypes[side]) {
        const first = type === 'protocol-problem' || (side === 'page' && type === 'ready');
        assert.equal(may(initialState, side, { type, id: 'a', ticket: 'A', record }), first, `${side} ${type}`);
      }
    }
  });

  test('what was closed stays closed until a page is ready anew', () => {
    for (const closer of ['page', 'host']) {
      const closed = after(...configured, [closer, { type: 'close' }]);
      for (const side of ['page', 'host']) {
        for (const type of messageTypes[side]) {
          assert.equal(
            may(closed, side, { type, id: 'a', ticket: 'A', record }),
            type === 'protocol-problem' || type === 'ready',
            `${side} ${type}`,
          );
        }
      }
      assert.deepEqual(after(...configured, [closer, { type: 'close' }], ready), { phase: 'ready' });
    }
  });

  test('a signature answers the last question alone, and once', () => {
    const asked = after(...configured, ['page', { type: 'sign-request', id: 'a1' }]);
    const answer = (id) => ['host', { type: 'sign-response', id }];
    assert.ok(!may(after(...configured), ...answer('a1')));
    assert.ok(!may(asked, ...answer('a2')) && !may(asked, ...answer(undefined)) && may(asked, ...answer('a1')));
    const again = transition(asked, 'page', { type: 'sign-request', id: 'a2' });
    assert.ok(!may(again, ...answer('a1')) && may(again, ...answer('a2')));
    assert.ok(!may(transition(again, ...answer('a2')), ...answer('a2')));
    assert.ok(!may(asked, 'page', { type: 'sign-request' }));
  });

  test('one application at a time; the same may be sent again', () => {
    const sent = after(...configured, ['page', submit]);
    const result = (more) => ['host', { type: 'submit-result', id: 'b', ...more }];
    assert.ok(
      may(sent, 'page', submit) &&
        !may(sent, 'page', { type: 'submit', id: 'c' }) &&
        !may(sent, 'host', { type: 'submit-result', id: 'c' }),
    );
    assert.ok(!may(transition(sent, ...result({ outcome: 'invalid' })), ...result({})));
    const registered = transition(sent, ...result({ outcome: 'registered', event }));
    assert.ok(may(registered, 'page', { type: 'submit', id: 'c' }));
  });

  test('a record is told only of the ticket that was asked for', () => {
    const open = after(...configured);
    assert.ok(!may(open, 'host', { type: 'status', record }) && !may(open, 'page', { type: 'status' }));
    // Any that the applicant has, also of an earlier page.
    const followed = transition(open, 'page', { type: 'status', ticket: 'ALM-1' });
    const none = (ticket) => ['host', { type: 'status', record: null, ticket }];
    assert.ok(may(followed, ...none('ALM-1')) && !may(followed, ...none('ALM-2')) && !may(open, ...none('ALM-1')));
    assert.ok(
      may(followed, 'host', { type: 'status', record }) &&
        !may(followed, 'host', { type: 'status', record: { ...record, ticket: 'ALM-2' } }),
    );
  });

  test('a type from an object’s prototype is none', () => {
    for (const type of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      assert.equal(transition(after(...configured), 'page', { type }), undefined);
      assert.equal(transition(after(...configured), 'host', { type }), undefined);
    }
  });

  test('a state is never changed, only followed by another', () => {
    const state = Object.freeze(after(...configured));
    assert.notEqual(transition(state, 'page', submit), state);
    assert.deepEqual(state, { phase: 'open' });
  });
});

describe('a host of JavaScript', () => {
  /** A page and a host that speak at once with each other; what either side said stands in `said`. */
  function between(options) {
    const said = [];
    let line;
    const page = new ProtocolSession(
      'page',
      (text) => {
        said.push(['page', JSON.parse(text).type]);
        line.receive(text);
      },
      (type, body) => heard.push([type, body]),
    );
    const heard = [];
    line = host((text) => {
      said.push(['host', JSON.parse(text).type]);
      page.receive(text);
    }, options);
    return { page, line, said, heard };
  }

  test('the whole way', async () => {
    const order = [];
    let tell;
    const { page, line, heard } = between({
      configure: () => ({ lang: 'kk', signing: 'host' }),
      on: {
        ready: () => order.push('ready'),
        verdict: (message) => order.push(message.verdict.outcome),
        draft: (message) => order.push(message.draft),
        'sign-request': ({ canonical }) => ({ outcome: 'signed', signature: { format: 'host', bytes: canonical } }),
        submit: async ({ photo }) => {
          order.push(photo.bytes);
          return { outcome: 'registered', event };
        },
        status: ({ ticket }, say) => {
          tell = say;
          assert.equal(ticket, 'ALM-1');
          assert.equal(tell(record), true);
          return () => order.push('stopped');
        },
        close: () => order.push('closed'),
      },
    });
    assert.ok(page.send('ready'));
    assert.ok(page.send('verdict', { verdict }));
    assert.ok(page.send('draft', { draft: null }));
    assert.ok(page.send('sign-request', { id: 'a', canonical: bytes, sha256: '0'.repeat(64) }));
    await new Promise(setImmediate);
    assert.ok(
      page.send('submit', { id: 'b', canonical: bytes, signature: { format: 'host', bytes }, photo: jpeg, signaturePicture: jpeg }),
    );
    await new Promise(setImmediate);
    assert.ok(page.send('status', { ticket: 'ALM-1' }));
    assert.ok(line.configure({ lang: 'ru' }));
    assert.ok(page.send('close'));
    assert.equal(tell(record), false);
    assert.deepEqual(order, ['ready', 'eligible', null, bytes, 'stopped', 'closed']);
    assert.deepEqual(heard, [
      ['configure', { lang: 'kk', signing: 'host' }],
      ['sign-response', { id: 'a', outcome: 'signed', signature: { format: 'host', bytes } }],
      ['submit-result', { id: 'b', outcome: 'registered', event }],
      ['status', { record }],
      ['configure', { lang: 'ru' }],
    ]);
  });

  for (const [name, on] of Object.entries({
    'that throws': {
      'sign-request': () => {
        throw new Error('key');
      },
      submit: async () => {
        throw new Error('net');
      },
    },
    'that answers nothing': { 'sign-request': () => undefined, submit: () => undefined },
    'without handlers': {},
  })) {
    test(`one ${name} has failed, in words of the protocol`, async () => {
      const { page, heard } = between({ configure: {}, on });
      page.send('ready');
      page.send('sign-request', { id: 'a', canonical: bytes, sha256: '0'.repeat(64) });
      await new Promise(setImmediate);
      page.send('submit', { id: 'b', canonical: bytes, signature: { format: 'host', bytes }, photo: jpeg, signaturePicture: jpeg });
      await new Promise(setImmediate);
      assert.deepEqual(heard.slice(1), [
        ['sign-response', { id: 'a', outcome: 'failed', because: 'protocol' }],
        ['submit-result', { id: 'b', outcome: 'unreachable', because: 'server' }],
      ]);
    });
  }

  test('a page that comes anew is configured anew, with the draft of the last one, and nobody tells the old one', async () => {
    let kept;
    let stops = 0;
    const { page, heard } = between({
      configure: () => ({ keepsDrafts: true, ...(kept ? { draft: kept } : {}) }),
      on: {
        draft: ({ draft }) => {
          kept = draft;
        },
        submit: () => ({ outcome: 'registered', event }),
        status: () => () => {
          stops += 1;
        },
      },
    });
    const draft = { version: 1, expiresOn: '2025-06-20', fields: {}, photo: jpeg };
    page.send('ready');
    page.send('draft', { draft });
    page.send('submit', { id: 'b', canonical: bytes, signature: { format: 'host', bytes }, photo: jpeg, signaturePicture: jpeg });
    await new Promise(setImmediate);
    page.send('status', { ticket: 'ALM-1' });
    page.send('ready');
    assert.deepEqual(
      [heard[0], heard.at(-1), stops],
      [['configure', { keepsDrafts: true }], ['configure', { keepsDrafts: true, draft }], 1],
    );
  });

  test('a page that is nobody’s is told so, and heard no further', () => {
    const sent = [];
    const line = host((text) => sent.push(unpack(text)), { configure: {}, on: { verdict: assert.fail, submit: assert.fail } });
    for (const message of [
      7,
      '{',
      { kualik: 1 },
      { kualik: 1, type: 'configure' },
      { kualik: 2, type: 'ready' },
      { kualik: 1, type: 'verdict', verdict },
      { kualik: 1, type: 'submit', id: 'b' },
    ])
      line.receive(message);
    assert.deepEqual(
      sent.map(({ type, because }) => [type, because]),
      ['malformed', 'malformed', 'malformed', 'unknown-type', 'other-version', 'out-of-turn', 'out-of-turn'].map((because) => [
        'protocol-problem',
        because,
      ]),
    );
  });

  test('a line that breaks is told, and the turn stays', () => {
    const page = new ProtocolSession(
      'page',
      () => {
        throw new Error('gone');
      },
      () => {},
    );
    assert.equal(page.send('ready'), false);
    assert.deepEqual(page.state, initialState);
  });
});

test('a frame is spoken with by an exact origin or not at all', () => {
  for (const origin of ['*', 'null', '', 'https://page.example/', 'page.example', undefined]) {
    assert.throws(() => hostFrame({ contentWindow: { postMessage: assert.fail } }, { origin, configure: {} }), TypeError, String(origin));
  }
});
