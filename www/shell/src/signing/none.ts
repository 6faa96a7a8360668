import type { Signing } from './signing.ts';

/** No signature. For the sandbox alone: the other gateways send nothing that is not signed. */
export const noSigning: Signing = {
  kind: 'none',
  sign: () => Promise.resolve({ outcome: 'signed', signature: { format: 'none', bytes: new Uint8Array() } }),
};
