/** A signature that is kept apart from the bytes it covers. */
export interface DetachedSignature {
  /** `cms`: RFC 5652, DER; `host`: whatever the surrounding app makes; `none`: no signature, sandbox only. */
  format: 'cms' | 'host' | 'none';
  bytes: Uint8Array;
}

export type SignAnswer =
  | { outcome: 'signed'; signature: DetachedSignature }
  /** The applicant changed their mind. */
  | { outcome: 'cancelled' }
  | {
      outcome: 'failed';
      /** `other-content`: not over these bytes; `wrong-signer`: with another person's key. */
      because: 'not-running' | 'no-host' | 'timeout' | 'refused' | 'protocol' | 'other-content' | 'wrong-signer';
    };

/** In bytes: certificates, a timestamp and revocation data come to a few ten thousand. */
export const largestSignature = 262_144;

/** Obtains a signature over the canonical bytes. */
export interface Signing {
  readonly kind: 'host' | 'ncalayer' | 'none';
  sign(canonical: Uint8Array, sha256: string, signal?: AbortSignal): Promise<SignAnswer>;
}
