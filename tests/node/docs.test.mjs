// The JavaScript in the documentation runs, and prints what its comments say.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const documents = ['README.md', 'docs/rulesets.md'];
const kualik = JSON.stringify(new URL('../../pkg/node.js', import.meta.url));

// What a page would have around the code: two pictures and something to do with the answer.
const jpeg = '[255,216,255,192,0,11,8,2,19,1,157,1,1,17,0,255,218,0,8,1,1,0,0,63,0,255,217]';
const prelude = `
  const photoFile = new Blob([new Uint8Array(${jpeg})], { type: 'image/jpeg' }), signatureFile = photoFile;
  const sign = () => {}, show = () => {}, mark = () => {};`;

for (const name of documents) {
  const text = readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
  const blocks = [...text.matchAll(/^```js\n(.*?)^```/gms)].map(([, code]) => code);

  test(`${name} has JavaScript`, () => assert.ok(blocks.length > 0));

  for (const [index, block] of blocks.entries()) {
    test(`${name}, block ${index + 1}`, () => {
      const code = prelude + block.replaceAll(`'kualik'`, kualik);
      const printed = execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' });
      const lines = printed.trim().split('\n');
      const promised = [...block.matchAll(/^console\.log\(.*\);(?: \/\/ (.*))?$/gm)].map(([, comment]) => comment);
      // A comment on its own line, or with an ellipsis, shows the form alone.
      for (const [line, comment] of promised.entries()) {
        if (comment && !comment.includes('…')) assert.equal(lines[line], comment);
      }
      assert.ok(promised.length > 0, 'shows nothing');
    });
  }
}
