// docs/openapi.yaml: sound by a validator, and the same as the package wherever it repeats it. That the page and the
// server of the tests keep to it is checked by each test that sends something (registration.mjs). Needs pkg/.

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { advance, init } from '../../pkg/node.js';
import { document, path, repeated, wrongBy } from './openapi.mjs';
import { submissionOf } from './submission.mjs';

before(init);

test('it is an OpenAPI 3.1 document', async () => {
  const validator = new Validator();
  assert.deepEqual(await validator.validate(path), { valid: true });
  assert.equal(validator.version, '3.1');
});

test('it repeats the schemas and the codes of the package word for word', () => {
  for (const { at, value } of repeated) {
    assert.deepEqual(
      at.reduce((part, step) => part[step], document),
      value,
      `${at.join('.')}: node tests/shell/openapi.mjs --write`,
    );
  }
});

/** Every `{ schema, example }` and each of `examples`, with where it stands. */
function* examples(node, at = []) {
  if (node === null || typeof node !== 'object') return;
  if (node.schema !== undefined) {
    if ('example' in node) yield { at, value: node.example };
    for (const [name, { value }] of Object.entries(node.examples ?? {})) yield { at, name, value };
  }
  for (const [step, part] of Object.entries(node)) yield* examples(part, [...at, step]);
}

test('its examples keep to its schemas', () => {
  const all = [...examples(document)];
  assert.ok(all.length >= 10, `only ${all.length}`);
  for (const { at, name, value } of all) assert.deepEqual(wrongBy([...at, 'schema'], value), [], `${at.join('.')} ${name ?? ''}`);
});

test('the record in the example is one that the core makes', () => {
  const { example } = document.paths['/applications/record'].post.responses[200].content['application/json'];
  let record;
  for (const event of example.record.history) ({ record } = advance(record, event));
  assert.deepEqual(example.record, record);
});

describe('its schemas refuse', () => {
  const registered = ['components', 'schemas', 'Registered'];
  const invalid = ['components', 'schemas', 'Invalid'];
  const application = ['components', 'schemas', 'Application'];
  test('an application with a field too many', () => {
    const good = submissionOf().application;
    assert.deepEqual(wrongBy(application, good), []);
    assert.notDeepEqual(wrongBy(application, { ...good, photoFileName: 'me.jpg' }), []);
  });
  test('another event in the place of the registration', () => {
    const { id } = submissionOf().application;
    const event = { type: 'registered', at: 1, by: 'portal', ticket: 'ALM-7', region: '75', dutyPaid: false };
    assert.deepEqual(wrongBy(registered, { id, event }), []);
    assert.notDeepEqual(wrongBy(registered, { id, event: { type: 'review-started', at: 1, by: 'migration-service' } }), []);
  });
  test('a registration that does not say of which application', () => {
    const event = { type: 'registered', at: 1, by: 'portal', ticket: 'ALM-7', region: '75', dutyPaid: false };
    assert.notDeepEqual(wrongBy(registered, { event }), []);
  });
  test('a code that the core does not know', () => {
    assert.deepEqual(wrongBy(invalid, { outcome: 'invalid', problems: [{ code: 'required', path: '' }] }), []);
    assert.notDeepEqual(wrongBy(invalid, { outcome: 'invalid', problems: [{ code: 'other', path: '' }] }), []);
  });
});
