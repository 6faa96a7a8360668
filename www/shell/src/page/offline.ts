import { allowOwnScripts } from '../trusted-types.ts';

/** `ready` once the check is kept, `update` while a new version waits to be let in. */
export type OfflineState = 'none' | 'ready' | 'update';

export interface Offline {
  state: OfflineState;
  /** Lets the new version in, and opens the page anew with it. */
  update(): void;
}

/** Only a web page has a use for it: what an app brings from a scheme of its own is there anyway. */
function isWebPage(): boolean {
  const { protocol, hostname } = location;
  return (
    'serviceWorker' in navigator &&
    (protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)))
  );
}

/**
 * Lets the page work without a network from the next visit on. A new version never takes over by itself: a draft
 * may be under way. `changed` hears each state.
 */
export async function keepOffline(changed: (offline: Offline) => void): Promise<void> {
  if (!isWebPage()) return;
  allowOwnScripts();
  try {
    const registration = await navigator.serviceWorker.register(new URL('service-worker.js', document.baseURI).href);
    const tell = (): void => {
      const isUpdate = registration.waiting !== null && navigator.serviceWorker.controller !== null;
      changed({ state: isUpdate ? 'update' : registration.active ? 'ready' : 'none', update });
    };
    const update = (): void => {
      navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
      registration.waiting?.postMessage('take-over');
    };
    const watch = (worker: ServiceWorker | null): void => worker?.addEventListener('statechange', tell);
    watch(registration.installing);
    registration.addEventListener('updatefound', () => watch(registration.installing));
    tell();
  } catch {
    // Private windows and full disks keep nothing; the page works as before.
  }
}
