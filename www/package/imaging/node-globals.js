// What the entry in Node takes from Node and not from the globals: Jest with jsdom replaces those, and has no TextDecoder.

export { TextDecoder } from 'node:util';
