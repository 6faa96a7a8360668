// The samples for Android and iOS cannot be compiled here. What can be compared is: each branch of theirs for a message
// of the page's, the fields that it reads, what it says in answer, and the fields and constants in it, with the schema.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { messageTypes } from '../../pkg/host/index.js';

const text = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const schema = (name) => JSON.parse(text(`pkg/schemas/${name}.json`));
const { $defs } = schema('host');

/** Every field of a message at any depth, and the constants that each may have. */
function fieldsOf(part, found = { names: new Map(), required: [] }, isTop = true) {
  if (part.$ref?.startsWith('#/$defs/')) return fieldsOf($defs[part.$ref.slice(8)], found, isTop);
  for (const each of part.oneOf ?? []) fieldsOf(each, found, isTop);
  if (isTop && part.required) found.required.push(part.required.filter((name) => name !== 'kualik' && name !== 'type'));
  for (const [name, value] of Object.entries(part.properties ?? {})) {
    const constants = value.enum ?? (value.const === undefined ? [] : [value.const]);
    found.names.set(name, new Set([...(found.names.get(name) ?? []), ...constants]));
    fieldsOf(value, found, false);
  }
  return found;
}

/** How each language writes a branch, a field that is read, one that is said with a constant, and a message that is said. */
const samples = {
  'examples/android/RenewalActivity.kt': {
    branch: /^ {12}((?:"[\w-]+"(?:, )?)+|else) ->/gm,
    read: /(?:message|getJSONObject\("\w+"\))\.(?:get|opt)\w+\("([^"]+)"\)/g,
    said: /\.put\("([^"]+)", (?:"([^"]*)")?/g,
  },
  'examples/ios/RenewalViewController.swift': {
    branch: /^ {8}(?:case ((?:"[\w-]+"(?:, )?)+)|(default)):/gm,
    read: /\["([^"]+)"\] (?:as|is)|as\? \[String: String\]\)\?\["([^"]+)"\]/g,
    said: /"([^"]+)": (?:"([^"]*)")?/g,
  },
};

for (const [path, { branch, read, said }] of Object.entries(samples)) {
  const source = text(path).replaceAll('\\$', '$');
  const heads = [...source.matchAll(branch)];
  const branches = heads.map((head, index) => ({
    types: [...head[0].matchAll(/"([\w-]+)"/g)].map(([, type]) => type),
    // The last one ends where the function does.
    body: source.slice(head.index + head[0].length, heads[index + 1]?.index).split(/\n {4}\}/)[0],
  }));

  test(`${path} hears every message of the page's, each in one branch, and answers what is none`, () => {
    assert.deepEqual(branches.flatMap((each) => each.types).sort(), [...messageTypes.page].sort());
    assert.deepEqual(branches.filter((each) => each.types.length === 0).length, 1);
  });

  for (const {
    types: [heard = 'anything else', ...others],
    body,
  } of branches) {
    test(`${path}, ${[heard, ...others].join(' and ')}: fields and constants as the schema has them`, () => {
      const answers = [...body.matchAll(/say\("([\w-]+)"/g)].map(([, type]) => type);
      for (const type of answers) assert.ok(messageTypes.host.includes(type), `says ${type}`);
      const asked = $defs[`page-${heard}`] ? fieldsOf($defs[`page-${heard}`]) : { names: new Map([['type', new Set()]]), required: [] };
      for (const [, ...names] of body.matchAll(read)) {
        const name = names.find(Boolean);
        assert.ok(
          asked.names.has(name) || name === 'type' || (answers.length > 0 && fieldsOf($defs[`host-${answers[0]}`]).names.has(name)),
          `reads ${name}`,
        );
      }
      const told = answers.map((type) => fieldsOf($defs[`host-${type}`]));
      const written = [...body.matchAll(said)];
      for (const [, name, constant] of written) {
        const places = told.filter(({ names }) => names.has(name));
        assert.ok(places.length > 0, `says ${name}`);
        if (constant === undefined) continue;
        const allowed = new Set(places.flatMap(({ names }) => [...names.get(name)]));
        assert.ok(allowed.size === 0 || allowed.has(constant), `says ${name}: ${constant}`);
      }
      for (const { required } of told) {
        const names = new Set([...written.map(([, name]) => name), ...[...body.matchAll(/\["([^"]+)"\] = /g)].map(([, name]) => name)]);
        assert.ok(
          required.length === 0 || required.some((all) => all.every((name) => names.has(name))),
          `leaves out one of ${JSON.stringify(required)}`,
        );
      }
    });
  }
}

test('an answer to each question is in both samples, and the bridge has the name that the page looks for', () => {
  for (const path of Object.keys(samples)) {
    const source = text(path);
    const says = new Set([...source.matchAll(/say\("([\w-]+)"/g)].map(([, type]) => type));
    // `close` is for hosts that take the page away by themselves.
    assert.deepEqual([...says].sort(), messageTypes.host.filter((type) => type !== 'close').sort(), path);
    assert.match(source, /kualik\.receive\(/);
  }
  assert.match(text('examples/android/RenewalActivity.kt'), /addWebMessageListener\(view, "KualikHost", setOf\(ORIGIN\)\)/);
  assert.match(text('examples/ios/RenewalViewController.swift'), /addScriptMessageHandler\(self, contentWorld: \.page, name: "kualik"\)/);
});
