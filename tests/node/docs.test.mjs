// The JavaScript in the documentation runs and prints what its comments say; paths and make targets that the documents
// name exist.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const documents = ['README.md', 'README.ru.md', 'README.kk.md', 'docs/rulesets.md'];
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

const root = fileURLToPath(new URL('../../', import.meta.url));
const markdown = (folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
/** Without the changelog, which also names what is gone. */
const guides = [...markdown('.'), ...markdown('docs'), ...markdown('docs/decisions')].filter((name) => name !== 'CHANGELOG.md');

/** Does the path exist? `<name>` in it stands for any one name. */
function exists(path) {
  const [before, after] = path.split(/<\w+>/, 2);
  if (after === undefined) return existsSync(join(root, path));
  const folder = join(root, before);
  return existsSync(folder) && readdirSync(folder).some((name) => exists(`${before}${name}${after}`));
}

/** Paths from the root in code spans, without what is made by a build or set-up. */
const pathsIn = (prose) =>
  [...prose.matchAll(/`(\.?\w[\w.-]*\/[\w./<>-]*)`/g)]
    .map(([, path]) => path)
    .filter((path) => !/^(pkg|target|dist|kualik|imaging\/NOTICE|\.tools|node_modules|www\/shell\/dist)\b/.test(path));
/** Files that links lead to, from the root. */
const linksIn = (prose, from) => [...prose.matchAll(/\]\(([^)#:\s]+)(?:#[^)]*)?\)/g)].map(([, path]) => join(dirname(from), path));
/** Targets of `make` in code spans and shell blocks. */
const targetsIn = (text) =>
  [...text.matchAll(/(?:`|^)make ((?:[a-z][a-z-]*(?: |(?=`|$)))+)/gm)].flatMap(([, names]) => names.trim().split(' '));

const targets = new Set([...readFileSync(join(root, 'Makefile'), 'utf8').matchAll(/^([a-z-]+):/gm)].map(([, target]) => target));

test('paths, links and make targets are recognised', () => {
  assert.deepEqual(pathsIn('`src/law/` and `www/<language>/a.ts`, `kualik/host`, `a.rs`, `b / c`'), ['src/law/', 'www/<language>/a.ts']);
  assert.deepEqual(linksIn('[a](b.md#c), [d](https://e.example/f), [g](#h)', 'docs/i.md'), ['docs/b.md']);
  assert.deepEqual(targetsIn('`make lint test-native`, `make x ARGS=--y`\nmake setup   # all\nthen make no noise'), [
    'lint',
    'test-native',
    'x',
    'setup',
  ]);
  assert.ok(exists('docs/decisions/') && exists('tests/<kind>/docs.test.mjs'));
  assert.ok(!exists('docs/no-such-file.md') && !exists('tests/<kind>/no-such-file.mjs'));
});

for (const name of guides) {
  test(`${name}: paths, links and make targets exist`, () => {
    const text = readFileSync(join(root, name), 'utf8');
    const prose = text.replace(/^```.*?^```/gms, '');
    assert.deepEqual(
      {
        missing: [...pathsIn(prose), ...linksIn(prose, name)].filter((path) => !exists(path)),
        unknown: targetsIn(text).filter((target) => !targets.has(target)),
      },
      { missing: [], unknown: [] },
    );
  });
}
