import { Talk, type HostMessages, type PageMessages, type ProtocolProblem } from 'kualik/host';

/** A message's fields besides `kualik` and `type`, bytes as bytes. */
export type Body = Record<string, unknown>;
export type ToHost = keyof PageMessages;
export type FromHost = keyof HostMessages;

/** The line to the app around the page. The page's first message is `ready`. */
export interface HostLink {
  /** In a frame, the page does nothing until it is configured. */
  readonly isFrame: boolean;
  /** Whether the message was in turn and handed over. */
  send<T extends ToHost>(type: T, body: PageMessages[T]): boolean;
  /** Hears each message of that type; answers how to stop. Nothing in `body` is checked yet. */
  on(type: FromHost, hear: (body: Body) => void): () => void;
  /** Nobody waits any more for the answer to the question of that id. */
  giveUp(id: string): void;
  /** Tells the host that a message of its was ignored. */
  report(because: ProtocolProblem, about: FromHost): void;
}

interface Bridged {
  /** WKWebView: `WKScriptMessageHandler`. */
  webkit?: { messageHandlers?: { kualik?: { postMessage(message: unknown): void } } };
  /** Android: `addJavascriptInterface` or `addWebMessageListener`; takes text alone. */
  KualikHost?: { postMessage(message: string): void };
  kualik?: { receive?: (message: unknown) => void };
}

/**
 * Connects with the app around the page: a webview's bridge where there is one; else, in a frame, the page
 * around it, but only of the exact `origin`. `undefined` where there is neither.
 */
export function connectHost(scope: Window, origin?: string): HostLink | undefined {
  const bridged = scope as Window & Bridged;
  const { webkit, KualikHost } = bridged;
  const ios = webkit?.messageHandlers?.kualik;
  if (ios) return receiveFrom(bridged, new Link(false, (text) => ios.postMessage(JSON.parse(text))));
  if (KualikHost) return receiveFrom(bridged, new Link(false, (text) => KualikHost.postMessage(text)));
  if (scope.parent === scope || origin === undefined || !isOrigin(origin)) return undefined;
  const link = new Link(true, (text) => scope.parent.postMessage(JSON.parse(text), origin));
  scope.addEventListener('message', (event) => {
    // Whatever others say is none of this page's business, and is not answered.
    if (event.origin === origin && event.source === scope.parent) link.receive(event.data);
  });
  return link;
}

/** Whether somebody else's page shows this one in a frame. */
export function isInForeignFrame(scope: Window): boolean {
  if (scope.parent === scope) return false;
  try {
    return scope.parent.location.origin !== scope.location.origin;
  } catch {
    return true;
  }
}

/** The package's script for `file:` pages is called `kualik` too: then the receiver stands beside its functions. */
function receiveFrom(bridged: Bridged, link: Link): Link {
  bridged.kualik = Object.assign(bridged.kualik ?? {}, { receive: (message: unknown) => link.receive(message) });
  return link;
}

/** Never `*`, `null` or an address with a path. */
function isOrigin(text: string): boolean {
  try {
    return new URL(text).origin === text;
  } catch {
    return false;
  }
}

class Link implements HostLink {
  readonly #listeners = new Map<FromHost, Set<(body: Body) => void>>();
  readonly #talk: Talk<'page'>;

  constructor(
    readonly isFrame: boolean,
    post: (text: string) => void,
  ) {
    this.#talk = new Talk('page', post, (type, body) => {
      for (const hear of [...(this.#listeners.get(type) ?? [])]) hear(body);
    });
  }

  send<T extends ToHost>(type: T, body: PageMessages[T]): boolean {
    return this.#talk.send(type, body);
  }

  on(type: FromHost, hear: (body: Body) => void): () => void {
    const listeners = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, listeners.add(hear));
    return () => void listeners.delete(hear);
  }

  giveUp(id: string): void {
    this.#talk.giveUp(id);
  }

  report(because: ProtocolProblem, about: FromHost): void {
    this.#talk.report(because, about);
  }

  receive(given: unknown): void {
    this.#talk.receive(given);
  }
}
