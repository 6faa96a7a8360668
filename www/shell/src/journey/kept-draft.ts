import { pack, unpack } from 'kualik/host';

/** JSON data and bytes. Each application, by its id, has one draft; those without an id share a place. */
export type KeptDraft = { id?: string };

/** `unavailable`: the browser, or its current mode, stores nothing; `full`: no space left. */
export type KeepAnswer = { outcome: 'kept' } | { outcome: 'failed'; because: 'unavailable' | 'full' };

/** How long a draft is kept, in milliseconds. */
const longestKept = 24 * 60 * 60 * 1_000;

/** After this many milliseconds, a database that does not answer never will (WebKit bug 226547). */
const longestSilence = 5_000;

/**
 * The stored record. No script can extract the key, which is deleted with the draft; whoever can read the browser's own files
 * finds both there, also for some time after that.
 */
interface Sealed {
  key: CryptoKey;
  iv: Uint8Array<ArrayBuffer>;
  sealed: ArrayBuffer;
  keptAt: number;
}

const database = 'kualik';
const store = 'draft';

/**
 * Stores the draft on this device, encrypted with AES-GCM under its own key; replaces an earlier one of the same application.
 * Only at the applicant's request. `now`: epoch milliseconds.
 */
export async function keep(draft: KeptDraft, now: number): Promise<KeepAnswer> {
  try {
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await crypto.subtle.encrypt(cipher(iv, now), key, new TextEncoder().encode(pack(draft)));
    await inStore('readwrite', (drafts) => drafts.put({ key, iv, sealed, keptAt: now } satisfies Sealed, placeOf(draft)));
    return { outcome: 'kept' };
  } catch (error) {
    return { outcome: 'failed', because: (error as Error | null)?.name === 'QuotaExceededError' ? 'full' : 'unavailable' };
  }
}

/** The latest stored draft that is less than a day old. What is older or damaged is deleted. */
export async function kept(now: number): Promise<KeptDraft | undefined> {
  let places: IDBRequest<IDBValidKey[]> | undefined;
  let found: Sealed[];
  try {
    found = await inStore('readonly', (drafts) => {
      places = drafts.getAllKeys();
      return drafts.getAll() as IDBRequest<Sealed[]>;
    });
  } catch {
    return undefined;
  }
  let latest: { draft: KeptDraft; keptAt: number } | undefined;
  for (const [at, sealed] of found.entries()) {
    const draft = await opened(sealed, now);
    if (!draft) await forgetAt(places!.result[at]!);
    else if (!latest || sealed.keptAt >= latest.keptAt) latest = { draft, keptAt: sealed.keptAt };
  }
  return latest?.draft;
}

async function opened({ key, iv, sealed, keptAt }: Sealed, now: number): Promise<KeptDraft | undefined> {
  // A time in the future: the clock was set back.
  if (!(keptAt <= now && now - keptAt < longestKept)) return undefined;
  try {
    // Its age is authenticated too, so an old draft cannot be made young.
    return unpack(new TextDecoder().decode(await crypto.subtle.decrypt(cipher(iv, keptAt), key, sealed))) as KeptDraft;
  } catch {
    // Damaged.
    return undefined;
  }
}

/** Deletes that application's draft and its key, or all; the database goes with the last. Resolves to whether they are gone. */
export function forget(draft?: KeptDraft): Promise<boolean> {
  return draft ? forgetAt(placeOf(draft)) : forgetAll();
}

const placeOf = ({ id }: KeptDraft): string => id ?? store;

async function forgetAt(place: IDBValidKey): Promise<boolean> {
  try {
    const left = await inStore('readwrite', (drafts) => {
      drafts.delete(place);
      return drafts.count();
    });
    return left === 0 ? await forgetAll() : true;
  } catch {
    return forgetAll();
  }
}

function forgetAll(): Promise<boolean> {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.deleteDatabase(database);
      request.onsuccess = () => resolve(true);
      request.onerror = () => resolve(false);
    } catch {
      // No IndexedDB, nothing stored.
      resolve(true);
    }
  });
}

const cipher = (iv: Uint8Array<ArrayBuffer>, keptAt: number): AesGcmParams => ({
  name: 'AES-GCM',
  iv,
  additionalData: new TextEncoder().encode(`kualik-draft-1 ${keptAt}`),
});

/** Runs requests in a transaction of their own, answers the one that is returned, and closes the database, so that it can be deleted at any time. */
async function inStore<T>(mode: IDBTransactionMode, request: (drafts: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The database does not answer')), longestSilence);
  });
  const opening = open(mode);
  try {
    const db = await Promise.race([opening, silence]);
    const asking = new Promise<T>((resolve, reject) => {
      const transaction = db.transaction(store, mode);
      const asked = request(transaction.objectStore(store));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error ?? asked.error);
    });
    return await Promise.race([asking, silence]);
  } finally {
    clearTimeout(timer);
    // Also if it opens late.
    opening.then(
      (db) => db.close(),
      () => undefined,
    );
  }
}

/** Only writing creates the database; looking for a draft leaves no trace. */
function open(mode: IDBTransactionMode): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(database, 1);
    request.onupgradeneeded = () => {
      if (mode === 'readwrite') request.result.createObjectStore(store);
      else request.transaction?.abort();
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
