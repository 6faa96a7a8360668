// The same in Node: see ../node.ts.

export * from './contract.ts';
export * from '../loading.ts';
export { init } from '../node.ts';
