/** The part of Trusted Types that is used here; TypeScript's library does not declare it. */
interface TrustedTypes {
  readonly defaultPolicy: unknown;
  createPolicy(name: string, rules: { createScriptURL(url: string): string | null }): unknown;
}

/**
 * Allows workers under Trusted Types, from the page's own origin only. This must be the default policy: bundlers find a
 * worker only if its address is written in the call itself.
 */
export function allowOwnScripts(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  if (!trustedTypes || trustedTypes.defaultPolicy) return;
  try {
    trustedTypes.createPolicy('default', {
      createScriptURL: (url) => (new URL(url, document.baseURI).origin === location.origin ? url : null),
    });
  } catch {
    // The page's policy does not allow it. Everything also works without a worker.
  }
}
