// A draft that the applicant keeps on this device: what stands in the database, on the disk, and for how long.
// Needs pkg/.

import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { chromium } from 'playwright-core';
import { init } from '../../pkg/node.js';
import { launch } from '../../scripts/chromium.mjs';
import { onPage, pages } from './page.mjs';
import { startRegistration } from './registration.mjs';

const now = 1_752_570_000_000;
const day = 24 * 60 * 60 * 1_000;
// Long enough that chance does not make it: a picture's beginning (JFIF) and its end.
const picture = Uint8Array.from([
  0xff,
  0xd8,
  0xff,
  0xe0,
  0,
  16,
  0x4a,
  0x46,
  0x49,
  0x46,
  0,
  1,
  1,
  ...Array.from({ length: 3_000 }, (_, at) => (at * 7) % 251),
  0xff,
  0xd9,
]);
const fields = { iin: '990101300122', surname: 'Қонысбаева', givenName: 'Asel-Marie', phone: '+77010000000', empty: '', consent: false };

let browser;
let server;

before(async () => {
  await init();
  browser = await launch();
  server = await startRegistration({ page: pages() });
});
after(async () => {
  await browser?.close();
  await server?.close();
});

/** Runs `use` with a page of a browser that remembers nothing; `draft` and `opened()` are there. */
async function inPage(use) {
  const context = await browser.newContext();
  try {
    await onPage(context, `${server.origin}/`, async (page, { errors, violations }) => {
      await prepare(page);
      await use(page);
      assert.deepEqual([errors, await violations()], [[], []]);
    });
  } finally {
    await context.close();
  }
}

const prepare = (page) =>
  page.evaluate(
    ([given, bytes]) => {
      window.draft = { version: 1, fields: given, photo: { mediaType: 'image/jpeg', bytes: Uint8Array.from(bytes) } };
      /** The raw record, as the browser's own functions read it. */
      window.record = (change) =>
        new Promise((resolve, reject) => {
          const request = indexedDB.open('kualik');
          request.onerror = () => reject(request.error);
          request.onsuccess = () => {
            const db = request.result;
            const transaction = db.transaction(db.objectStoreNames, 'readwrite');
            const asked = transaction.objectStore(db.objectStoreNames[0]).getAll();
            asked.onsuccess = () => {
              if (change) transaction.objectStore(db.objectStoreNames[0]).put(change(asked.result[0]), 'draft');
            };
            transaction.oncomplete = () => {
              db.close();
              resolve({ stores: [...db.objectStoreNames], records: asked.result });
            };
          };
        });
      window.databases = async () => (await indexedDB.databases()).map(({ name }) => name);
    },
    [fields, [...picture]],
  );

test('it comes back as it was, pictures included', () =>
  inPage(async (page) => {
    assert.deepEqual(await page.evaluate((at) => shell.keep(draft, at), now), { outcome: 'kept' });
    const found = await page.evaluate(async (at) => {
      const { photo, ...rest } = await shell.kept(at);
      return { ...rest, photo: { ...photo, bytes: [photo.bytes instanceof Uint8Array, ...photo.bytes] } };
    }, now);
    assert.deepEqual(found, { version: 1, fields, photo: { mediaType: 'image/jpeg', bytes: [true, ...picture] } });
  }));

test('a newer one takes the place of the older, under another key', () =>
  inPage(async (page) => {
    const [first, second, found] = await page.evaluate(async (at) => {
      const seen = async () => {
        const {
          records: [{ key, iv, sealed }],
          records,
        } = await record();
        return { count: records.length, key, iv: [...iv].join(), sealed: [...new Uint8Array(sealed)].join() };
      };
      await shell.keep(draft, at);
      const one = await seen();
      await shell.keep(draft, at);
      const two = await seen();
      const opens = await crypto.subtle
        .decrypt(
          { name: 'AES-GCM', iv: new Uint8Array(two.iv.split(',')), additionalData: new TextEncoder().encode(`kualik-draft-1 ${at}`) },
          one.key,
          new Uint8Array(two.sealed.split(',')),
        )
        .then(
          () => true,
          () => false,
        );
      return [{ ...one, key: opens }, { ...two, key: false }, (await shell.kept(at)).fields];
    }, now);
    assert.deepEqual([first.count, second.count, first.key], [1, 1, false]);
    assert.notEqual(first.iv, second.iv);
    assert.notEqual(first.sealed, second.sealed);
    assert.deepEqual(found, fields);
  }));

test('each application has its own: one is deleted and the others stay, and the latest is found', () =>
  inPage(async (page) => {
    const [found, after, left, none] = await page.evaluate(async (at) => {
      const [one, other] = ['0d1f7b9c-5a4e-4c62-9b3f-2a8e6d7c1f00', '0d1f7b9c-5a4e-4c62-9b3f-2a8e6d7c1f01'].map((id) => ({ ...draft, id }));
      await shell.keep(one, at);
      await shell.keep(other, at + 1);
      const found = (await shell.kept(at + 2)).id;
      await shell.forget(other);
      const after = (await shell.kept(at + 2)).id;
      await shell.forget(other);
      const left = (await shell.kept(at + 2)).id;
      await shell.forget(one);
      return [found, after, left, await databases()];
    }, now);
    assert.deepEqual([found.slice(-1), after.slice(-1), left.slice(-1), none], ['1', '0', '0', []]);
  }));

test('whoever thinks better of it at once keeps nothing: deleting comes after what was being kept', () =>
  inPage(async (page) => {
    const [keeping, left] = await page.evaluate(async () => {
      const host = { addController: () => {}, removeController: () => {}, requestUpdate: () => {} };
      const drafts = new shell.Drafts(host, { isBegun: () => true, draft: () => window.draft, handOver: () => {} }, false);
      // A slow phone: it encrypts only after all else that can be done is.
      let encryptNow;
      const slow = new Promise((resolve) => {
        encryptNow = resolve;
      });
      const { encrypt } = crypto.subtle;
      crypto.subtle.encrypt = (...args) => slow.then(() => encrypt.apply(crypto.subtle, args));
      const done = Promise.all([drafts.setKept(true), drafts.setKept(false)]);
      for (let turn = 0; turn < 300; turn += 1) await databases();
      encryptNow();
      await done;
      return [drafts.keeping, await databases()];
    });
    assert.deepEqual([keeping, left], ['no', []]);
  }));

test('to delete a draft where none is kept leaves no trace', () =>
  inPage(async (page) => {
    assert.deepEqual(await page.evaluate(async () => [await shell.forget({ id: 'x' }), await databases()]), [true, []]);
  }));

test('the database holds one record: a key that nobody takes out, and bytes', () =>
  inPage(async (page) => {
    const { stores, count, names, key, exported, sealed, everything } = await page.evaluate(async (at) => {
      await shell.keep(draft, at);
      const { stores, records } = await record();
      const { key, sealed } = records[0];
      return {
        stores,
        count: records.length,
        names: Object.keys(records[0]).sort(),
        sealed: [...new Uint8Array(sealed)],
        key: { extractable: key.extractable, type: key.type, algorithm: key.algorithm, usages: key.usages },
        exported: await Promise.all(
          ['raw', 'jwk'].map((format) =>
            crypto.subtle.exportKey(format, key).then(
              () => 'out',
              ({ name }) => name,
            ),
          ),
        ),
        everything: JSON.stringify(records),
      };
    }, now);
    assert.deepEqual([stores, count, names], [['draft'], 1, ['iv', 'keptAt', 'key', 'sealed']]);
    assert.deepEqual(key, {
      extractable: false,
      type: 'secret',
      algorithm: { name: 'AES-GCM', length: 256 },
      usages: ['encrypt', 'decrypt'],
    });
    assert.deepEqual(exported, ['InvalidAccessError', 'InvalidAccessError']);
    const bytes = Buffer.from(sealed);
    for (const [name, texts] of secrets) assert.ok(!texts.some((text) => bytes.includes(text)) && !everything.includes(name), name);
  }));

/** What must not be found: its name, and the bytes of it in each way in which a database writes text. */
const secrets = [
  ...[
    ...Object.values(fields).filter((each) => typeof each === 'string' && each !== ''),
    'surname',
    Buffer.from(picture).toString('base64').slice(0, 16),
  ].map((text) => [text, ['utf8', 'utf16le'].map((encoding) => Buffer.from(text, encoding))]),
  ['picture', [Buffer.from(picture.slice(0, 13))]],
];

/** All bytes of all files below a folder. */
function* filesOf(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) yield readFileSync(join(entry.parentPath ?? entry.path, entry.name));
  }
}

for (const [name, write, isFound] of [
  ['kept by the shell: nowhere', () => shell.keep(draft, Date.now()), false],
  // The same search finds the same draft where it is kept openly: it would have found it above.
  [
    'kept openly, to see that the search finds it: everywhere',
    () =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open('open', 1);
        request.onupgradeneeded = () => request.result.createObjectStore('draft');
        request.onsuccess = () => {
          const transaction = request.result.transaction('draft', 'readwrite');
          transaction.objectStore('draft').put(draft, 'draft');
          transaction.objectStore('draft').put(shell.pack(draft), 'packed');
          transaction.oncomplete = () => resolve();
          transaction.onerror = reject;
        };
      }),
    true,
  ],
]) {
  test(`on the disk, in the browser's own files: ${name}`, async () => {
    const profile = mkdtempSync(join(tmpdir(), 'kualik-profile-'));
    try {
      const context = await chromium.launchPersistentContext(profile, {
        executablePath: '/usr/bin/chromium',
        args: ['--headless=new', '--no-sandbox', '--disable-gpu'],
      });
      await onPage(context, `${server.origin}/`, async (page) => {
        await prepare(page);
        await page.evaluate(write);
        assert.deepEqual(await page.evaluate(() => databases()), [isFound ? 'open' : 'kualik']);
      });
      await context.close();
      const files = [...filesOf(profile)];
      assert.ok(
        files.some((bytes) => bytes.includes(isFound ? 'open' : 'kualik')),
        'the database is on the disk',
      );
      const found = new Set(
        secrets.filter(([, texts]) => texts.some((text) => files.some((bytes) => bytes.includes(text)))).map(([what]) => what),
      );
      assert.deepEqual(found, isFound ? new Set(secrets.map(([what]) => what)) : new Set());
    } finally {
      rmSync(profile, { recursive: true, force: true });
    }
  });
}

describe('the limit of a day', () => {
  for (const [name, age, isThere] of [
    ['at once', 0, true],
    ['a millisecond before', day - 1, true],
    ['to the millisecond', day, false],
    ['long after', 30 * day, false],
    ['the clock was set back', -1, false],
  ]) {
    test(name, () =>
      inPage(async (page) => {
        const [found, left] = await page.evaluate(
          async ([at, later]) => {
            await shell.keep(draft, at);
            return [(await shell.kept(later))?.fields, await databases()];
          },
          [now, now + age],
        );
        assert.deepEqual([found, left], isThere ? [fields, ['kualik']] : [undefined, []]);
      }),
    );
  }

  test('nobody makes an old draft young: its age is authenticated', () =>
    inPage(async (page) => {
      const [found, left] = await page.evaluate(
        async ([at, later]) => {
          await shell.keep(draft, at);
          await record((each) => ({ ...each, keptAt: later }));
          return [await shell.kept(later), await databases()];
        },
        [now, now + 2 * day],
      );
      assert.deepEqual([found, left], [undefined, []]);
    }));
});

test('damaged in any part: as if it were not there, and gone', () =>
  inPage(async (page) => {
    for (const part of ['sealed', 'iv', 'key', 'keptAt', 'whole']) {
      const [found, left] = await page.evaluate(
        async ([at, which]) => {
          await shell.keep(draft, at);
          await record((each) => {
            if (which === 'whole') return 'text';
            if (which === 'key') return { ...each, key: undefined };
            if (which === 'keptAt') return { ...each, keptAt: undefined };
            const bytes = new Uint8Array(each[which]);
            bytes[0] ^= 1;
            return { ...each, [which]: which === 'sealed' ? bytes.buffer : bytes };
          });
          return [await shell.kept(at), await databases()];
        },
        [now, part],
      );
      assert.deepEqual([found, left], [undefined, []], part);
    }
  }));

test('forgotten: the draft, its key and the database are gone, also while another page looks on', () =>
  inPage(async (page) => {
    assert.deepEqual(
      await page.evaluate(async (at) => {
        await shell.keep(draft, at);
        const [, forgotten] = await Promise.all([shell.kept(at), shell.forget()]);
        return [forgotten, await databases(), await shell.kept(at)];
      }, now),
      [true, [], undefined],
    );
  }));

test('nothing kept: nothing found, and to look leaves no trace', () =>
  inPage(async (page) => {
    assert.deepEqual(
      await page.evaluate(async (at) => [await shell.kept(at), await databases(), await shell.forget(), await databases()], now),
      [undefined, [], true, []],
    );
  }));

describe('where nothing can be kept, that is told and nothing thrown', () => {
  const all = (page) =>
    page.evaluate(async (at) => [await shell.keep(draft, at), await shell.kept(at), typeof (await shell.forget())], now);
  const unavailable = [{ outcome: 'failed', because: 'unavailable' }, undefined, 'boolean'];

  for (const [name, spoil] of Object.entries({
    'no IndexedDB': () => Object.defineProperty(window, 'indexedDB', { value: undefined }),
    'an IndexedDB that refuses': () => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('no', 'SecurityError');
      };
    },
    'no WebCrypto, as on an insecure page': () => Object.defineProperty(crypto, 'subtle', { value: undefined }),
    'a private mode that keeps no keys': () => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('no', 'DataCloneError');
      };
    },
  })) {
    test(name, () =>
      inPage(async (page) => {
        await page.evaluate(spoil);
        assert.deepEqual(await all(page), unavailable);
      }),
    );
  }

  test('no room', () =>
    inPage(async (page) => {
      const session = await page.context().newCDPSession(page);
      await session.send('Storage.overrideQuotaForOrigin', { origin: server.origin, quotaSize: 1 });
      assert.deepEqual(
        await page.evaluate(async (at) => [await shell.keep({ ...draft, more: new Uint8Array(2_000_000) }, at), await shell.kept(at)], now),
        [{ outcome: 'failed', because: 'full' }, undefined],
      );
    }));
});

// WebKit bug 226547: after the first launch, indexedDB.open() answers nothing, ever.
for (const [what, silence] of Object.entries({
  'does not open': () => {
    indexedDB.open = () => ({});
  },
  'opens and then does nothing': () => {
    IDBDatabase.prototype.transaction = () => ({ objectStore: () => ({ put: () => ({}), get: () => ({}) }) });
  },
})) {
  test(`a database that ${what} is told like one that failed, after a few seconds`, () =>
    inPage(async (page) => {
      await page.clock.install();
      await page.evaluate(silence);
      const answer = page.evaluate((at) => Promise.all([shell.keep(draft, at), shell.kept(at)]), now);
      await page.clock.runFor(100);
      await page.waitForFunction(() => true);
      await page.clock.runFor(10_000);
      assert.deepEqual(await answer, [{ outcome: 'failed', because: 'unavailable' }, undefined]);
    }));
}
