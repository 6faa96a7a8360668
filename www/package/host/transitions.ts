// Which message may come when. Both sides keep the same state.

import type { Messages, Side } from './messages.ts';

/** How far a session has come. Plain data, so that a host can keep it, print it and compare it. */
export interface SessionState {
  /** `ready` until the page is configured for the first time. */
  phase: 'new' | 'ready' | 'open' | 'closed';
  /** The id of the signature that is asked for. */
  signing?: string | undefined;
  /** The id of the application that is handed over and not answered yet. */
  sending?: string | undefined;
  /** The ticket whose record the page asked for. */
  followed?: string;
}

/** The fields of a message that decide: whoever sent it may have sent anything else. */
interface Message {
  type: string;
  id?: string;
  ticket?: string;
  record?: { ticket?: string } | null;
}

type Transition = (state: SessionState, message: Message) => SessionState | undefined;

/** The state before the first message. */
export const initialState: SessionState = { phase: 'new' };

const isOpen = ({ phase }: SessionState): boolean => phase === 'ready' || phase === 'open';

/** For each side and type: the state after that message, or `undefined` where it is out of turn. */
const transitions: { [S in Side]: Record<keyof Messages[S], Transition> } = {
  page: {
    // A page that was killed begins anew, and so does the session.
    ready: () => ({ phase: 'ready' }),
    verdict: (state) => (isOpen(state) ? state : undefined),
    draft: (state) => (isOpen(state) ? state : undefined),
    // Asking again takes the earlier question back.
    'sign-request': (state, { id }) => (isOpen(state) && id ? { ...state, signing: id } : undefined),
    // One application at a time; the same may be sent again.
    submit: (state, { id }) =>
      isOpen(state) && id && (state.sending === undefined || state.sending === id) ? { ...state, sending: id } : undefined,
    // Whose ticket it is, the host knows.
    status: (state, { ticket }) => (isOpen(state) && ticket ? { ...state, followed: ticket } : undefined),
    close: (state) => (isOpen(state) ? { phase: 'closed' } : undefined),
    'protocol-problem': (state) => state,
  },
  host: {
    configure: (state) => (isOpen(state) ? { ...state, phase: 'open' } : undefined),
    'sign-response': (state, { id }) => (isOpen(state) && id && state.signing === id ? { ...state, signing: undefined } : undefined),
    'submit-result': (state, { id }) => (isOpen(state) && id && state.sending === id ? { ...state, sending: undefined } : undefined),
    // A record of another shape is for whoever reads it to refuse.
    status: (state, { record, ticket = record?.ticket }) =>
      isOpen(state) && state.followed !== undefined && (ticket === undefined || ticket === state.followed) ? state : undefined,
    close: (state) => (isOpen(state) ? { phase: 'closed' } : undefined),
    'protocol-problem': (state) => state,
  },
};

/** The message types of each side. */
export const messageTypes: { readonly [S in Side]: readonly (keyof Messages[S])[] } = {
  page: Object.keys(transitions.page) as (keyof Messages['page'])[],
  host: Object.keys(transitions.host) as (keyof Messages['host'])[],
};

/** The state after a message of that side; `undefined` where it is out of turn or of no known type. */
export function transition(state: SessionState, from: Side, message: { type: string; [field: string]: unknown }): SessionState | undefined {
  const ofSide: Record<string, Transition> = transitions[from];
  return Object.prototype.hasOwnProperty.call(ofSide, message.type) ? ofSide[message.type]!(state, message) : undefined;
}

/**
 * The state once nobody waits any more for the answer to the question of that id.
 * @internal
 */
export function abandon(state: SessionState, id: string): SessionState {
  const { signing, sending, ...rest } = state;
  return {
    ...rest,
    ...(signing === undefined || signing === id ? {} : { signing }),
    ...(sending === undefined || sending === id ? {} : { sending }),
  };
}
