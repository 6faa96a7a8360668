// The way into the module and out of it, where the vectors do not go: one call within another, what callers do to
// answers, memory that grows, and every length and character that is written in another way.

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

const good = { document: 'identity-card', reason: 'expiry', applicant: 'owner', expiresOn: '2025-06-20', on: '2025-06-01' };

for (const entry of ['node', 'no-wasm']) {
  describe(entry, () => {
    let kualik;
    before(async () => {
      kualik = await import(pathToFileURL(join(import.meta.dirname, '../../pkg', `${entry}.js`)));
      await kualik.init();
    });

    test('a getter among the arguments can ask something itself', () => {
      const asked = [];
      const query = {
        ...good,
        get reason() {
          asked.push(kualik.checkEligibility({ ...good, on: '2025-05-01' }).refusals[0].code);
          return 'expiry';
        },
      };
      const { outcome, daysToExpiry } = kualik.checkEligibility(query);
      assert.deepEqual({ outcome, daysToExpiry, asked }, { outcome: 'eligible', daysToExpiry: 19, asked: ['pilot-not-started'] });
    });

    test('so can the clock', () => {
      const { now } = Date;
      const asked = [];
      Date.now = () => {
        asked.push(kualik.parseIin('990101300122').outcome, kualik.regions().length);
        return Date.UTC(2025, 5, 1);
      };
      try {
        const { on, ...query } = good;
        const { outcome, checkedOn, ruleset } = kualik.checkEligibility(query);
        assert.deepEqual({ outcome, checkedOn, ruleset }, { outcome: 'eligible', checkedOn: on, ruleset: 'pilot-2025' });
        assert.deepEqual(asked, ['valid', 20]);
        kualik.checkEligibility(good);
        assert.equal(asked.length, 2, 'asked although the day is given');
      } finally {
        Date.now = now;
      }
    });

    test('what a caller does to an answer stays in that answer', () => {
      const spoil = (value) => {
        if (value === null || typeof value !== 'object') return;
        for (const part of Object.values(value)) spoil(part);
        for (const name of Object.keys(value)) delete value[name];
        value.spoiled = true;
      };
      for (const query of [good, { ...good, on: '2025-05-01', reason: 'loss' }, { ...good, document: 'visa' }]) {
        const first = structuredClone(kualik.checkEligibility(query));
        spoil(kualik.checkEligibility(query));
        assert.deepEqual(kualik.checkEligibility(query), first);
      }
      const rules = structuredClone(kualik.ruleset());
      spoil(kualik.ruleset());
      assert.deepEqual(kualik.ruleset(), rules);
      const [one, other] = kualik
        .checkEligibility({ ...good, on: '2025-05-01', reason: 'loss', biometrics: 'failed' })
        .refusals.map(({ basis }) => basis);
      assert.notEqual(one, other);
    });

    test('the order of fields is that of the contract', () => {
      assert.deepEqual(Object.keys(kualik.checkEligibility(good)), [
        'outcome',
        'checkedOn',
        'ruleset',
        'daysToExpiry',
        'window',
        'cautions',
        'basis',
      ]);
      assert.deepEqual(Object.keys(kualik.checkEligibility(good).basis[0]), ['act', 'clause', 'text', 'certainty', 'note']);
    });

    test('names of every length and of every kind of character come back whole in paths', () => {
      const letters = ['a', 'ж', 'ß', '€', '\u07ff', '\u0800', '\uffee', '\u{10000}', '\u{10ffff}', '\ufeff'];
      for (const letter of letters) {
        for (const length of [1, 31, 32, 33, 63, 64, 84, 85, 86, 127, 128, 254, 255, 256, 1023, 1024, 5000]) {
          const name = `${letter.repeat(length)}z`;
          const { problems } = kualik.checkEligibility({ ...good, [name]: 1 });
          assert.deepEqual(problems, [{ code: 'unknown-field', path: name }]);
        }
      }
      const halves = kualik.checkEligibility({ ...good, 'a\ud800b\udc00': 1, '\ud83d\ude00': 1 }).problems.map(({ path }) => path);
      assert.deepEqual(halves, ['a\ufffdb\ufffd', '\u{1f600}']);
    });

    test('no TextDecoder is needed: Hermes 0.12 and jsdom have none', async () => {
      const { TextDecoder } = globalThis;
      delete globalThis.TextDecoder;
      try {
        const anew = await import(`${pathToFileURL(join(import.meta.dirname, '../../pkg', `${entry}.js`))}?anew`);
        await anew.init();
        assert.deepEqual(anew.ruleset(), kualik.ruleset());
      } finally {
        globalThis.TextDecoder = TextDecoder;
      }
    });

    test('so many fields and entries as there are', () => {
      for (const count of [254, 255, 256, 70_000]) {
        const many = Object.fromEntries(Array.from({ length: count }, (_, index) => [`unknown${index}`, true]));
        assert.equal(kualik.checkEligibility({ ...many, ...good }).problems.length, count);
        assert.equal(kualik.checkRuleset({ ...kualik.ruleset(), duty: new Array(count).fill(7) }).problems.length, count);
      }
    });

    test('more values than are read, and deeper ones', () => {
      const problems = (query) => kualik.checkEligibility(query).problems;
      const wide = new Array(1_000_001);
      assert.deepEqual(problems({ ...good, ruleset: wide })[0], { code: 'wrong-type', path: 'ruleset', params: { expected: 'object' } });
      const twice = { ...good, one: new Array(999_990).fill(0), ruleset: new Array(20).fill(0) };
      assert.deepEqual(
        problems(twice)
          .map(({ path }) => path)
          .sort(),
        ['one', 'ruleset'],
      );
      const deep = (levels) => (levels === 0 ? 'x' : [deep(levels - 1)]);
      assert.deepEqual(
        problems(deep(3)).map(({ code }) => code),
        ['wrong-type'],
      );
      const rules = { ...kualik.ruleset(), title: deep(40) };
      assert.deepEqual(
        problems({ ...good, ruleset: rules }).map(({ path }) => path),
        ['ruleset.title'],
      );
    });

    test('memory that grows between two calls', () => {
      const picture = (size) => {
        const bytes = new Uint8Array(size);
        bytes.set([0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 2, 19, 1, 157, 1, 1, 0x11, 0, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0]);
        bytes.set([0xff, 0xd9], size - 2);
        return { mediaType: 'image/jpeg', bytes };
      };
      const draft = (size) => ({
        applicant: { iin: '990101300122', surname: 'Үмбетәлі', givenName: 'Ғани', phone: '+77010000000' },
        card: { number: '012345678', expiresOn: '2025-06-20' },
        region: '75',
        registrationPoint: 'Алматы',
        photo: picture(size),
        signature: picture(size / 2),
        duty: { paymentReference: 'P-1', paidOn: '2025-06-01', amount: 786 },
        consent: true,
      });
      for (const size of [1_000, 1_000_000, 30_000, 1_048_576]) {
        const built = kualik.buildApplication(draft(size), { on: good.on });
        assert.equal(built.outcome, 'built', JSON.stringify(built).slice(0, 300));
        assert.equal(built.application.photo.size, size);
        assert.equal(kualik.checkEligibility(good).outcome, 'eligible');
      }
    });

    test('bytes in every form of one byte each, and in no other', () => {
      const review = (bytes) =>
        kualik
          .reviewApplication({ photo: { mediaType: 'image/png', bytes } })
          .problems.filter(({ path }) => path === 'photo.bytes')
          .map(({ code }) => code);
      const buffer = new ArrayBuffer(16);
      for (const bytes of [new Uint8Array(buffer, 3, 4), new Int8Array(buffer), new Uint8ClampedArray(buffer), Buffer.from('x')])
        assert.deepEqual(review(bytes), ['not-an-image']);
      for (const other of [new Uint16Array(buffer), new DataView(buffer), buffer, [1, 2], 'x', new Float64Array(buffer)])
        assert.deepEqual(review(other), ['wrong-type']);
    });
  });
}
