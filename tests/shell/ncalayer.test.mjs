// Signing by NCALayer, over a real WebSocket to a server that greets and answers as NCALayer was recorded to, and in
// every wrong way. Needs pkg/.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { before, describe, test } from 'node:test';
import { WebSocket } from 'ws';
import { init } from '../../pkg/node.js';
import { load } from './bundle.mjs';
import { recorded, signed, startNcalayer } from './ncalayer-program.mjs';
import { signCms, subjectOf } from './key.mjs';
import { submissionOf } from './submission.mjs';

// Node 20 has none; in a page it is the browser's own (page.test.mjs).
globalThis.WebSocket ??= WebSocket;
const require = createRequire(import.meta.url);

let shell;
let canonical;
let sha256;
let iin;
/** The applicant's own signature. */
let cms;

before(async () => {
  await init();
  shell = await load();
  const submission = submissionOf();
  ({ canonical, sha256 } = submission);
  ({ iin } = submission.application.applicant);
  cms = signCms(canonical, [subjectOf(iin)]);
});

/** Signs once with a program that behaves so; answers what came of it, and the program as it was afterwards. */
async function sign(behaviour, settings = {}, signal = undefined) {
  const program = await startNcalayer(behaviour);
  try {
    const answer = await shell
      .ncalayerSigning({ url: program.url, greeting: 5_000, timeout: 5_000, ...settings })
      .sign(canonical, sha256, signal);
    if (program.origins.length > 0) await program.closed;
    return { answer, program };
  } finally {
    await program.close();
  }
}

const because = (answer, why) => assert.deepEqual(answer, { outcome: 'failed', because: why });

test('it listens where NCALayer does, on the secure line', () => {
  assert.equal(shell.ncalayerSigning().kind, 'ncalayer');
  const asked = [];
  const real = globalThis.WebSocket;
  globalThis.WebSocket = class {
    constructor(url) {
      asked.push(url);
      throw new Error('refused by policy');
    }
  };
  return shell
    .ncalayerSigning()
    .sign(canonical, sha256)
    .then((answer) => {
      assert.deepEqual(asked, ['wss://127.0.0.1:13579']);
      because(answer, 'not-running');
    })
    .finally(() => {
      globalThis.WebSocket = real;
    });
});

test('the request is word for word what the well-known client sends for a detached signature of a person', async () => {
  const { NCALayerClient } = require('ncalayer-js-client');
  const reference = await startNcalayer({
    answer: (text) => (text.includes('getVersion') ? '{"status":false,"code":"MODULE_NOT_FOUND"}' : recorded.cancelled),
  });
  const client = new NCALayerClient(reference.url, false);
  const { program } = await sign({ answer: () => recorded.cancelled });
  try {
    await client.connect();
    await assert.rejects(
      client.basicsSignCMS(
        NCALayerClient.basicsStorageAll,
        Buffer.from(canonical).toString('base64'),
        NCALayerClient.basicsCMSParamsDetached,
        NCALayerClient.basicsSignerSignPerson,
      ),
      { canceledByUser: true },
    );
    assert.deepEqual(program.requests, reference.requests.slice(1));
    assert.deepEqual(Buffer.from(JSON.parse(program.requests[0]).args.data, 'base64'), Buffer.from(canonical));
  } finally {
    await reference.close();
  }
});

test("NCALayer's window speaks the applicant's language", async () => {
  const { program } = await sign({ answer: () => recorded.cancelled }, { language: 'kk' });
  assert.equal(JSON.parse(program.requests[0]).args.locale, 'kk');
});

const shapes = {
  'PEM in a list': (bytes) => signed(bytes),
  'PEM by itself': (bytes) => JSON.stringify({ status: true, body: { result: JSON.parse(signed(bytes)).body.result[0] } }),
  'base64 alone': (bytes) => signed(bytes, (each) => Buffer.from(each).toString('base64')),
  'PEM with carriage returns': (bytes) => signed(bytes).replaceAll('\\n', '\\r\\n'),
};
for (const [name, say] of Object.entries(shapes)) {
  test(`signed: ${name}`, async () => {
    const { answer } = await sign({ answer: () => say(cms) });
    assert.deepEqual(answer, { outcome: 'signed', signature: { format: 'cms', bytes: cms } });
  });
}

test('signed: indefinite lengths, as BER has them', async () => {
  const bytes = signCms(canonical, [subjectOf(iin)], { more: ['-stream'] });
  const { answer } = await sign({ answer: () => signed(bytes) });
  assert.deepEqual(answer, { outcome: 'signed', signature: { format: 'cms', bytes } });
});

test('another’s key, or other bytes: told as such, and nothing is handed on', async () => {
  const other = Uint8Array.from([...canonical, 0x20]);
  because((await sign({ answer: () => signed(signCms(canonical, [subjectOf('031231500126')])) })).answer, 'wrong-signer');
  because((await sign({ answer: () => signed(signCms(other, [subjectOf(iin)])) })).answer, 'other-content');
});

test('heartbeats between the messages are no messages', async () => {
  const { answer } = await sign({
    greet: (socket) => {
      socket.send('--heartbeat--');
      return recorded.greeting;
    },
    answer: (_, socket) => {
      socket.send('--heartbeat--');
      return signed(cms);
    },
  });
  assert.equal(answer.outcome, 'signed');
});

test('the applicant closes the window', async () => {
  assert.deepEqual((await sign({ answer: () => recorded.cancelled })).answer, { outcome: 'cancelled' });
});

test('NCALayer refuses', async () => {
  because((await sign({ answer: () => recorded.failed })).answer, 'refused');
});

describe('not running', () => {
  test('nobody listens', async () => {
    const program = await startNcalayer();
    await program.close();
    because(await shell.ncalayerSigning({ url: program.url }).sign(canonical, sha256), 'not-running');
  });
  test('somebody listens and says nothing: nothing is sent', async () => {
    const { answer, program } = await sign({ greet: () => undefined }, { greeting: 100 });
    because(answer, 'not-running');
    assert.deepEqual(program.requests, []);
  });
  test('closed before the greeting', async () => {
    because((await sign({ greet: (socket) => void socket.close() })).answer, 'not-running');
  });
  test('closed after the request', async () => {
    because((await sign({ answer: (_, socket) => void socket.terminate() })).answer, 'not-running');
  });
});

test('no answer: a time-out, and the line is closed', async () => {
  because((await sign({}, { timeout: 100 })).answer, 'timeout');
  // Once greeted, the time for the greeting is over.
  because((await sign({}, { greeting: 2_000, timeout: 2_500 })).answer, 'timeout');
});

test('given up before and while waiting', async () => {
  const { answer, program } = await sign({}, {}, AbortSignal.abort());
  assert.deepEqual([answer, program.origins], [{ outcome: 'cancelled' }, []]);
  const caller = new AbortController();
  assert.deepEqual((await sign({ answer: () => void caller.abort() }, {}, caller.signal)).answer, { outcome: 'cancelled' });
});

describe('whoever greets otherwise is asked nothing', () => {
  for (const greeting of [
    'hello',
    '{}',
    '[]',
    'null',
    '{"result":null}',
    '{"result":{"version":1}}',
    '{"result":[]}',
    Buffer.from([1, 2]),
  ]) {
    test(String(greeting), async () => {
      const { answer, program } = await sign({ greet: () => greeting });
      because(answer, 'protocol');
      assert.deepEqual(program.requests, []);
    });
  }
});

describe('an answer that is no signature', () => {
  const result = (value) => JSON.stringify({ status: true, body: { result: value } });
  const wrong = {
    'no JSON': 'ok',
    cut: '{"status":true',
    bytes: Buffer.from([0x30]),
    null: 'null',
    'a list': '[]',
    'no status': '{"body":{"result":"MAA="}}',
    'a status that is text': '{"status":"true","body":{"result":"MAA="}}',
    'no body': '{"status":true}',
    'a body that is a list': '{"status":true,"body":[]}',
    'an empty text': result(''),
    'an empty list': result([]),
    'two signatures': result(['MAA=', 'MAA=']),
    'null for it': result(null),
    'a number': result([1]),
    'no base64': result('-----BEGIN CMS-----\n?\n-----END CMS-----'),
    'base64 of something else': result(Buffer.from('<html>').toString('base64')),
    'the recorded empty PEM': result('-----BEGIN CMS-----\n-----END CMS-----\n'),
    'a sequence of something else': result('MAA='),
    'more than a signature ever is': result('MAA='.repeat(150_000)),
  };
  for (const [name, text] of Object.entries(wrong)) {
    test(name, async () => because((await sign({ answer: () => text })).answer, 'protocol'));
  }
});

test('two signatures asked for at once are two', async () => {
  const program = await startNcalayer({ answer: (text) => (JSON.parse(text).args.locale === 'kk' ? recorded.cancelled : signed(cms)) });
  const [first, second] = await Promise.all(
    ['kk', 'ru'].map((language) => shell.ncalayerSigning({ url: program.url, language }).sign(canonical, sha256)),
  );
  await program.close();
  assert.deepEqual([first.outcome, second.outcome], ['cancelled', 'signed']);
});
