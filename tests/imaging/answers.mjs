// What the answers of every environment are held to.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, scratch } from '../package/project.mjs';
import { inNode, python } from './places.mjs';

/** Node's answers. */
export const expected = await inNode();

/** Every answer is Node's, and a worker gave those that wait for one. */
export function assertSame({ found, answered, ...failure }, isWorker = true) {
  assert.deepEqual(failure, {});
  assert.deepEqual(found, expected);
  const waiting = Object.keys(found.answers).filter((name) => !name.startsWith('inspectJpeg') && found.answers[name].outcome !== 'invalid');
  assert.equal(answered, isWorker ? waiting.length : 0);
}

/** The same from a worker that is alone: it answers all but what answers at once. */
export function assertSameAlone({ found, answered, ...failure }) {
  assert.deepEqual(failure, {});
  const answers = Object.fromEntries(Object.entries(expected.answers).filter(([name]) => !name.startsWith('inspectJpeg')));
  assert.deepEqual(found, { answers });
  assert.equal(answered, Object.keys(answers).length);
}

/** What another reader finds in a prepared JPEG. */
export function look(prepared) {
  const where = scratch();
  const names = Object.keys(prepared).map((name) => join(where, `${name}.jpg`));
  Object.values(prepared).forEach(({ bytes }, index) => writeFileSync(names[index], Buffer.from(bytes, 'base64')));
  const found = JSON.parse(run(python, [join(import.meta.dirname, 'look.py'), ...names], root));
  return Object.fromEntries(Object.keys(prepared).map((name, index) => [name, found[index]]));
}

const isRed = ([red, green, blue]) => red > 150 && green < 90 && blue < 90;
const near = (one, other, by) => assert.ok(Math.abs(one - other) <= by, `${one} is not within ${by} of ${other}`);

/** Large progressive files and WebP, which the browser decodes: upright by every orientation. */
export function assertBrowserDecodes(found) {
  const { cut, webp, ...turned } = found;
  assert.deepEqual(cut, { outcome: 'invalid', problems: [{ code: 'incomplete-image', path: '' }] });
  assert.equal(webp.report.checks.find(({ id }) => id === 'file-type').result, 'poor');
  assert.deepEqual([webp.report.width, webp.report.height, webp.prepared.outcome], [1240, 1594, 'prepared']);
  const upright = turned['progressive-1.jpg'].report;
  const seen = look({ webp: webp.prepared, ...Object.fromEntries(Object.entries(turned).map(([name, { prepared }]) => [name, prepared])) });
  assert.deepEqual([seen.webp.format, seen.webp.exif], ['JPEG', 0]);
  for (const [name, { report, prepared }] of Object.entries(turned)) {
    assert.equal(report.outcome, 'assessed', name);
    assert.deepEqual([report.width, report.height], [2520, 3240], name);
    // 3240 pixels high, decoded at half of that: an eye's place is known to some pixels.
    report.face.eyes.forEach(({ x, y }, index) => {
      near(x, upright.face.eyes[index].x, 12);
      near(y, upright.face.eyes[index].y, 12);
    });
    assert.equal(prepared.outcome, 'prepared', name);
    assert.equal(prepared.changed.includes('turned'), name !== 'progressive-1.jpg', name);
    const { width, height, exif, place, more, corners } = seen[name];
    assert.deepEqual(
      { width, height, exif, place, more },
      { width: prepared.width, height: prepared.height, exif: 0, place: 0, more: [] },
      name,
    );
    near(width / height, 2520 / 3240, 0.002);
    const red = Object.keys(corners).filter((corner) => isRed(corners[corner]));
    assert.deepEqual(red, ['top left'], name);
  }
}
