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
  | { outcome: 'failed'; because: 'not-running' | 'no-host' | 'timeout' | 'refused' | 'protocol' };

/** Obtains a signature over the canonical bytes. */
export interface Signing {
  readonly kind: 'host' | 'ncalayer' | 'none';
  sign(canonical: Uint8Array, sha256: string, signal?: AbortSignal): Promise<SignAnswer>;
}
