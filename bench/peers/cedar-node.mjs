import cedar from '@cedar-policy/cedar-wasm/nodejs';
import { make } from './cedar.mjs';

export const load = async () => make(cedar);
