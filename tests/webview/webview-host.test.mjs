// The native example app with the page in it, in a network namespace without any route, under Xvfb: its webview is
// WebKitGTK, of iOS's family. An applicant is played in the page by tests/webview/applicant.js.
// Needs www/shell/dist/ and target/webview-host/debug/kualik-webview-host.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash, createPublicKey, createPrivateKey, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import Ajv2020 from 'ajv/dist/2020.js';
import { person, portrait } from '../e2e/application.mjs';
import { signaturePicture } from '../e2e/signature-picture.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const applicant = readFileSync(new URL('applicant.js', import.meta.url), 'utf8');
const schema = (name) => JSON.parse(readFileSync(join(root, `pkg/schemas/${name}.json`), 'utf8'));
const ajv = new Ajv2020({ strict: true, strictTypes: false, validateFormats: false });
for (const name of ['record', 'ruleset', 'host']) ajv.addSchema({ $id: `https://kualik.invalid/${name}.json`, ...schema(name) });

/** A network namespace of one's own; without root, a user namespace around it. */
const apart = process.getuid() === 0 ? ['--net'] : ['--user', '--map-root-user', '--net'];

let folder;
let signature;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'kualik-webview-'));
  signature = join(folder, 'signature.png');
  writeFileSync(signature, signaturePicture());
});
after(() => rmSync(folder, { recursive: true, force: true }));

/**
 * Runs the app until the applicant is done. Gives what it printed, taken apart: the messages of both sides in order,
 * what the applicant saw, what the page asked its app for, and the network that there was.
 */
async function run(plays, ...options) {
  const play = join(folder, 'play.js');
  writeFileSync(play, `window.plays = ${JSON.stringify(plays)};\n${applicant}`);
  const host = join(root, 'target/webview-host/debug/kualik-webview-host');
  // Inside the namespace: what routes and interfaces there are, then the app and nothing else.
  const script =
    'echo "route: $(tail -n +2 /proc/net/route /proc/net/ipv6_route 2>/dev/null | grep -v "^==>" | grep -v " lo$" | tr -d "\\n")"; exec xvfb-run -a "$@"';
  const child = spawn(
    'unshare',
    [...apart, 'sh', '-c', script, 'sh', host, '--whole', '--dist', join(root, 'www/shell/dist'), '--play', play, ...options],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, GDK_BACKEND: 'x11', NO_AT_BRIDGE: '1', WEBKIT_DISABLE_DMABUF_RENDERER: '1', LIBGL_ALWAYS_SOFTWARE: '1' },
    },
  );
  let printed = '';
  let wrong = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    printed += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    wrong += text;
  });
  const over = setTimeout(() => child.kill('SIGKILL'), 100_000);
  const code = await new Promise((resolve) => {
    child.on('close', resolve);
  });
  clearTimeout(over);
  const lines = printed.split('\n').filter(Boolean);
  assert.equal(code, 0, `${lines.map((line) => line.slice(0, 200)).join('\n')}\n${wrong}`);
  const after = (start) => lines.filter((line) => line.startsWith(start)).map((line) => line.slice(start.length));
  const messages = lines
    .filter((line) => /^(page|host): /.test(line))
    .map((line) => ({ from: line.slice(0, 4), ...JSON.parse(line.slice(6)) }));
  for (const { from, ...message } of messages) {
    const known = message.outcome !== 'perhaps';
    assert.ok(
      !known || ajv.validate({ $ref: `https://kualik.invalid/host.json#/$defs/${from}` }, message),
      `${from} ${message.type}: ${JSON.stringify(ajv.errors)}`,
    );
  }
  const verdictAt = lines.findIndex((line) => line.includes('"type":"verdict"'));
  assert.deepEqual(after('route: '), [''], 'there was a route');
  assert.deepEqual(after('play:errors '), ['[]']);
  return {
    messages,
    /** `page ready`, `host configure`, …; a verdict or an answer with its outcome. */
    said: messages.map(({ from, type, outcome, verdict, record, because }) =>
      [from, type, outcome ?? verdict?.outcome ?? record?.status ?? because].filter(Boolean).join(' '),
    ),
    saw: after('play:').filter((line) => !/^(tap|errors|over)/.test(line)),
    /** Before the first verdict, and after it. */
    asked: [lines.slice(0, verdictAt), lines.slice(verdictAt)].map((part) =>
      part.filter((line) => line.startsWith('the page asked for ')).map((line) => line.slice(19)),
    ),
    problems: messages
      .filter(({ from, type }) => from === 'page' && type === 'protocol-problem')
      .map(({ because, about }) => `${because} ${about}`),
    died: lines.filter((line) => line === 'the page died').length,
  };
}

const { region, ...rest } = person;
/** From the check to the review, with everything filled in. */
const toReview = [
  ['check', '2025-06-20'],
  ['goOn'],
  ['details', { ...rest, region }],
  ['photo'],
  ['signature'],
  ['next'],
  ['pay', 'P-1', '2025-06-01'],
  ['consent'],
];
const files = () => `${portrait},${signature}`;
/** Once one after the other, and without the drafts, which may come as often as the page likes. */
const way = (said) => said.filter((each) => each !== 'page draft');

for (const bridge of ['ios', 'android']) {
  describe(`a native app, bridge named as on ${bridge}, no network`, () => {
    test('the whole way, from ready to the ticket and the card', async () => {
      const play = [...toReview, ['send'], ['ticket'], ['status', 'handed over', 5], ['leave'], ['sees', '[role=status]']];
      const { messages, said, saw } = await run({ first: play }, '--bridge', bridge, '--files', files(), '--lang', 'kk');
      assert.deepEqual(way(said), [
        'page ready',
        'host configure',
        'page verdict eligible',
        'page sign-request',
        'host sign-response signed',
        'page submit',
        'host submit-result registered',
        'page status',
        'host status submitted',
        'host status under-review',
        'host status in-production',
        'host status ready',
        'host status collected',
        'page close',
      ]);
      const of = (type) => messages.find((message) => message.type === type);
      const bytes = ({ $base64 }) => Buffer.from($base64, 'base64');
      const { canonical, signature: signed, photo, signaturePicture: picture, id } = of('submit');
      // The bytes that were signed are those that are sent, and they name the pictures beside them.
      assert.deepEqual(bytes(canonical), bytes(of('sign-request').canonical));
      const digest = (part) => createHash('sha256').update(part).digest('hex');
      assert.equal(of('sign-request').sha256, digest(bytes(canonical)));
      // RFC 8410: the 32 bytes of an Ed25519 key in PKCS #8.
      const key = createPrivateKey({
        key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.from('a key for tests, known to anyone')]),
        format: 'der',
        type: 'pkcs8',
      });
      assert.ok(verify(null, bytes(canonical), createPublicKey(key), bytes(signed.bytes)));
      const application = JSON.parse(bytes(canonical));
      assert.deepEqual([application.id, application.applicant.iin, application.card.expiresOn], [id, person.iin, '2025-06-20']);
      assert.deepEqual(
        [application.photo.sha256, application.signature.sha256],
        [digest(bytes(photo.bytes)), digest(bytes(picture.bytes))],
      );
      // The draft is taken back once it is sent, and after that nothing of it is handed out.
      const drafts = messages.filter(({ type }) => type === 'draft');
      assert.equal(drafts.at(-1).draft, null);
      assert.deepEqual(saw.slice(1), [
        'ticket TEST-000001',
        'status handed over',
        'sees [role=status]: Бет жабылды. Енгізілген деректер өшірілді.',
      ]);
    });

    test('who cannot apply online is told so, and the page asks for nothing more', async () => {
      const { said, saw, asked } = await run(
        {
          first: [
            ['check', '2025-08-10'],
            ['sees', '.panel.wait'],
          ],
        },
        '--bridge',
        bridge,
      );
      assert.deepEqual(said, ['page ready', 'host configure', 'page verdict unavailable']);
      assert.match(saw[0], /^verdict Пока рано\. Подать можно с 11\s?июля 2025/);
      const [before, since] = asked;
      assert.ok(
        before.some((line) => /\.wasm \(200\)$/.test(line)),
        before.join('\n'),
      );
      assert.deepEqual(since, []);
    });
  });
}

describe('a host that goes wrong', () => {
  const patience = ['--patience', '1200'];

  test('signing: never, wrongly, late and twice; each time the applicant is told and can try again', async () => {
    const play = [
      ...toReview,
      ['send'],
      ['told'],
      ['send'],
      ['told'],
      ['send'],
      ['told'],
      ['send'],
      ['ticket'],
      ['status', 'handed over', 5],
    ];
    const { said, saw, problems } = await run({ first: play }, '--files', files(), ...patience, '--sign', 'never,wrongly,late,twice');
    const told = saw.filter((line) => line.startsWith('told '));
    assert.equal(told.length, 3);
    // For no answer and for one that came too late the same; for one that is none, other words.
    assert.equal(told[0], told[2]);
    assert.notEqual(told[0], told[1]);
    assert.equal(said.filter((each) => each === 'page sign-request').length, 4);
    assert.deepEqual(problems, ['wrong-body sign-response', 'out-of-turn sign-response', 'out-of-turn sign-response']);
    assert.equal(said.filter((each) => each === 'page submit').length, 1);
    assert.ok(saw.includes('ticket TEST-000001'));
  });

  test('sending: never, late, wrongly and twice; the same application is sent again and registered once', async () => {
    const play = [...toReview, ['send'], ['told'], ['send'], ['told'], ['send'], ['told'], ['send'], ['ticket']];
    const { messages, saw, problems } = await run(
      { first: [...play, ['status', 'handed over', 5]] },
      '--files',
      files(),
      ...patience,
      '--submit',
      'never,late,wrongly,twice',
    );
    const sent = messages.filter(({ type }) => type === 'submit');
    assert.equal(sent.length, 4);
    assert.ok(sent.every((each) => JSON.stringify(each) === JSON.stringify(sent[0])));
    assert.equal(messages.filter(({ type }) => type === 'sign-request').length, 1);
    assert.ok(saw.includes('ticket TEST-000001'));
    // What came late or twice was refused, and the host was told so.
    assert.deepEqual(problems.sort(), ['out-of-turn submit-result', 'out-of-turn submit-result', 'wrong-body submit-result']);
  });
});

test('a page killed while the file dialog is open goes on where it was, with a host that keeps drafts', async () => {
  const { messages, said, saw, died } = await run(
    {
      first: [['check', '2025-06-20'], ['goOn'], ['details', { ...rest, region }], ['photo'], ['signature']],
      // The photo that was taken before is still there; the dialog for the signature is opened again.
      restored: [
        ['sees', '#photo-status'],
        ['signature'],
        ['next'],
        ['pay', 'P-1', '2025-06-01'],
        ['sees', '.later'],
        ['consent'],
        ['send'],
        ['ticket'],
      ],
    },
    '--files',
    `${portrait},kill,${signature}`,
  );
  assert.equal(died, 1);
  assert.deepEqual(
    way(said).filter((each) => /ready|configure|ticket|registered/.test(each)),
    ['page ready', 'host configure', 'page ready', 'host configure', 'host submit-result registered'],
  );
  const [, again] = messages.filter(({ type }) => type === 'configure');
  assert.equal(again.draft.step, 'pictures');
  assert.equal(
    saw.find((line) => line.startsWith('sees #photo-status')),
    'sees #photo-status: Фото готово',
  );
  assert.match(
    saw.find((line) => line.startsWith('sees .later')),
    new RegExp(person.surname),
  );
  assert.equal(saw.at(-1), 'ticket TEST-000001');
});
