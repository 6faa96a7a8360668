// `kualik/host`: the talk between the page and the app around it. See docs/embedding.md.

export { fromBase64, pack, toBase64, unpack } from './bytes.js';
export { host, hostFrame } from './host.js';
export { Talk, protocol } from './talk.js';
export { begun, turn, types } from './turns.js';
