// `kualik/host`: the protocol between the page and the app around it. See docs/embedding.md.

export { fromBase64, pack, toBase64, unpack } from './bytes.ts';
export { host, hostFrame, type HostConnection, type HostHandlers, type HostOptions } from './host.ts';
export * from './messages.ts';
export { ProtocolSession, protocol } from './session.ts';
export { initialState, messageTypes, transition, type SessionState } from './transitions.ts';
