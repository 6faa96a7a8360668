import { ProtocolSession, type HostMessages, type PageMessages, type ProtocolProblem } from 'kualik/host';
import { bridgeOf, isFramed, type Bridged } from './around.ts';

/** The fields of a message besides `kualik` and `type`, with bytes decoded. */
export type Body = Record<string, unknown>;
export type ToHost = keyof PageMessages;
export type FromHost = keyof HostMessages;

/** The connection to the surrounding app. The page's first message is `ready`. */
export interface HostLink {
  /** In a frame, the page does nothing until it has been configured. */
  readonly isFrame: boolean;
  /** Returns whether the message was allowed now and was sent. */
  send<T extends ToHost>(type: T, body: PageMessages[T]): boolean;
  /** Listens for messages of that type; returns a function that stops it. `body` is not validated. */
  on(type: FromHost, hear: (body: Body) => void): () => void;
  /** Stops waiting for the answer to the request of that id. */
  giveUp(id: string): void;
  /** Tells the host that its message was ignored. */
  report(because: ProtocolProblem, about: FromHost): void;
}

/**
 * Connects to the surrounding app: through a webview's bridge or, in a frame, to the parent page of exactly that
 * `origin`. `undefined` if there is neither.
 */
export function connectHost(scope: Window, origin?: string): HostLink | undefined {
  const bridged = scope as Window & Bridged;
  const bridge = bridgeOf(bridged);
  if (bridge) return receiveFrom(bridged, new Link(false, bridge));
  if (!isFramed(scope, origin)) return undefined;
  const link = new Link(true, (text) => scope.parent.postMessage(JSON.parse(text), origin));
  scope.addEventListener('message', (event) => {
    // Messages of others are ignored silently.
    if (event.origin === origin && event.source === scope.parent) link.receive(event.data);
  });
  return link;
}

/** The package's script for `file:` pages also defines `kualik`; the receiver is added to it. */
function receiveFrom(bridged: Bridged, link: Link): Link {
  bridged.kualik = Object.assign(bridged.kualik ?? {}, { receive: (message: unknown) => link.receive(message) });
  return link;
}

class Link implements HostLink {
  readonly #listeners = new Map<FromHost, Set<(body: Body) => void>>();
  readonly #talk: ProtocolSession<'page'>;

  constructor(
    readonly isFrame: boolean,
    post: (text: string) => void,
  ) {
    this.#talk = new ProtocolSession('page', post, (type, body) => {
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
    this.#talk.abandon(id);
  }

  report(because: ProtocolProblem, about: FromHost): void {
    this.#talk.report(because, about);
  }

  receive(given: unknown): void {
    this.#talk.receive(given);
  }
}
