// The same with the bytes inside: see ../inline.ts.

export * from './contract.ts';
export * from '../loading.ts';
export { init, initSync } from '../inline.ts';
