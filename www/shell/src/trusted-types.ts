import imagingWorker from 'kualik/imaging/worker.js?url';

/** The part of Trusted Types that is used here; TypeScript's library does not declare it. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): unknown };
}

/** The scripts that are started by their address, relative to the page. */
const addresses = { 'service-worker': 'service-worker.js', imaging: imagingWorker };
const absolute = (name: keyof typeof addresses): string => new URL(addresses[name], document.baseURI).href;

const policy = (() => {
  try {
    return (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('kualik', {
      createScriptURL(url) {
        if (url !== absolute('service-worker') && url !== absolute('imaging')) throw new TypeError('not one of these scripts');
        return url;
      },
    });
  } catch {
    // The page's policy does not allow it. Everything also works without a worker.
    return undefined;
  }
})();

/** The address of one of the page's own scripts, as Trusted Types ask for it. */
export function scriptAddress(name: keyof typeof addresses): string {
  const address = absolute(name);
  return (policy?.createScriptURL(address) ?? address) as string;
}
