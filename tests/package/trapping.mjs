// A module with deliberate traps.

import binaryen from 'binaryen';

/** The module with these exported functions trapping, which as in a real trap leaves the instance's stack in disorder. */
export function trapping(bytes, ...names) {
  const module = binaryen.readBinary(bytes);
  const stack = binaryen.getGlobalInfo(module.getGlobalByIndex(0)).name;
  for (const name of names) {
    const { value } = binaryen.getExportInfo(module.getExport(name));
    const body = [module.global.set(stack, module.i32.const(0)), module.unreachable()];
    binaryen.Function(module.getFunction(value)).setBody(module.block(null, body));
  }
  return module.emitBinary();
}
