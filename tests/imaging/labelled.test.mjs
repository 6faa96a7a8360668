// The labelled set in the oldest engine that has modules: every report is the native one. A third of the pictures, for the
// time that it takes; with ALL=1 all of them.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { oldEngines } from '../engines/engines.mjs';
import { serve } from '../package/browser.mjs';
import { root, run, scratch } from '../package/project.mjs';
import { python, site } from './places.mjs';

/** What the native program finds of files, by its option for their subject. */
const native = (files, ...options) =>
  run(join(root, 'target/release/examples/assess'), [...options, ...files], root)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

const assess = `
  const [name, call, done] = arguments;
  const read = async () => new Uint8Array(await (await fetch(name)).arrayBuffer());
  Promise.all([self.loaded, read()])
    .then(([imaging, bytes]) => imaging[call](bytes))
    .then((report) => done(JSON.stringify(report)));`;

for (const [oldest, start] of Object.entries(oldEngines).slice(0, 1)) {
  test(`the labelled set in ${oldest}, as natively`, async (suite) => {
    const set = scratch();
    run(python, [join(root, 'tests/fixtures/imaging/make.py'), set], root);
    run('cargo', ['build', '--quiet', '--locked', '--release', '-p', 'kualik-imaging', '--example', 'assess'], root);
    run('node', ['scripts/pkg/face.mjs', 'target/face/face.bin'], root);
    const labels = JSON.parse(readFileSync(join(set, 'labels.json'), 'utf8')).filter((_, index) => process.env.ALL || index % 3 === 0);
    assert.ok(labels.length >= 70);

    const folder = await site();
    const server = await serve(folder, (path, answer) =>
      path.startsWith('/set/') ? { ...answer, status: 200, body: readFileSync(join(set, path.slice('/set/'.length))) } : answer,
    );
    after(server.close);
    const { session, stop } = await start();
    after(stop);
    await session.get(`${server.url}/labelled.html`);

    for (const [subject, call, ...options] of [
      ['photo', 'assessPhoto'],
      ['signature', 'assessSignature', '--signature'],
    ]) {
      await suite.test(subject, async () => {
        const files = labels.filter((label) => label.subject === subject).map(({ file }) => file);
        const reports = native(
          files.map((file) => join(set, file)),
          ...options,
        );
        for (const [index, file] of files.entries()) {
          const { milliseconds, ...report } = JSON.parse(await session.executeAsyncScript(assess, `set/${file}`, call));
          assert.deepEqual(report, reports[index], file);
        }
      });
    }
  });
}
