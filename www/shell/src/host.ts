import { isObject, pack, unpack } from './bytes.ts';

/** The version of the protocol: the first field of every message, `{ kualik: 1, type, … }`. */
export const protocol = 1;

/** What the page says. */
export type ToHost = 'ready' | 'verdict' | 'draft' | 'sign-request' | 'submit' | 'status' | 'close' | 'protocol-problem';

const heard = ['configure', 'sign-response', 'submit-result', 'status', 'close', 'protocol-problem'] as const;
/** What the host says. */
export type FromHost = (typeof heard)[number];

/** Why a message was not understood. */
export type ProtocolProblem = 'malformed' | 'other-version' | 'unknown-type' | 'wrong-body';

/** A message's fields besides `kualik` and `type`. Bytes are `Uint8Array` here and `{ "$base64": text }` on the way. */
export type Body = Record<string, unknown>;

/** The line to the app around the page. The page's first message is `ready`. */
export interface HostLink {
  /** Whether the message was handed over. */
  send(type: ToHost, body?: Body): boolean;
  /** Hears each message of that type; answers how to stop. Nothing in `body` is checked yet. */
  on(type: FromHost, hear: (body: Body) => void): () => void;
  /** Tells the host that a message of its was ignored. */
  report(because: ProtocolProblem, about?: string): void;
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
  if (ios) {
    const link = new Link((text) => ios.postMessage(JSON.parse(text)));
    receiveFrom(bridged, link);
    return link;
  }
  if (KualikHost) {
    const link = new Link((text) => KualikHost.postMessage(text));
    receiveFrom(bridged, link);
    return link;
  }
  if (scope.parent === scope || origin === undefined || !isOrigin(origin)) return undefined;
  const link = new Link((text) => scope.parent.postMessage(JSON.parse(text), origin));
  scope.addEventListener('message', (event) => {
    // Whatever others say is none of this page's business, and is not answered.
    if (event.origin === origin && event.source === scope.parent) link.receive(event.data);
  });
  return link;
}

/** The package's script for `file:` pages is called `kualik` too: then the receiver stands beside its functions. */
function receiveFrom(bridged: Bridged, link: Link): void {
  bridged.kualik = Object.assign(bridged.kualik ?? {}, { receive: (message: unknown) => link.receive(message) });
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

  constructor(private readonly post: (text: string) => void) {}

  send(type: ToHost, body: Body = {}): boolean {
    try {
      this.post(pack({ kualik: protocol, type, ...body }));
      return true;
    } catch {
      return false;
    }
  }

  on(type: FromHost, hear: (body: Body) => void): () => void {
    const listeners = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, listeners.add(hear));
    return () => void listeners.delete(hear);
  }

  report(because: ProtocolProblem, about?: string): void {
    this.send('protocol-problem', { because, version: protocol, ...(about === undefined ? {} : { about: about.slice(0, 64) }) });
  }

  receive(given: unknown): void {
    const message = read(given);
    if (!message || typeof message['kualik'] !== 'number' || typeof message['type'] !== 'string') {
      this.report('malformed');
      return;
    }
    const { kualik, type, ...body } = message;
    const known = heard.find((each) => each === type);
    // Not answered with another problem: two such pages would never end.
    if (known === 'protocol-problem') this.#tell(known, body);
    else if (kualik !== protocol) this.report('other-version', String(type));
    else if (!known) this.report('unknown-type', String(type));
    else this.#tell(known, body);
  }

  #tell(type: FromHost, body: Body): void {
    for (const hear of [...(this.#listeners.get(type) ?? [])]) hear(body);
  }
}

/** Text or an object; the object is copied as JSON, so that nothing but data comes in. */
function read(given: unknown): Body | undefined {
  try {
    const value = unpack(typeof given === 'string' ? given : JSON.stringify(given));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
