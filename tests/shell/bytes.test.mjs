// Bytes as text and JSON with bytes in it, against Node's own base64. Needs pkg/.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { load } from './bundle.mjs';

let shell;
before(async () => {
  shell = await load();
});

test('base64, there and back, of every length about a part', () => {
  for (const length of [0, 1, 2, 3, 8_191, 8_192, 8_193, 300_000]) {
    const bytes = Uint8Array.from({ length }, (_, at) => (at * 31 + (at >> 8)) % 256);
    const text = shell.toBase64(bytes);
    assert.equal(text, Buffer.from(bytes).toString('base64'), String(length));
    assert.deepEqual(shell.fromBase64(text), bytes);
  }
  for (const text of ['?', 'A', 'AA=A', 'ж', 'AA-_']) assert.equal(shell.fromBase64(text), undefined, text);
});

test('bytes of another view and part of a buffer are packed as what they show', () => {
  const bytes = Uint8Array.of(1, 2, 3, 4).subarray(1, 3);
  assert.equal(shell.pack([bytes]), '[{"$base64":"AgM="}]');
});

test('what only resembles packed bytes stays as it is', () => {
  for (const value of [
    { $base64: 'AA==', more: 1 },
    { $base64: 7 },
    { $base64: '?' },
    { $base64: null },
    {},
    [],
    null,
    'AA==',
    ['$base64', 'AA=='],
  ]) {
    assert.deepEqual(shell.unpack(JSON.stringify({ value })), { value });
  }
  assert.deepEqual(shell.unpack('{"a":{"$base64":"AA=="}}'), { a: Uint8Array.of(0) });
});
