import init, * as cedar from '@cedar-policy/cedar-wasm/web';
import { make } from './cedar.mjs';

export const load = async () => {
  await init({ module_or_path: new URL('./cedar_wasm_bg.wasm', import.meta.url) });
  return make(cedar);
};
