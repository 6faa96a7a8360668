// One side of the protocol between the page and the app around it: reads what comes, and refuses what may not come.

import { isObject, pack, unpack } from './bytes.ts';
import type { MessageType, Messages, Peer, ProtocolProblem, Side } from './messages.ts';
import { abandon, initialState, messageTypes, transition, type SessionState } from './transitions.ts';

/** The version of the protocol: the first field of every message, `{ kualik: 1, type, … }`. */
export const protocol = 1;

/** Text or an object; the object is copied as JSON, so that nothing but data comes in. */
function read(given: unknown): Record<string, unknown> | undefined {
  try {
    const value = unpack(typeof given === 'string' ? given : JSON.stringify(given));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const peers = { page: 'host', host: 'page' } as const;

/** One side of the protocol: refuses and reports what is malformed, of another version, unknown or out of turn. Looks at no other field. */
export class ProtocolSession<S extends Side = Side> {
  /** How far it has come. */
  state: SessionState = initialState;

  /** `post` takes each message as JSON text and may throw; `onMessage` gets what the other side said in turn, bytes as bytes. */
  constructor(
    private readonly side: S,
    private readonly post: (text: string) => void,
    private readonly onMessage: (type: MessageType<Peer<S>>, body: Record<string, unknown>) => void,
  ) {}

  /** Sends a message; whether it was in turn and handed over. Bytes may stand anywhere in it. */
  send<T extends MessageType<S>>(type: T, body?: Messages[S][T]): boolean {
    const message = { kualik: protocol, type, ...(body as object) };
    const after = transition(this.state, this.side, message);
    if (!after) return false;
    const before = this.state;
    try {
      // First, since an answer may come before the call is over.
      this.state = after;
      this.post(pack(message));
      return true;
    } catch {
      this.state = before;
      return false;
    }
  }

  /** Takes a message of the other side, as text or as an object. Never throws. */
  receive(given: unknown): void {
    const message = read(given);
    if (!message || typeof message['kualik'] !== 'number' || typeof message['type'] !== 'string') return this.report('malformed');
    const { kualik, type, ...body } = message as Record<string, unknown> & { type: MessageType<Peer<S>> };
    const from: Side = peers[this.side];
    // Not answered with another problem: two such sides would never end. And of any version, or nobody would learn of it.
    if (type === 'protocol-problem') return this.onMessage(type, body);
    if (kualik !== protocol) return this.report('other-version', type);
    if (!(messageTypes[from] as readonly string[]).includes(type)) return this.report('unknown-type', type);
    const after = transition(this.state, from, { type, ...body });
    if (!after) return this.report('out-of-turn', type);
    this.state = after;
    this.onMessage(type, body);
  }

  /** Takes a question back, as after a time-out: its answer is out of turn from now on. */
  abandon(id: string): void {
    this.state = abandon(this.state, id);
  }

  /** Tells the other side that a message of its was ignored. */
  report(because: ProtocolProblem, about?: string): void {
    const problem = { because, version: protocol, ...(typeof about === 'string' ? { about: about.slice(0, 64) } : {}) };
    this.send('protocol-problem', problem as Messages[S]['protocol-problem']);
  }
}
