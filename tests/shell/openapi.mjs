// docs/openapi.yaml, read for the tests. What it repeats of the package (its schemas, its codes) is written anew by
// `node tests/shell/openapi.mjs --write`.

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Ajv2020 from 'ajv/dist/2020.js';
import { parseDocument } from 'yaml';
import { messages } from '../../pkg/messages/ru.js';

export const path = fileURLToPath(new URL('../../docs/openapi.yaml', import.meta.url));
export const read = () => parseDocument(readFileSync(path, 'utf8'));
export const document = read().toJS();

const schema = (name) => {
  const { $schema, ...rest } = JSON.parse(readFileSync(new URL(`../../pkg/schemas/${name}.json`, import.meta.url), 'utf8'));
  return rest;
};

/** What stands in the document because it stands in the package, by its place in the document. */
export const repeated = [
  { at: ['components', 'schemas', 'Application'], value: schema('application') },
  { at: ['components', 'schemas', 'ApplicationRecord'], value: schema('record') },
  {
    at: ['components', 'schemas', 'Invalid', 'properties', 'problems', 'items', 'properties', 'code', 'enum'],
    value: Object.keys(messages.problems),
  },
];

// The whole document under one address, so that what it refers to is found. `example` and the like only annotate.
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema({ $id: 'openapi:document', ...document });

/** What is wrong with a value by the schema at this place of the document; an empty list where nothing is. */
export function wrongBy(place, value) {
  const pointer = place.map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
  const validate = ajv.getSchema(`openapi:document#/${pointer}`);
  if (!validate) throw new Error(`the document has nothing at ${pointer}`);
  return validate(value) ? [] : validate.errors.map(({ instancePath, message }) => `${instancePath} ${message}`);
}

if (process.argv[2] === '--write') {
  const written = read();
  for (const { at, value } of repeated) written.setIn(at, written.createNode(value));
  writeFileSync(path, written.toString({ lineWidth: 120, flowCollectionPadding: false }));
}
