// Keeps the check, so that it works without a network after the first visit, and what later steps were opened.
// Asks for nothing by itself but the files of the check, once, when it is installed. See docs/decisions/offline.md.
/// <reference lib="webworker" />

import { cleanupOutdatedCaches, precacheAndRoute, type PrecacheEntry } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: PrecacheEntry[] };

/** The name of the cache stays, so that every version finds and deletes the earlier one's. */
const applicationSteps = 'kualik-later-steps';

// `?lang=kk&on=2025-06-01` is the same page.
precacheAndRoute(self.__WB_MANIFEST, { ignoreURLParametersMatching: [/.*/] });
cleanupOutdatedCaches();

// The build's own files have their digest in their names: what is there is right. Some servers answer for a file that
// is gone with a page of theirs, and call it a success; that is not kept.
const isFile = ({ ok, headers }: Response): boolean => ok && !/html/i.test(headers.get('Content-Type') ?? '');
registerRoute(
  ({ sameOrigin, url }) => sameOrigin && url.search === '' && url.pathname.includes('/assets/'),
  new CacheFirst({
    cacheName: applicationSteps,
    plugins: [{ cacheWillUpdate: ({ response }) => Promise.resolve(isFile(response) ? response : null) }],
  }),
);

self.addEventListener('activate', (event) => {
  // Another version has other files. Pages of the earlier one are gone: they let this one in, or were closed.
  event.waitUntil(caches.delete(applicationSteps).then(() => self.clients.claim()));
});

self.addEventListener('message', ({ data }) => {
  if (data === 'take-over') void self.skipWaiting();
});
