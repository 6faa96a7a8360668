// Whose turn it is: which message may come when. Both sides keep the same count.

/** Before the page has said anything. Plain data, so that a host can keep it, print it and compare it. */
export const begun = { phase: 'new' };

const isOpen = ({ phase }) => phase === 'ready' || phase === 'open';

/** For each side and type: the state after that message, or `undefined` where it is out of turn. */
const turns = {
  page: {
    // A page that was killed begins anew, and so does the talk.
    ready: () => ({ phase: 'ready' }),
    verdict: (state) => (isOpen(state) ? state : undefined),
    draft: (state) => (isOpen(state) ? state : undefined),
    // Asking again takes the earlier question back.
    'sign-request': (state, { id }) => (isOpen(state) && id ? { ...state, signing: id } : undefined),
    // One application at a time; the same may be sent again.
    submit: (state, { id }) =>
      isOpen(state) && id && (state.sending === undefined || state.sending === id) ? { ...state, sending: id } : undefined,
    status: (state, { ticket }) => (isOpen(state) && ticket && state.registered === ticket ? { ...state, followed: ticket } : undefined),
    close: (state) => (isOpen(state) ? { phase: 'closed' } : undefined),
    'protocol-problem': (state) => state,
  },
  host: {
    configure: (state) => (isOpen(state) ? { ...state, phase: 'open' } : undefined),
    'sign-response': (state, { id }) => (isOpen(state) && id && state.signing === id ? { ...state, signing: undefined } : undefined),
    'submit-result': (state, { id, outcome, event }) => {
      if (!isOpen(state) || !id || state.sending !== id) return undefined;
      const ticket = outcome === 'registered' && event ? event.ticket : undefined;
      return { ...state, sending: undefined, ...(ticket ? { registered: ticket } : {}) };
    },
    // What is no record at all is no matter of turns.
    status: (state, { record }) =>
      isOpen(state) && state.followed !== undefined && (!record || record.ticket === state.followed) ? state : undefined,
    close: (state) => (isOpen(state) ? { phase: 'closed' } : undefined),
    'protocol-problem': (state) => state,
  },
};

/** The types that a side may say. */
export const types = { page: Object.keys(turns.page), host: Object.keys(turns.host) };

export function turn(state, from, message) {
  return Object.prototype.hasOwnProperty.call(turns[from], message.type) ? turns[from][message.type](state, message) : undefined;
}

export function giveUp(state, id) {
  const { signing, sending, ...rest } = state;
  return {
    ...rest,
    ...(signing === undefined || signing === id ? {} : { signing }),
    ...(sending === undefined || sending === id ? {} : { sending }),
  };
}
