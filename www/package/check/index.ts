// `kualik/check`: the main entry over the module that only decides, which is half as large.

export * from './contract.ts';
export * from '../loading.ts';
export { init } from '../index.ts';
