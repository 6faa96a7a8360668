/** As much of Trusted Types as is used here: TypeScript's own library does not describe them. */
interface TrustedTypes {
  readonly defaultPolicy: unknown;
  createPolicy(name: string, rules: { createScriptURL(url: string): string | null }): unknown;
}

/**
 * Lets workers start under the page's Trusted Types: only from scripts of the page's own origin. Bundlers find
 * a worker only where its address stands in the call itself, so no other policy could come in between.
 */
export function allowOwnScripts(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  if (!trustedTypes || trustedTypes.defaultPolicy) return;
  try {
    trustedTypes.createPolicy('default', {
      createScriptURL: (url) => (new URL(url, document.baseURI).origin === location.origin ? url : null),
    });
  } catch {
    // The policy of a page around this one does not allow it; then there is no worker, and everything works without.
  }
}
