// The JSON Schemas that the package ships, by a validator that knows nothing of us: what the functions answer is
// valid, and what is broken by its shape is not. What no schema can see, such as a date that does not exist or a
// history that cannot be, is left to the functions.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import Ajv2020 from 'ajv/dist/2020.js';
import { advance, buildApplication, checkRuleset, init, ruleset } from '../../pkg/node.js';
import { argument, changed } from './vectors.mjs';

const json = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const vectors = (name) => json(`../vectors/${name}.json`);

/** The validators, by the name of the schema. `format` only annotates in draft 2020-12: nothing may lean on it. */
const validate = {};

before(async () => {
  await init();
  for (const name of ['application', 'record', 'ruleset']) {
    const schema = json(`../../pkg/schemas/${name}.json`);
    assert.equal(schema.$schema, 'https://json-schema.org/draft/2020-12/schema');
    validate[name] = new Ajv2020({ strict: true, strictTypes: false, validateFormats: false }).compile(schema);
  }
});

const accepts = (name, value, what) => assert.ok(validate[name](value), `${what}: ${JSON.stringify(validate[name].errors)}`);
const refuses = (name, value, what) => assert.ok(!validate[name](value), `${what} is accepted: ${JSON.stringify(value)}`);

// Breaking a good value in every place --------------------------------------------------------------------------

/** The value at a path written as `a.b[1]` replaced; `undefined` takes a field away. */
function withChange(value, path, replacement) {
  const copy = structuredClone(value);
  const steps = path.match(/[^.[\]]+/g);
  const last = steps.pop();
  const at = steps.reduce((part, step) => part[step], copy);
  if (replacement === undefined) delete at[last];
  else at[last] = replacement;
  return copy;
}

/** All paths in a value: of objects, of lists, and of what is neither. */
function* paths(value, path = '') {
  if (path) yield path;
  if (value === null || typeof value !== 'object') return;
  for (const [name, part] of Object.entries(value)) {
    yield* paths(part, Array.isArray(value) ? `${path}[${name}]` : path ? `${path}.${name}` : name);
  }
}

/** Breaks a good value in every place: fields missing, of another kind, null, and fields too many. */
function* broken(good, optional) {
  for (const path of paths(good)) {
    const at = path.match(/[^.[\]]+/g).reduce((part, step) => part[step], good);
    if (!path.endsWith(']') && !optional.includes(path)) yield [`without ${path}`, withChange(good, path, undefined)];
    yield [`null for ${path}`, withChange(good, path, null)];
    for (const other of ['?', -0.5, {}, []]) {
      const alike = Array.isArray(other) ? Array.isArray(at) : typeof other === typeof at && !Array.isArray(at);
      if (!alike) yield [`${JSON.stringify(other)} for ${path}`, withChange(good, path, other)];
    }
    if (at !== null && typeof at === 'object' && !Array.isArray(at)) {
      yield [`a field too many in ${path}`, withChange(good, `${path}.extra`, 1)];
    }
  }
  yield ['a field too many', { ...good, extra: 1 }];
  for (const other of [null, [], [good], 'text', 1, {}]) yield [JSON.stringify(other).slice(0, 20), other];
}

/** Puts each of these values where its path says. */
function* put(good, values) {
  for (const [path, list] of Object.entries(values)) {
    for (const value of list) yield [`${JSON.stringify(value)} for ${path}`, withChange(good, path, value)];
  }
}

const notDates = ['15.07.2025', '2025-7-15', '2025-07-15T00:00:00Z', ''];
const notTexts = (most) => ['', '  ', 'Ж'.repeat(most + 1)];
const notFaults = [[], ['mood'], ['photo-quality', 'photo-quality'], 'photo-quality'];
const notWhole = [-1, 1.5];

// The tests ------------------------------------------------------------------------------------------------------

describe('application', () => {
  const cases = vectors('application').cases;

  test('every application that is built is valid', () => {
    let count = 0;
    for (const { name, call, args } of cases) {
      if (call !== 'buildApplication') continue;
      const answer = buildApplication(...args.map(argument));
      if (answer.outcome !== 'built') continue;
      accepts('application', answer.application, name);
      count += 1;
    }
    assert.ok(count > 90, `only ${count}`);
  });

  test('every broken one is not', () => {
    const built = (name) => buildApplication(...cases.find((one) => one.name === name).args.map(argument)).application;
    const due = built('built-after-annulment-word-for-word');
    const free = built('built-free-on-the-first-day-of-2026');
    const exempt = { ...free, duty: { outcome: 'exempt', because: 'exempt-person', exemption: 'veteran' } };
    const optional = ['applicant.givenName', 'applicant.patronymic', 'previous', 'previous.paymentReference'];
    accepts('application', due, 'due');
    accepts('application', exempt, 'exempt');
    accepts('application', free, 'free');
    refuses('application', { ...free, duty: { ...free.duty, exemption: 'veteran' } }, 'no duty, and an exemption');

    const wrong = {
      format: ['kualik-application-2', 'KUALIK-APPLICATION-1'],
      id: ['x', due.id.toUpperCase(), `{${due.id}}`, `${due.id}0`],
      document: ['passport'],
      reason: ['loss'],
      ruleset: ['', 'My rules', 'a'.repeat(65)],
      'verdict.checkedOn': notDates,
      'verdict.daysToExpiry': [0.5],
      'verdict.window.opensOn': notDates,
      'verdict.window.closesOn': notDates,
      'applicant.iin': ['99010130012', '9901013001220', '99010130012x'],
      'applicant.surname': notTexts(100),
      'applicant.givenName': notTexts(100),
      'applicant.patronymic': notTexts(100),
      'applicant.phone': ['87010000000', '+79010000000', '+76010000000', '+77172000000', '+7701000000', '+770100000000'],
      'card.number': ['04123658', '0412365870', '04123658x'],
      'card.expiresOn': notDates,
      region: ['', '00', '72', '7'],
      reviewer: ['police'],
      registrationPoint: notTexts(200),
      consent: [false, 'true'],
      'previous.ticket': notTexts(64),
      'previous.paymentReference': notTexts(64),
      'previous.annulledFor': notFaults,
    };
    for (const name of ['photo', 'signature']) {
      wrong[`${name}.mediaType`] = ['image/gif', 'IMAGE/PNG'];
      wrong[`${name}.size`] = [...notWhole, 1_048_577];
      wrong[`${name}.width`] = [0, ...notWhole];
      wrong[`${name}.height`] = [0, ...notWhole];
      wrong[`${name}.sha256`] = ['', due.photo.sha256.toUpperCase(), due.photo.sha256.slice(1), `${due.photo.sha256}0`];
    }
    const wrongDue = {
      'duty.outcome': ['exempt', 'free'],
      'duty.amount': [...notWhole, 1_000_000_001],
      'duty.currency': ['USD'],
      'duty.rate': ['0,2', '.', '1'.repeat(2001)],
      'duty.mrp': [0, ...notWhole, 1_000_001],
      'duty.paymentReference': notTexts(64),
      'duty.paidOn': notDates,
      'duty.exemption': ['veteran'],
      'duty.because': ['exempt-person'],
    };
    const wrongExempt = {
      'duty.outcome': ['due', 'free'],
      'duty.because': ['luck'],
      'duty.exemption': [''],
      'duty.amount': [0],
      'duty.paidOn': ['2026-01-01'],
    };
    for (const [what, one] of [...broken(due, optional), ...put(due, wrong), ...put(due, wrongDue)]) refuses('application', one, what);
    for (const [what, one] of [...broken(exempt, optional), ...put(exempt, wrongExempt)]) refuses('application', one, what);
  });
});

describe('record', () => {
  const cases = vectors('lifecycle').cases;
  const shape = ['required', 'unknown-field', 'unknown-value', 'wrong-type', 'number-out-of-range', 'empty', 'too-long', 'duplicate'];

  test('every record that is answered, or can go on, is valid', () => {
    let count = 0;
    for (const { name, args, expect } of cases) {
      const answer = advance(...args);
      assert.equal(answer.outcome, expect.outcome, name);
      if (answer.outcome === 'advanced') accepts('record', answer.record, name);
      if (answer.outcome !== 'invalid' && args[0] !== null) accepts('record', args[0], name);
      count += 1;
    }
    assert.ok(count > 100, `only ${count}`);
  });

  test('every record that cannot be read is not', () => {
    let count = 0;
    for (const { name, args, expect } of cases) {
      const misshapen = (expect.problems ?? []).some(({ code, path }) => path.startsWith('record') && shape.includes(code));
      if (!misshapen) continue;
      refuses('record', args[0], name);
      count += 1;
    }
    assert.ok(count > 40, `only ${count}`);
  });

  test('every broken one is not', () => {
    const made = (name) => advance(...cases.find((one) => one.name === name).args).record;
    const collected = made('handed-over');
    const annulled = made('annulled');
    const wrong = {
      ticket: notTexts(64),
      status: ['lost', 'SUBMITTED', 'approved'],
      region: ['', '72'],
      next: ['run'],
      refund: ['paid', 'due', '', {}],
      history: [[]],
      'history[0].type': ['filed', 'approved'],
      'history[0].by': ['citizen', 'migration-service'],
      'history[0].ticket': notTexts(64),
      'history[0].region': ['00'],
      'history[1].by': ['portal'],
      'history[1].ticket': ['T'],
      'history[1].for': [['photo-quality']],
      'history[4].ticket': notTexts(64),
    };
    for (const at of [...paths(collected)].filter((path) => path.endsWith('.at'))) {
      wrong[at] = [0.5, 8_640_000_000_000_001, -8_640_000_000_000_001];
    }
    const wrongAnnulled = {
      'history[2].for': notFaults,
      'history[2].at': wrong['history[2].at'],
      'history[2].by': ['central-node'],
      'history[2].dutyPaid': [true],
    };
    for (const [what, one] of [...broken(collected, []), ...put(collected, wrong)]) refuses('record', one, what);
    for (const [what, one] of [...broken(annulled, ['refund.basis.clause', 'refund.basis.note']), ...put(annulled, wrongAnnulled)])
      refuses('record', one, what);
  });
});

describe('ruleset', () => {
  const { unsound, verdicts } = vectors('rulesets');

  // What a schema cannot see, and the function does.
  const beyondShape = ['end-before-start', 'overlapping-dates', 'impossible-date', 'inconsistent'];
  const beyondShapeByName = ['bidirectional-override-in-a-citation'];

  /** As a file has it: without the fields that are null. */
  const asFile = (rules, { set }) => Object.entries(set).reduce((file, [path, value]) => withChange(file, path, value ?? undefined), rules);

  test('the embedded one is valid, and so are the sound ones made from it', () => {
    accepts('ruleset', ruleset(), 'embedded');
    let count = 0;
    for (const one of verdicts) {
      const rules = changed(ruleset(), one);
      if (checkRuleset(rules).outcome !== 'sound') continue;
      accepts('ruleset', rules, one.name);
      count += 1;
    }
    assert.ok(count >= 4, `only ${count}`);
    const brought = vectors('application').cases.filter(
      ({ args }) => args[1]?.ruleset && checkRuleset(args[1].ruleset).outcome === 'sound',
    );
    assert.ok(brought.length > 5, `only ${brought.length}`);
    for (const { name, args } of brought) accepts('ruleset', args[1].ruleset, name);
  });

  test('every one that is unsound by its shape is not', () => {
    let count = 0;
    for (const one of unsound) {
      if (beyondShapeByName.includes(one.name) || one.problems.every(({ code }) => beyondShape.includes(code))) continue;
      refuses('ruleset', asFile(ruleset(), one), one.name);
      count += 1;
    }
    assert.ok(count >= 15, `only ${count}`);
  });

  test('every broken one is not', () => {
    const good = ruleset();
    const optional = [...paths(good)].filter((path) => /\.(clause|note|exempt|checked)$|^exemptPersons\[\d+\]\.through$/.test(path));
    const wrong = {
      id: ['', 'My rules', 'a'.repeat(65)],
      'covers.documents': [[], ['driving-licence'], ['passport', 'passport']],
      'covers.reasons': [[], ['boredom'], ['loss', 'loss']],
      'covers.applicants': [[], ['neighbour'], ['owner', 'owner']],
      'window.daysBefore': [-1, 0.5, 3661],
      'mrp[0].amount': [0, ...notWhole, 1_000_001],
      'liability[0].warning.days': [-1, 0.5, 3661],
      'liability[0].fine.months': [0, 0.5, 121],
      'liability[0].fine.mrp': [0, 0.5, 1001],
      'liability[0].fine.repeatedMrp': [0, 0.5, 1001],
      'refund.years': [0, 0.5, 101],
      'duty[0].rate': ['0,2', '.', '', '-1', '1'.repeat(2001)],
      'duty[1].exempt': ['always'],
      'exemptPersons[0].code': ['', 'Ветеран'],
      'notice.official': ['kk'],
      'inForce.basis.certainty': ['rumour'],
    };
    for (const path of paths(good)) {
      if (/\.(from|through|on)$/.test(path)) wrong[path] = notDates;
      if (/\.(ru|kk|en|act|clause|text|note|source)$/.test(path)) wrong[path] = notTexts(2000);
    }
    for (const [what, one] of broken(good, optional)) {
      // In rules, null is a field that is missing: the function allows it where the field may be missing.
      if (optional.some((path) => what === `null for ${path}`)) continue;
      refuses('ruleset', one, what);
    }
    for (const [what, one] of put(good, wrong)) refuses('ruleset', one, what);
  });
});
