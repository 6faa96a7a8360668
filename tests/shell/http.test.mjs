// The gateway `http` against a server on a real port that fails at every point: never two applications, never a lost
// one, never an exception. Needs pkg/.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { after, afterEach, before, describe, test } from 'node:test';
import { advance, init } from '../../pkg/node.js';
import { load } from './bundle.mjs';
import { faults, startRegistration } from './registration.mjs';
import { personal, submissionOf } from './submission.mjs';

let shell;
let server;
let submission;
/** The way a page knows of its network; Node 20 has no `navigator`. */
const network = { onLine: true };

before(async () => {
  Object.defineProperty(globalThis, 'navigator', { value: network, configurable: true });
  await init();
  shell = await load();
  server = await startRegistration();
  submission = submissionOf();
});
after(() => server?.close());
afterEach(() => {
  network.onLine = true;
  server.reset();
});

/** A gateway that waits for nothing and writes down what it would have waited. */
function gateway(settings = {}) {
  const waits = [];
  const made = shell.httpGateway({
    endpoint: server.endpoint,
    pauses: [10, 20, 40],
    wait: async (milliseconds) => void waits.push(milliseconds),
    ...settings,
  });
  return { ...made, waits };
}

const registered = (answer) => {
  assert.equal(answer.outcome, 'registered', JSON.stringify(answer));
  assert.deepEqual(answer.event, server.store.get(submission.application.id).event);
  assert.equal(server.store.size, 1);
};

describe('what is sent', () => {
  test('the bytes as they were signed, the signature, both pictures, under the id as key', async () => {
    registered(await gateway().submit(submission));
    const { list } = server.store.get(submission.application.id);
    assert.deepEqual(
      list.map(({ name, fileName, type }) => [name, fileName, type]),
      [
        ['application', 'application.json', 'application/json'],
        ['signature', 'signature.p7s', 'application/pkcs7-signature'],
        ['photo', 'photo.jpg', 'image/jpeg'],
        ['signature-picture', 'signature-picture.png', 'image/png'],
      ],
    );
    const bytes = list.map((part) => new Uint8Array(part.bytes));
    assert.deepEqual(
      bytes,
      [submission.canonical, submission.signature.bytes, submission.photo.bytes, submission.signaturePicture.bytes].map(
        (part) => new Uint8Array(part),
      ),
    );
    assert.equal(server.seen[0].headers['idempotency-key'], submission.application.id);
    assert.equal(server.seen[0].headers.cookie, undefined);
  });

  test("a host's signature is bytes of no known kind", async () => {
    registered(await gateway().submit({ ...submission, signature: { format: 'host', bytes: Uint8Array.of(1, 2, 3) } }));
    const { name, fileName, type } = server.store.get(submission.application.id).list[1];
    assert.deepEqual([name, fileName, type], ['signature', 'signature.bin', 'application/octet-stream']);
  });

  test('no address and no header says anything of the applicant', async () => {
    await gateway().submit(submission);
    const [{ url, headers }] = server.seen;
    assert.equal(url, '/kualik/applications');
    for (const secret of personal(submission)) assert.ok(!JSON.stringify(headers).includes(secret), secret);
  });

  test('an application without a signature never leaves', async () => {
    const answer = await gateway().submit({ ...submission, signature: { format: 'none', bytes: new Uint8Array() } });
    assert.deepEqual(answer, { outcome: 'unreachable', because: 'protocol' });
    assert.equal(server.seen.length, 0);
  });
});

describe('a failure that another try mends', () => {
  const mended = {
    'reset before the body was read': () => [faults.resetBefore()],
    'reset after the body was read, nothing registered': () => [faults.resetUnregistered()],
    'registered and the answer lost': () => [faults.lostAnswer()],
    'registered and the answer cut': () => [faults.cutAnswer()],
    'registered and silent': () => [faults.silent()],
    'registered and silent after the headers': () => [faults.silentBody()],
    'registered, and 500': () => [faults.registersAndSays(500)],
    'three failures of three kinds': () => [faults.lostAnswer(), faults.says(503), faults.cutAnswer()],
    ...Object.fromEntries([408, 425, 429, 500, 502, 503, 504].map((status) => [`status ${status}`, () => [faults.says(status, '<html>')]])),
    '409 while the first is being read': () => [faults.registersAndSays(409)],
  };
  for (const [name, failures] of Object.entries(mended)) {
    test(name, async () => {
      server.faults.push(...failures());
      const { submit, waits } = gateway({ timeout: name.includes('silent') ? 200 : 10_000 });
      const tries = server.faults.length + 1;
      registered(await submit(submission));
      assert.equal(server.seen.length, tries);
      assert.deepEqual(waits, [10, 20, 40].slice(0, tries - 1));
    });
  }

  test('no more tries than asked for, each pause longer, and then the applicant is told', async () => {
    server.faults.push(...Array.from({ length: 4 }, () => faults.says(503)));
    const { submit, waits } = gateway();
    assert.deepEqual(await submit(submission), { outcome: 'unreachable', because: 'server' });
    assert.deepEqual(waits, [10, 20, 40]);
    assert.equal(server.store.size, 0);
    registered(await submit(submission));
  });

  test('every answer lost: told so, registered once, and found again by sending it again', async () => {
    server.faults.push(...Array.from({ length: 4 }, () => faults.lostAnswer()));
    const { submit } = gateway();
    assert.deepEqual(await submit(submission), { outcome: 'unreachable', because: 'server' });
    assert.equal(server.store.size, 1);
    registered(await submit(submission));
  });

  test('a server that never answers is told as a time-out', async () => {
    server.faults.push(faults.silent(), faults.silent());
    assert.deepEqual(await gateway({ timeout: 100, pauses: [0] }).submit(submission), { outcome: 'unreachable', because: 'timeout' });
    registered(await gateway().submit(submission));
  });

  test('nobody listens', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address();
    closed.close();
    await once(closed, 'close');
    const { submit, waits } = gateway({ endpoint: `http://127.0.0.1:${port}/` });
    assert.deepEqual(await submit(submission), { outcome: 'unreachable', because: 'server' });
    assert.deepEqual(waits, [10, 20, 40]);
  });
});

describe('Retry-After', () => {
  test('is a pause at least that long', async () => {
    server.faults.push(faults.says(429, undefined, { 'Retry-After': '7' }), faults.says(503, undefined, { 'Retry-After': '0' }));
    const { submit, waits } = gateway();
    registered(await submit(submission));
    assert.deepEqual(waits, [7_000, 20]);
  });

  test('that is too long for a person ends the tries', async () => {
    server.faults.push(faults.says(503, undefined, { 'Retry-After': '121' }));
    const { submit, waits } = gateway();
    assert.deepEqual(await submit(submission), { outcome: 'unreachable', because: 'server' });
    assert.deepEqual(waits, []);
  });

  for (const text of ['Wed, 21 Oct 2065 07:28:00 GMT', '-5', '1e9', 'NaN', '99999999999999999999', '']) {
    test(`that is no number of seconds is none: ${JSON.stringify(text)}`, async () => {
      server.faults.push(faults.says(503, undefined, { 'Retry-After': text }));
      const { submit, waits } = gateway();
      registered(await submit(submission));
      assert.deepEqual(waits, [10]);
    });
  }
});

describe('offline', () => {
  // HTML, 9.2.1.4: `onLine` is “inherently unreliable”. A device behind a VPN or in a virtual machine may say false and be connected.
  test('said to be, and it is not: sent all the same', async () => {
    network.onLine = false;
    registered(await gateway().submit(submission));
  });

  test('said to be, and it is: tried, and told as such', async () => {
    network.onLine = false;
    server.faults.push(({ request }) => request.socket.destroy());
    assert.deepEqual(await gateway().submit(submission), { outcome: 'unreachable', because: 'offline' });
    assert.equal(server.seen.length, 1);
  });

  test('lost on the way: told as such at once', async () => {
    server.faults.push(({ request }) => {
      network.onLine = false;
      request.socket.destroy();
    });
    const { submit, waits } = gateway();
    assert.deepEqual(await submit(submission), { outcome: 'unreachable', because: 'offline' });
    assert.deepEqual(waits, []);
  });

  test('lost between two tries: the second is made, and fails as such', async () => {
    server.faults.push(faults.says(503), ({ request }) => request.socket.destroy());
    const { submit } = gateway({
      wait: async () => {
        network.onLine = false;
      },
    });
    assert.deepEqual(await submit(submission), { outcome: 'unreachable', because: 'offline' });
    assert.equal(server.seen.length, 2);
  });
});

describe('giving up', () => {
  test('before: nothing is sent', async () => {
    assert.equal((await gateway().submit(submission, AbortSignal.abort())).outcome, 'unreachable');
    assert.equal(server.seen.length, 0);
  });

  test('while the server is silent: it may have arrived, and is found again', async () => {
    server.faults.push(faults.silent());
    const caller = new AbortController();
    const answer = gateway().submit(submission, caller.signal);
    await server.until(1);
    caller.abort();
    assert.deepEqual(await answer, { outcome: 'unreachable', because: 'timeout' });
    registered(await gateway().submit(submission));
  });

  test('while waiting for the next try, with the clock of the gateway itself', async () => {
    server.faults.push(faults.says(503));
    const caller = new AbortController();
    const answer = shell.httpGateway({ endpoint: server.endpoint, pauses: [600_000] }).submit(submission, caller.signal);
    await server.until(1);
    caller.abort();
    assert.equal((await answer).outcome, 'unreachable');
    assert.equal(server.seen.length, 1);
  });
});

describe('refused', () => {
  const problems = [
    { code: 'wrong-amount', path: 'duty.amount', params: { due: 786 } },
    { code: 'inconsistent', path: '' },
  ];
  for (const status of [400, 409, 413, 415, 422]) {
    test(`status ${status} with problems`, async () => {
      server.faults.push(faults.says(status, { outcome: 'invalid', problems }));
      const { submit, waits } = gateway();
      assert.deepEqual(await submit(submission), { outcome: 'refused', problems });
      assert.deepEqual(waits, []);
      assert.equal(server.store.size, 0);
    });
  }

  test('other bytes under the same id', async () => {
    registered(await gateway().submit(submission));
    const canonical = Uint8Array.from([...submission.canonical, 0x20]);
    assert.deepEqual(await gateway().submit({ ...submission, canonical }), {
      outcome: 'refused',
      problems: [{ code: 'duplicate', path: 'id' }],
    });
    assert.equal(server.store.size, 1);
  });

  test('409 that brings the registration is the registration', async () => {
    server.faults.push(faults.registersAndSays(409, (answer) => answer));
    registered(await gateway().submit(submission));
  });

  const wrong = {
    'no problems': { outcome: 'invalid', problems: [] },
    'another outcome': { outcome: 'refused', problems },
    'a code of nobody': { outcome: 'invalid', problems: [{ code: 'tax-evasion', path: '' }] },
    "a code from an object's prototype": { outcome: 'invalid', problems: [{ code: 'toString', path: '' }] },
    'a path that is no text': { outcome: 'invalid', problems: [{ code: 'required', path: 7 }] },
    'no path': { outcome: 'invalid', problems: [{ code: 'required' }] },
    'a path without end': { outcome: 'invalid', problems: [{ code: 'required', path: 'a'.repeat(201) }] },
    'parameters that are objects': { outcome: 'invalid', problems: [{ code: 'required', path: '', params: { max: {} } }] },
    'parameters that are a list': { outcome: 'invalid', problems: [{ code: 'required', path: '', params: [] }] },
    'problems without end': { outcome: 'invalid', problems: Array.from({ length: 201 }, () => ({ code: 'required', path: '' })) },
    'a list': problems,
    null: 'null',
    'a page': '<html>',
    nothing: undefined,
  };
  for (const [name, body] of Object.entries(wrong)) {
    test(`status 422 with ${name} lists nothing that could be mended`, async () => {
      server.faults.push(faults.says(422, body));
      assert.deepEqual(await gateway().submit(submission), { outcome: 'rejected', because: 'other' });
      assert.equal(server.seen.length, 1);
    });
  }

  // RFC 9110, 15.5: the request is at fault, and the same one again would be.
  for (const [status, because] of [
    [400, 'other'],
    [401, 'access'],
    [403, 'access'],
    [404, 'address'],
    [405, 'address'],
    [410, 'address'],
    [413, 'size'],
    [415, 'other'],
    [451, 'other'],
  ]) {
    test(`status ${status} with a page: rejected, at once`, async () => {
      server.faults.push(faults.says(status, '<html>'));
      const { submit, waits } = gateway();
      assert.deepEqual([await submit(submission), waits], [{ outcome: 'rejected', because }, []]);
    });
  }

  test('of a problem only what the contract has comes in', async () => {
    server.faults.push(
      faults.says(422, { outcome: 'invalid', problems: [{ code: 'required', path: 'photo', message: '<img>' }], more: 1 }),
    );
    assert.deepEqual(await gateway().submit(submission), { outcome: 'refused', problems: [{ code: 'required', path: 'photo' }] });
  });
});

describe('an answer that is not a registration of this application', () => {
  const changes = {
    'of another region': (event) => ({ ...event, region: '71' }),
    'of another duty': (event) => ({ ...event, dutyPaid: false }),
    'of another event': ({ at }) => ({ type: 'review-started', at, by: 'migration-service' }),
    'by another': (event) => ({ ...event, by: 'central-node' }),
    'without a ticket': ({ ticket, ...event }) => event,
    'with an empty ticket': (event) => ({ ...event, ticket: '' }),
    'with a ticket that is a number': (event) => ({ ...event, ticket: 7 }),
    'with an instant that is text': (event) => ({ ...event, at: '2025-07-15' }),
    'with a field too many': (event) => ({ ...event, iin: '990101300122' }),
    'in a list': (event) => [event],
    null: () => null,
    // ECMA-262, 21.4.1.1: the last instant, which no civil date of Kazakhstan can name.
    'at the end of time': (event) => ({ ...event, at: 8.64e15 }),
    'before the first date': (event) => ({ ...event, at: Date.parse('1990-12-31T18:00:00Z'), paidOn: '1990-12-31' }),
    'after the last date': (event) => ({ ...event, at: Date.parse('2100-12-31T19:00:00Z') }),
  };
  for (const [name, change] of Object.entries(changes)) {
    test(name, async () => {
      server.faults.push(faults.registersAndSays(201, ({ id, event }) => ({ id, event: change(event) })));
      assert.deepEqual(await gateway().submit(submission), { outcome: 'unreachable', because: 'protocol' });
      assert.equal(server.seen.length, 1);
      registered(await gateway().submit(submission));
    });
  }

  const envelopes = {
    'about another application': ({ event }) => ({ id: '0d1f7b9c-5a4e-4c62-9b3f-2a8e6d7c1f01', event }),
    'about no application': ({ event }) => ({ event }),
    'with the event alone': ({ event }) => event,
    'with the id alone': ({ id }) => ({ id }),
  };
  for (const [name, change] of Object.entries(envelopes)) {
    test(name, async () => {
      server.faults.push(faults.registersAndSays(201, change));
      assert.deepEqual(await gateway().submit(submission), { outcome: 'unreachable', because: 'protocol' });
      registered(await gateway().submit(submission));
    });
  }

  const others = {
    'not JSON': [201, 'ok'],
    'cut JSON': [201, '{"type":"registered"'],
    'not UTF-8': [201, Buffer.from([0xff, 0xfe, 0x00])],
    'no body': [204, undefined],
    'an empty body': [201, ''],
    'a body without end': [201, `{"type":"${'x'.repeat(100_000)}"}`],
  };
  for (const [name, [status, body]] of Object.entries(others)) {
    test(`${name}, status ${status}`, async () => {
      server.faults.push(faults.says(status, body));
      assert.deepEqual(await gateway().submit(submission), { outcome: 'unreachable', because: 'protocol' });
      assert.equal(server.seen.length, 1);
    });
  }

  test('the longest answer that is read still is', async () => {
    server.faults.push(async ({ response, register }) => {
      const text = JSON.stringify((await register()).body);
      response.writeHead(201).end(text.padEnd(65_536));
    });
    registered(await gateway().submit(submission));
    server.faults.push(async ({ response, register }) => {
      const text = JSON.stringify((await register()).body);
      response.writeHead(201).end(text.padEnd(65_537));
    });
    assert.deepEqual(await gateway().submit(submission), { outcome: 'unreachable', because: 'protocol' });
  });

  for (const status of [301, 302, 303, 307, 308]) {
    test(`a redirect is not followed: ${status}`, async () => {
      server.faults.push(faults.says(status, undefined, { Location: `${server.origin}/elsewhere` }));
      assert.deepEqual(await gateway().submit(submission), { outcome: 'unreachable', because: 'protocol' });
      assert.deepEqual(
        server.seen.map(({ url }) => url),
        ['/kualik/applications'],
      );
    });
  }
});

describe('following a record', () => {
  const event = {
    type: 'registered',
    at: 1_752_570_000_000,
    by: 'portal',
    ticket: 'ALM-7/№ 7',
    region: '75',
    dutyPaid: true,
    paidOn: '2025-07-14',
  };
  const at = event.at + 1;
  const started = { type: 'review-started', at, by: 'migration-service' };
  const approved = { type: 'approved', at, by: 'migration-service' };
  const annulled = { type: 'annulled', at, by: 'migration-service', for: ['photo-quality'] };
  const arrived = { type: 'arrived', at, by: 'central-node' };
  const handedOver = { type: 'handed-over', at, by: 'registration-point', ticket: event.ticket };
  const recordOf = (...events) =>
    [event, ...events].reduce((record, each) => {
      const answer = advance(record, each);
      assert.equal(answer.outcome, 'advanced');
      return answer.record;
    }, undefined);

  /**
   * Follows while the server goes through `states`, one for each look: a record, a fault, or a function that is run
   * then; after the last, stops. Answers the events told and the pauses between the looks.
   */
  async function follow(states, settings = {}) {
    const told = [];
    const waits = [];
    let look = 0;
    const set = () => {
      const state = states[look];
      look += 1;
      if (typeof state === 'function') server.faults.push(state);
      else server.records.set(event.ticket, state);
    };
    set();
    await new Promise((resolve) => {
      const stop = shell
        .httpGateway({
          endpoint: `${server.endpoint}/?lang=kk`,
          polls: [5, 10, 20],
          wait: async (milliseconds) => {
            waits.push(milliseconds);
            if (look === states.length) {
              stop();
              resolve();
            } else set();
          },
          ...settings,
        })
        .follow(event.ticket, (each) => {
          told.push(each);
          // By then, whoever goes on would have begun to wait.
          if (each.type === 'handed-over' || each.type === 'annulled') setImmediate(resolve);
        });
    });
    return { told, waits };
  }

  test('each event once, oldest first, and no look after the last', async () => {
    const { told, waits } = await follow([
      recordOf(),
      recordOf(started),
      recordOf(started),
      recordOf(started, approved, arrived),
      recordOf(started, approved, arrived, handedOver),
      recordOf(),
    ]);
    assert.deepEqual(told, [started, approved, arrived, handedOver]);
    assert.deepEqual(waits, [5, 5, 10, 5]);
    assert.equal(server.seen.length, 5);
  });

  test('annulment is an end as well', async () => {
    const { told, waits } = await follow([recordOf(started, annulled), recordOf()]);
    assert.deepEqual(told, [started, annulled]);
    assert.deepEqual([waits, server.seen.length], [[], 1]);
  });

  test('the ticket stands in the body, in no address and no header', async () => {
    await follow([recordOf()]);
    const [{ url, headers, method }] = server.seen;
    assert.equal(method, 'POST');
    assert.equal(url, '/kualik/applications/record?lang=kk');
    assert.ok(!decodeURIComponent(JSON.stringify(headers)).includes('ALM'));
  });

  test('nothing new: looks come less and less often', async () => {
    const { told, waits } = await follow(Array.from({ length: 5 }, () => recordOf(started)));
    assert.deepEqual(told, [started]);
    assert.deepEqual(waits, [5, 10, 20, 20, 20]);
  });

  test('failures change nothing, and what was missed comes later', async () => {
    const { told } = await follow([
      recordOf(started),
      faults.resetBefore(),
      faults.says(500),
      faults.says(404),
      faults.says(200, '{"tick'),
      faults.says(200, { id: server.id, record: { ...recordOf(started), history: [event, { ...started, at: 8.64e15 }] } }),
      faults.says(302),
      faults.says(429, undefined, { 'Retry-After': '9' }),
      recordOf(started, approved),
    ]);
    assert.deepEqual(told, [started, approved]);
  });

  test('Retry-After is waited for', async () => {
    const { waits } = await follow([faults.says(429, undefined, { 'Retry-After': '9' })]);
    assert.deepEqual(waits, [9_000]);
  });

  const wrong = {
    "another ticket's": () => ({ ...recordOf(), history: [{ ...event, ticket: 'ALM-8' }] }),
    'a history that cannot be': () => ({ ...recordOf(), history: [event, approved] }),
    'another past': () => ({ ...recordOf(started), history: [event, { ...started, at: at + 1 }, approved] }),
    'a shorter past': () => recordOf(),
    'no history': () => ({ ticket: event.ticket }),
    'an empty history': () => ({ ...recordOf(), history: [] }),
    'events of no kind': () => ({ ...recordOf(), history: [event, null] }),
    'a list': () => [event],
  };
  for (const [name, body] of Object.entries(wrong)) {
    test(`${name}: told nothing, and the truth afterwards`, async () => {
      const { told } = await follow([recordOf(started), faults.says(200, { id: server.id, record: body() }), recordOf(started, approved)]);
      assert.deepEqual(told, [started, approved]);
    });
  }

  test("another ticket's record at the first look tells nothing", async () => {
    const other = { ...event, ticket: 'ALM-8' };
    const { told } = await follow([
      faults.says(200, { id: server.id, record: { ticket: event.ticket, history: [other, started, approved] } }),
      recordOf(started),
    ]);
    assert.deepEqual(told, [started]);
  });

  test('a record of another application, told under the ticket of this one, tells nothing', async () => {
    const { submit, follow: begin } = gateway({ polls: [0], wait: () => new Promise(setImmediate) });
    const answer = await submit(submission);
    registered(answer);
    const { ticket } = answer.event;
    const record = advance(advance(undefined, answer.event).record, { ...started, at: answer.event.at + 1 }).record;
    server.faults.push(faults.says(200, { id: server.id, record: advance(record, { ...approved, at: record.history[1].at }).record }));
    server.records.set(ticket, record);
    const told = [];
    await new Promise((resolve) => {
      const stop = begin(ticket, ({ type }) => {
        told.push(type);
        stop();
        setImmediate(resolve);
      });
    });
    assert.deepEqual([told, server.seen.length], [['review-started'], 3]);
  });

  test('stopped while it is being told: not a word more', async () => {
    server.records.set(event.ticket, recordOf(started, approved, arrived));
    const told = [];
    await new Promise((resolve) => {
      const stop = gateway().follow(event.ticket, (each) => {
        told.push(each);
        stop();
        setImmediate(resolve);
      });
    });
    assert.deepEqual(told, [started]);
  });

  test('on a device that calls itself offline and is not: asked all the same', async () => {
    network.onLine = false;
    const { told } = await follow([recordOf(started)]);
    assert.deepEqual(told, [started]);
  });

  test('stopped while a look is under way: nothing is told, and nothing asked again', async () => {
    server.records.set(event.ticket, recordOf(started));
    const told = [];
    const answered = new Promise((resolve) => {
      server.faults.push(async ({ response, register }) => {
        const { body } = await register();
        stop();
        response.end(JSON.stringify(body));
        response.once('close', resolve);
      });
    });
    const { follow: begin, waits } = gateway();
    const stop = begin(event.ticket, (each) => told.push(each));
    await answered;
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    assert.deepEqual([told, waits, server.seen.length], [[], [], 1]);
  });

  describe('asked for once', () => {
    const find = async (state, settings) => {
      if (typeof state === 'function') server.faults.push(state);
      else if (state) server.records.set(event.ticket, state);
      return gateway(settings).find(event.ticket);
    };
    const unreachable = (because) => ({ outcome: 'unreachable', because });

    test('the record as the core makes it, by its number in the body alone', async () => {
      const record = recordOf(started, approved);
      assert.deepEqual(await find(record), { outcome: 'found', record });
      const [{ method, url, headers }, ...more] = server.seen;
      assert.deepEqual([method, url, more.length], ['POST', '/kualik/applications/record', 0]);
      assert.ok(!JSON.stringify(headers).includes('ALM'));
    });

    test('what the server adds to the history does not count', async () => {
      const record = recordOf(started);
      assert.deepEqual(await find(faults.says(200, { id: server.id, record: { ...record, status: 'ready', next: 'collect' } })), {
        outcome: 'found',
        record,
      });
    });

    for (const [name, state, answer] of [
      ['no such ticket', undefined, { outcome: 'unknown' }],
      ['too many questions', faults.says(429), unreachable('server')],
      ['a broken server', faults.says(500), unreachable('server')],
      ['no access', faults.says(403), unreachable('protocol')],
      ['a broken connection', faults.resetBefore(), unreachable('server')],
      ['no JSON', faults.says(200, '<p>'), unreachable('protocol')],
      ['no record', faults.says(200, { id: '1' }), unreachable('protocol')],
      ["another's record", faults.says(200, { record: { history: [{ ...event, ticket: 'ALM-8' }] } }), unreachable('protocol')],
      ['a history that cannot be', faults.says(200, { record: { history: [event, approved] } }), unreachable('protocol')],
    ]) {
      test(`${name}: asked no second time`, async () => {
        assert.deepEqual(await find(state), answer);
        assert.equal(server.seen.length, 1);
      });
    }

    test('no connection, no answer in time, and given up', async () => {
      network.onLine = false;
      assert.deepEqual(await find(faults.resetBefore()), unreachable('offline'));
      network.onLine = true;
      server.faults.push(faults.silent());
      assert.deepEqual(await gateway({ timeout: 50 }).find(event.ticket), unreachable('timeout'));
      assert.deepEqual(await gateway().find(event.ticket, AbortSignal.abort()), unreachable('timeout'));
    });
  });
});
