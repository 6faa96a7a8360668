// The same as plain JavaScript: see ../no-wasm.ts.

export * from './contract.ts';
export { init, initSync } from '../no-wasm.ts';
