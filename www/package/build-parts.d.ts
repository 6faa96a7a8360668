// What scripts/pkg/entries.mjs puts into the entries when it bundles them.

declare module 'kualik-build:bytes' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}

declare module 'kualik-build:digest' {
  const digest: string;
  export default digest;
}

declare module 'kualik-build:proof' {
  /** The export that tells the module of these entries from another. */
  const proof: string;
  export default proof;
}

declare module 'kualik-build:here' {
  const here: string;
  export default here;
}

declare module 'kualik-build:no-wasm' {
  const makeExports: () => import('./codec.ts').ModuleExports;
  export default makeExports;
}

declare module 'kualik-build:glue' {
  const makeBindings: () => import('./imaging/module.ts').Bindings;
  export default makeBindings;
}

declare module 'kualik-build:imaging.wasm' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}

declare module 'kualik-build:imaging-simd.wasm' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}

declare module 'kualik-build:face.bin' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}

declare module 'kualik-build:worker.js' {
  const script: string;
  export default script;
}
