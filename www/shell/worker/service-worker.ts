// Keeps the check, so that it works without a network after the first visit, and what later steps were opened.
// Asks for nothing by itself but the files of the check, once, when it is installed. See docs/decisions/offline.md.
/// <reference lib="webworker" />

declare const self: ServiceWorkerGlobalScope;

/** What the build puts here: see vite.config.js. */
declare const build: {
  version: string;
  /** The digest of each file but the page, by its name. */
  files: Record<string, string>;
  /** The names of those that the check needs, the page's among them. */
  check: string[];
  /** The page's main script: a page that names it is of this build, whatever else its host has written into it. */
  main: string;
};

const { scope } = self.registration;
const page = 'index.html';
/** Caches are the origin's, and other apps of it may have theirs. */
const ours = `kualik|${scope}|`;
const addressOf = (name: string): string => new URL(name, scope).href;
const open = (): Promise<Cache> => caches.open(ours + build.version);

/** A file from the network, if it is this build's: some servers answer for one that is gone with a page, and call it a success. */
async function fetched(name: string, cache: RequestCache): Promise<Response> {
  const integrity = build.files[name] ?? '';
  const response = await fetch(addressOf(name), { cache, integrity, credentials: 'same-origin' });
  const isHtml = /html/i.test(response.headers.get('Content-Type') ?? '');
  if (!response.ok || isHtml !== (name === page)) throw new TypeError(`not ${name}`);
  if (name !== page) return response;
  if (!(await response.clone().text()).includes(build.main)) throw new TypeError('the page of another build');
  // Not as the redirection that it may have come by: no navigation takes that from a worker.
  return new Response(response.body, { headers: response.headers });
}

/** What the browser's own cache has of a name with a digest is as good as new, unless it is wrong. */
const load = (name: string): Promise<Response> =>
  name === page ? fetched(name, 'reload') : fetched(name, 'default').catch(() => fetched(name, 'reload'));

self.addEventListener('install', (event) => {
  // All or nothing: where a file is missing or another, the earlier version stays, and the next visit tries again.
  const install = async (): Promise<void> => {
    const answers = await Promise.all(build.check.map(load));
    const cache = await open();
    await Promise.all(build.check.map((name, index) => cache.put(addressOf(name), answers[index]!)));
  };
  event.waitUntil(install());
});

self.addEventListener('activate', (event) => {
  const activate = async (): Promise<void> => {
    const others = (await caches.keys()).filter((name) => name.startsWith(ours) && name !== ours + build.version);
    await Promise.all(others.map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(activate());
});

/** `?lang=kk&on=2025-06-01` is the same page. */
const isPage = (address: string): boolean => [scope, addressOf(page)].includes(address.replace(/[?#].*/s, ''));

self.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request;
  if (method !== 'GET') return;
  if (mode === 'navigate') {
    if (isPage(url)) event.respondWith(answerPage(event.request));
    return;
  }
  // Precisely these: what else lies below this address may be another app's.
  const name = url.startsWith(scope) ? url.slice(scope.length) : '';
  if (Object.prototype.hasOwnProperty.call(build.files, name)) event.respondWith(answerFile(name));
});

/** From the cache as long as it has all that the check needs: a page without its scripts would be a trap. */
async function answerPage(request: Request): Promise<Response> {
  const cache = await open();
  const kept = await Promise.all(build.check.map((name) => cache.match(addressOf(name))));
  return kept.includes(undefined) ? fetch(request) : kept[build.check.indexOf(page)]!;
}

async function answerFile(name: string): Promise<Response> {
  const cache = await open();
  const kept = await cache.match(addressOf(name));
  if (kept) return kept;
  try {
    const response = await load(name);
    // A full disk is no reason not to answer.
    await cache.put(addressOf(name), response.clone()).catch(() => undefined);
    return response;
  } catch {
    return Response.error();
  }
}

self.addEventListener('message', (event) => {
  if (event.data === 'take-over') event.waitUntil(takeOver(event.source as WindowClient, event.ports[0]!));
});

/** Takes over unless something is entered in another page, whose later steps would be gone; then says so. */
async function takeOver(asking: WindowClient, port: MessagePort): Promise<void> {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const others = windows.filter(({ id, url }) => id !== asking.id && isPage(url));
  if ((await Promise.all(others.map(isInUse))).includes(true)) port.postMessage(true);
  else await self.skipWaiting();
}

/** A page that does not answer may be asleep, with a draft. */
function isInUse(client: Client): Promise<boolean> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    client.postMessage('in-use?', [port2]);
    setTimeout(() => resolve(true), 5_000);
  });
}
