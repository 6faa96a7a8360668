import { scriptAddress } from '../trusted-types.ts';

/** `ready` once the check is cached, `update` while a new version waits, `in-use` if something is entered in another window. */
export type Offline = 'none' | 'ready' | 'update' | 'in-use';

/** Only useful on the web: an app that serves the page from its own scheme has the files anyway. */
function isWebPage(): boolean {
  const { protocol, hostname } = location;
  return (
    'serviceWorker' in navigator &&
    (protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)))
  );
}

let registration: ServiceWorkerRegistration | undefined;
let tell: (state?: Offline) => void = () => undefined;
/** The new version was asked for here. */
let isWanted = false;

/**
 * Makes the page work offline from the next visit. A version that waits when the page opens takes over where nothing is
 * entered in any window; one that is found later is offered. `changed` is called with each state.
 */
export async function keepOffline(changed: (state: Offline) => void, isInUse: () => boolean): Promise<void> {
  if (!isWebPage()) return;
  try {
    const { serviceWorker } = navigator;
    const found = await serviceWorker.register(scriptAddress('service-worker'));
    registration = found;
    let isControlled = serviceWorker.controller !== null;
    const state = async (): Promise<Offline> => {
      if (found.waiting && isControlled) return 'update';
      // What is cached can be deleted, and the worker stays.
      return found.active && (await caches.match(new URL('index.html', found.scope).href)) ? 'ready' : 'none';
    };
    tell = async (known) => changed(known ?? (await state()));
    serviceWorker.addEventListener('message', ({ data, ports }) => {
      if (data === 'in-use?') ports[0]?.postMessage(isInUse());
    });
    serviceWorker.addEventListener('controllerchange', () => {
      if (isWanted || (isControlled && !isInUse())) location.reload();
      isControlled = true;
    });
    const watch = (worker: ServiceWorker | null): void => worker?.addEventListener('statechange', () => tell());
    watch(found.installing);
    found.addEventListener('updatefound', () => watch(found.installing));
    if (found.waiting && isControlled && !isInUse()) letIn(found.waiting, 'update');
    else tell();
  } catch {
    // Private windows and full disks cache nothing; the page still works.
  }
}

/** Opens the page anew, in a new version if there is one, unless that would cost a draft in another window. */
export async function reload(): Promise<void> {
  // The browser looks for one at a moment of its own choosing; this is one of ours.
  await registration?.update().catch(() => undefined);
  const { installing } = registration ?? {};
  if (installing) {
    await new Promise((settled) => {
      installing.addEventListener('statechange', settled, { once: true });
    });
  }
  if (registration?.waiting) letIn(registration.waiting, 'in-use');
  else location.reload();
}

function letIn(waiting: ServiceWorker, otherwise: Offline): void {
  isWanted = true;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    isWanted = false;
    tell(otherwise);
  };
  waiting.postMessage('take-over', [port2]);
}
