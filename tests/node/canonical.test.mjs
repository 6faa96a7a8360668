// The bytes to sign, against two implementations that share nothing with ours, and their digest against a third.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import canonicalize from 'canonicalize';
import { buildApplication, init, ruleset } from '../../pkg/node.js';
import { argument } from './vectors.mjs';

const SEED = 389253;
const COUNT = 4000;

const oracle = fileURLToPath(new URL('../vectors/applications.py', import.meta.url));
const vectors = JSON.parse(readFileSync(new URL('../vectors/application.json', import.meta.url), 'utf8')).cases;

const sha256 = async (bytes) => Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');
const utf8 = (bytes) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);

/** A draft and options that can be built, with every field that a draft can have. */
const full = () => {
  const { args } = vectors.find(({ name }) => name === 'built-after-annulment-word-for-word');
  const [draft, options] = args.map(argument);
  return { draft, options };
};

const build = ({ draft, options }) => {
  const answer = buildApplication(draft, options);
  assert.equal(answer.outcome, 'built', JSON.stringify(answer));
  return answer;
};

before(() => init());

test(`${COUNT} random applications have the bytes that two other implementations give them`, async () => {
  const lines = execFileSync('python3', [oracle, '--random', SEED, COUNT], { encoding: 'utf8', maxBuffer: 2 ** 30 });
  const cases = lines
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.equal(cases.length, COUNT);
  const met = {
    free: 0,
    paid: 0,
    exempt: 0,
    again: 0,
    otherRules: 0,
    now: 0,
    escaped: 0,
    beyondTheBasicPlane: 0,
    composed: 0,
    jpeg: 0,
    png: 0,
  };
  for (const { draft, options, canonical, sha256: digest } of cases) {
    const { application, ...built } = build({ draft: argument(draft), options });
    const text = utf8(built.canonical);
    assert.equal(text, canonicalize(application));
    assert.equal(text, canonical);
    assert.equal(built.sha256, digest);
    assert.equal(built.sha256, await sha256(built.canonical));
    assert.deepEqual(JSON.parse(text), application);

    met.free += application.duty.because === 'not-an-object';
    met.exempt += application.duty.because === 'exempt-person';
    met.paid += application.duty.outcome === 'due';
    met.again += 'previous' in application;
    met.otherRules += 'ruleset' in options;
    met.now += 'now' in options;
    met.escaped += text.includes('\\"') && text.includes('\\\\');
    met.beyondTheBasicPlane += /[\u{10000}-\u{10ffff}]/u.test(text);
    met.composed += draft.applicant.surname !== application.applicant.surname;
    met[application.photo.mediaType.slice('image/'.length)] += 1;
  }
  // So that no kind of application drops out of the generator unseen.
  for (const [kind, times] of Object.entries(met)) assert.ok(times >= COUNT / 50, `${kind}: only ${times}`);
});

test('the same draft and options give the same bytes, in whatever order their fields stand', () => {
  const backwards = (value) =>
    value && typeof value === 'object' && !ArrayBuffer.isView(value) && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .map(([name, part]) => [name, backwards(part)])
            .reverse(),
        )
      : value;
  const first = build(full());
  const { draft, options } = full();
  for (const again of [build(full()), build({ draft: backwards(draft), options: backwards(options) })]) {
    assert.deepEqual(again.canonical, first.canonical);
    assert.deepEqual(again, first);
  }
});

test('the bytes are a copy of their own', () => {
  const { draft, options } = full();
  const built = build({ draft, options });
  const before = utf8(built.canonical);
  draft.photo.bytes.fill(0);
  for (let times = 0; times < 20; times += 1) build(full());
  assert.equal(utf8(built.canonical), before);
  assert.equal(built.canonical.byteLength, built.canonical.buffer.byteLength);
});

test('every field that changes changes the digest', () => {
  // Path in { draft, options } and another good value; a function changes more than one field.
  const changes = {
    'draft.applicant.iin': '031231500126',
    'draft.applicant.surname': 'Қонысбаев',
    'draft.applicant.givenName': 'Асел',
    'draft.applicant.patronymic': null,
    'draft.applicant.phone': '+77010000001',
    'draft.card.number': '041236588',
    'draft.card.expiresOn': '2025-07-21',
    'draft.region': '71',
    'draft.registrationPoint': 'ЦОН № 2, Алматы',
    'draft.photo.bytes': longer('photo'),
    'draft.photo.mediaType': (one) => ({ ...one, draft: { ...one.draft, photo: one.draft.signature } }),
    'draft.signature.bytes': longer('signature'),
    'draft.signature.mediaType': (one) => ({ ...one, draft: { ...one.draft, signature: one.draft.photo } }),
    'draft.duty.paymentReference': 'KZ-2025-000018',
    'draft.duty.paidOn': '2025-07-13',
    'draft.duty.amount': (one) =>
      underRules(one, (rules) => {
        // 0.2 × 3935.
        rules.mrp[0].amount = 3935;
        one.draft.duty.amount = 787;
      }),
    'draft.previous.ticket': 'ALM-2025-0000124',
    'draft.previous.annulledFor[0]': (one) => ({
      ...one,
      draft: { ...one.draft, previous: { ...one.draft.previous, annulledFor: ['photo-quality'] } },
    }),
    'draft.previous.annulledFor[1]': (one) => ({
      ...one,
      draft: { ...one.draft, previous: { ...one.draft.previous, annulledFor: ['photo-quality', 'signature-quality'] } },
    }),
    'draft.previous.paymentReference': 'KZ-2025-000004',
    'options.on': '2025-07-16',
    'options.id': '0d1f7b9c-5a4e-4c62-9b3f-2a8e6d7c1f01',
    'no previous': (one) => ({ ...one, draft: { ...one.draft, previous: null } }),
    exemption: (one) => ({ ...one, draft: { ...one.draft, duty: { exemption: 'veteran' } } }),
    'another exemption': (one) => ({ ...one, draft: { ...one.draft, duty: { exemption: 'hero' } } }),
    'the id of the rules': (one) => underRules(one, () => {}),
    'the window of the rules': (one) => underRules(one, (rules) => (rules.window.daysAfter = 11)),
    'the index of the rules': (one) => underRules(one, (rules) => (rules.mrp[0].amount = 3933)),
    'the rate of the rules': (one) => underRules(one, (rules) => (rules.duty[0].rate = '0.20')),
  };

  // Every field there is has its change; consent has no other good value.
  const leaves = (value, path) =>
    value && typeof value === 'object' && !ArrayBuffer.isView(value)
      ? Object.entries(value).flatMap(([name, part]) => leaves(part, Array.isArray(value) ? `${path}[${name}]` : `${path}.${name}`))
      : [path];
  const { draft, options } = full();
  const fields = [...leaves(draft, 'draft'), ...leaves(options, 'options')].filter((path) => path !== 'draft.consent');
  assert.deepEqual(
    fields.filter((path) => !(path in changes)),
    [],
  );

  const digests = new Map([[build(full()).sha256, 'nothing changed']]);
  for (const [path, change] of Object.entries(changes)) {
    let changed = full();
    if (typeof change === 'function') {
      changed = change(changed);
    } else {
      const steps = path.split('.');
      const last = steps.pop();
      steps.reduce((at, step) => at[step], changed)[last] = change;
    }
    const { sha256: digest } = build(changed);
    assert.equal(digests.get(digest), undefined, `${path} has the digest of ${digests.get(digest)}`);
    digests.set(digest, path);
  }
});

/** Makes a picture longer by a byte that no decoder looks at. */
function longer(name) {
  return (one) => {
    const { bytes: given, mediaType } = one.draft[name];
    // An empty comment after the start of a JPEG (T.81, B.2.4.5); an empty chunk after the header of a PNG (third edition, 5.3),
    // whose checksum nobody asks for, since it is ancillary (13.2).
    const [at, more] = mediaType === 'image/jpeg' ? [2, [0xff, 0xfe, 0, 2]] : [33, [0, 0, 0, 0, 0x74, 0x45, 0x58, 0x74, 0, 0, 0, 0]];
    const bytes = Uint8Array.from([...given.slice(0, at), ...more, ...given.slice(at)]);
    return { ...one, draft: { ...one.draft, [name]: { ...one.draft[name], bytes } } };
  };
}

/** All under one id, so that the digests of two of them differ by the rest alone. */
function underRules(one, change) {
  const rules = { ...ruleset(), id: 'another-order' };
  change(rules);
  return { ...one, options: { ...one.options, ruleset: rules } };
}

test('without an id the package makes one, and two builds differ in nothing else', () => {
  const {
    draft,
    options: { id, ...options },
  } = full();
  const built = [options, { ...options, id: null }, { ...options, id: undefined }, options].map((given) =>
    build({ draft, options: given }),
  );
  assert.equal(new Set(built.map(({ sha256: digest }) => digest)).size, built.length);
  for (const { application, canonical } of built) {
    assert.match(application.id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const given = build({ draft, options: { ...options, id } });
    assert.deepEqual({ ...application, id }, given.application);
    assert.equal(utf8(canonical).replace(application.id, id), utf8(given.canonical));
  }
});
