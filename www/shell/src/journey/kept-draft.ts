import { pack, unpack } from 'kualik/host';

/** What may be kept: data as JSON has it, and bytes. */
export type KeptDraft = object;

/** `unavailable`: this browser, or this mode of it, keeps nothing; `full`: no room. */
export type KeepAnswer = { outcome: 'kept' } | { outcome: 'failed'; because: 'unavailable' | 'full' };

/** How long a draft is kept, in milliseconds. */
const longestKept = 24 * 60 * 60 * 1_000;

/** What stands in the database. The key cannot be taken out of the browser, and goes with the draft. */
interface Sealed {
  key: CryptoKey;
  iv: Uint8Array<ArrayBuffer>;
  sealed: ArrayBuffer;
  keptAt: number;
}

const database = 'kualik';
const store = 'draft';

/**
 * Keeps the draft on this device, in the place of an earlier one, encrypted (AES-GCM) under a key of its own.
 * Only where the applicant asked for it. `now`: epoch milliseconds.
 */
export async function keep(draft: KeptDraft, now: number): Promise<KeepAnswer> {
  try {
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await crypto.subtle.encrypt(cipher(iv, now), key, new TextEncoder().encode(pack(draft)));
    await inStore('readwrite', (drafts) => drafts.put({ key, iv, sealed, keptAt: now } satisfies Sealed, store));
    return { outcome: 'kept' };
  } catch (error) {
    return { outcome: 'failed', because: (error as Error | null)?.name === 'QuotaExceededError' ? 'full' : 'unavailable' };
  }
}

/** The kept draft, if there is one and it is younger than a day. One that is older, or cannot be opened, is forgotten. */
export async function kept(now: number): Promise<KeptDraft | undefined> {
  let found: Sealed | undefined;
  try {
    found = await inStore('readonly', (drafts) => drafts.get(store) as IDBRequest<Sealed | undefined>);
  } catch {
    return undefined;
  }
  if (!found) return undefined;
  const { key, iv, sealed, keptAt } = found;
  // Kept in the future: somebody set the clock back.
  if (keptAt <= now && now - keptAt < longestKept) {
    try {
      // Its age is authenticated with it: nobody makes an old draft young.
      return unpack(new TextDecoder().decode(await crypto.subtle.decrypt(cipher(iv, keptAt), key, sealed))) as KeptDraft;
    } catch {
      // Damaged: then it goes.
    }
  }
  await forget();
  return undefined;
}

/** Deletes the draft, its key and the database. Answers whether nothing is left. */
export function forget(): Promise<boolean> {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.deleteDatabase(database);
      request.onsuccess = () => resolve(true);
      request.onerror = () => resolve(false);
    } catch {
      // No IndexedDB, nothing kept.
      resolve(true);
    }
  });
}

const cipher = (iv: Uint8Array<ArrayBuffer>, keptAt: number): AesGcmParams => ({
  name: 'AES-GCM',
  iv,
  additionalData: new TextEncoder().encode(`kualik-draft-1 ${keptAt}`),
});

/** Runs one request in a transaction of its own and closes the database, so that it can be deleted at any time. */
async function inStore<T>(mode: IDBTransactionMode, request: (drafts: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const db = await opened(mode);
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = db.transaction(store, mode);
      const asked = request(transaction.objectStore(store));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error ?? asked.error);
    });
  } finally {
    db.close();
  }
}

/** Only writing makes the database: to look for a draft leaves no trace. */
function opened(mode: IDBTransactionMode): Promise<IDBDatabase> {
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
