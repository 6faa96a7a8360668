// What is read of a CMS signature before it is sent, over signatures that OpenSSL makes. Needs pkg/.

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { init } from '../../pkg/node.js';
import { load } from './bundle.mjs';
import { signCms, subjectOf } from './key.mjs';
import { submissionOf } from './submission.mjs';

let shell;
let canonical;
let expected;
let mine;
const iin = '880412401006';
const another = '031231500126';

before(async () => {
  await init();
  shell = await load();
  const { application, ...built } = submissionOf();
  ({ canonical } = built);
  expected = { canonical, sha256: built.sha256, iin: application.applicant.iin };
  mine = signCms(canonical, [subjectOf(expected.iin)]);
});

const fault = (bytes, more = {}) => shell.cmsFault(bytes, { ...expected, ...more });

describe('the applicant’s own signature over these bytes', () => {
  const ways = {
    'SHA-256': {},
    'SHA-384': { digest: 'sha384' },
    'SHA-512': { digest: 'sha512' },
    'an elliptic curve': { kind: ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'] },
    // X.690, 8.1.3.6: OpenSSL writes a stream with indefinite lengths.
    'indefinite lengths': { more: ['-stream'] },
    'the bytes inside': { more: ['-nodetach'] },
    'the bytes inside, with indefinite lengths': { more: ['-nodetach', '-stream'] },
  };
  for (const [name, way] of Object.entries(ways)) {
    test(name, async () => assert.equal(await fault(signCms(canonical, [subjectOf(expected.iin)], way)), undefined));
  }

  test('with a digest that the browser cannot compute: left to the server', async () => {
    // OpenSSL signs with no algorithm of Kazakhstan's: its identifier is put in (1.2.398.3.10.1.3.2.1, of the same length).
    const sha256 = Buffer.from([0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01]);
    const national = Buffer.from([0x06, 0x09, 0x2a, 0x83, 0x0e, 0x03, 0x0a, 0x01, 0x03, 0x02, 0x01]);
    const bytes = Buffer.from(mine);
    for (let at = bytes.indexOf(sha256); at >= 0; at = bytes.indexOf(sha256, at + 1)) national.copy(bytes, at);
    const changed = new Uint8Array(bytes);
    assert.equal(await fault(changed), undefined);
    assert.equal(await fault(changed, { sha256: '0'.repeat(64) }), undefined);
    assert.equal(await fault(changed, { iin: another }), 'wrong-signer');
  });

  test('on a page without WebCrypto: SHA-256 is compared all the same', async () => {
    const { crypto } = globalThis;
    Object.defineProperty(globalThis, 'crypto', { value: {}, configurable: true });
    try {
      assert.deepEqual([await fault(mine), await fault(mine, { sha256: '0'.repeat(64) })], [undefined, 'other-content']);
    } finally {
      Object.defineProperty(globalThis, 'crypto', { value: crypto, configurable: true });
    }
  });
});

describe('another’s', () => {
  test('another person’s key, and nobody’s', async () => {
    for (const subject of [subjectOf(another), '/CN=ТЕСТ', `/CN=IIN${iin}`, subjectOf(`${iin}0`), `/serialNumber=${iin}`])
      assert.equal(await fault(signCms(canonical, [subject]), { iin }), 'wrong-signer', subject);
  });

  test('two persons’, the applicant first or last', async () => {
    for (const subjects of [
      [subjectOf(iin), subjectOf(another)],
      [subjectOf(another), subjectOf(iin)],
    ])
      assert.equal(await fault(signCms(canonical, subjects), { iin }), 'wrong-signer');
  });

  test('a second certificate that names the applicant, beside the one that signed', async () => {
    assert.equal(await fault(signCms(canonical, [subjectOf(another)], { beside: subjectOf(iin) }), { iin }), 'wrong-signer');
  });
});

describe('over something else', () => {
  test('other bytes, whether they are inside or not', async () => {
    const other = canonical.slice();
    other[10] ^= 1;
    for (const more of [[], ['-nodetach'], ['-stream']])
      for (const digest of ['sha256', 'sha512'])
        assert.equal(await fault(signCms(other, [subjectOf(expected.iin)], { digest, more })), 'other-content', `${digest} ${more}`);
  });
});

describe('what is no such signature', () => {
  test('over a digest that nobody asked for, and that the page does not compute', async () => {
    for (const digest of ['sha3-256', 'sha1'])
      assert.equal(await fault(signCms(canonical, [subjectOf(expected.iin)], { digest })), 'protocol', digest);
  });

  test('without the signer’s certificate, or without a digest among its attributes', async () => {
    for (const more of [['-nocerts'], ['-noattr'], ['-keyid', '-nocerts']])
      assert.equal(await fault(signCms(canonical, [subjectOf(expected.iin)], { more })), 'protocol', String(more));
  });

  test('nothing, text, another content type, cut off anywhere, with more behind it, nested without end, too large', async () => {
    const { largestSignature } = shell;
    for (const bytes of [
      new Uint8Array(),
      new TextEncoder().encode('<html>'),
      Uint8Array.of(0x30, 0x0b, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01),
      Uint8Array.of(0x30, 0x0f, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02, 0xa0, 0x02, 0x30, 0x00),
      Uint8Array.from([...mine, 0]),
      Uint8Array.from({ length: 200_000 }, (_, at) => (at % 2 ? 0x80 : 0x30)),
      new Uint8Array(largestSignature + 1),
    ])
      assert.equal(await fault(bytes), 'protocol', `${bytes.length}`);
    for (let length = 0; length < mine.length; length += 7)
      assert.equal(await fault(mine.slice(0, length)), 'protocol', `cut at ${length}`);
  });

  test('with any byte changed: an answer, and never an exception', async () => {
    const answers = new Set();
    for (let at = 0; at < mine.length; at += 1) {
      const bytes = mine.slice();
      bytes[at] ^= 0xff;
      answers.add(await fault(bytes));
    }
    assert.ok(answers.has('protocol') && answers.has('other-content') && answers.has('wrong-signer'), [...answers].join());
  });
});
