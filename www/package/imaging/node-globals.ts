// What the entry in Node takes from Node and not from the globals: Jest with jsdom replaces those, and has neither.

export { TextDecoder, TextEncoder } from 'node:util';
