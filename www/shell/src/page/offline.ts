import { allowOwnScripts } from '../trusted-types.ts';

/** `ready` once the check is cached, `update` while a new version is waiting. */
export type OfflineState = 'none' | 'ready' | 'update';

export interface Offline {
  state: OfflineState;
  /** Activates the new version and reloads the page. */
  update(): void;
}

/** Only useful on the web: an app that serves the page from its own scheme has the files anyway. */
function isWebPage(): boolean {
  const { protocol, hostname } = location;
  return (
    'serviceWorker' in navigator &&
    (protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)))
  );
}

/**
 * Makes the page work offline from the next visit. A new version never takes over by itself, since a draft may be
 * in progress. `changed` is called with each state.
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
    // Private windows and full disks cache nothing; the page still works.
  }
}
