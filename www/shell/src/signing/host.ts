import { isObject } from '../is-object.ts';
import { askHost } from '../host/question.ts';
import type { HostLink } from '../host/host.ts';
import { largestSignature, type SignAnswer, type Signing } from './signing.ts';

/** Lets the surrounding app sign in its own way: ЭЦП, SMS, Digital ID, Face ID. `timeout` in milliseconds, five minutes by default. */
export function hostSigning(link: HostLink | undefined, timeout = 300_000): Signing {
  return {
    kind: 'host',
    async sign(canonical, sha256, signal) {
      if (!link) return { outcome: 'failed', because: 'no-host' };
      // A new id each time, so that a late answer to an earlier request is not taken for this one.
      const id = Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(16)).join('-');
      const answer = await askHost(link, { type: 'sign-request', body: { id, canonical, sha256 }, timeout, signal });
      if (answer === 'not-sent') return { outcome: 'failed', because: 'no-host' };
      if (answer === 'timeout') return { outcome: 'failed', because: 'timeout' };
      const read = answerOf(answer);
      if (!read) link.report('wrong-body', 'sign-response');
      return read ?? { outcome: 'failed', because: 'protocol' };
    },
  };
}

/** `{ outcome: 'signed', signature: { format, bytes } }`, `{ outcome: 'cancelled' }` or `{ outcome: 'failed', because }`. */
function answerOf({ outcome, signature, because }: Record<string, unknown>): SignAnswer | undefined {
  if (outcome === 'cancelled') return { outcome };
  if (outcome === 'failed') {
    const known = (['not-running', 'no-host', 'timeout', 'refused', 'protocol'] as const).find((each) => each === because);
    return known && { outcome, because: known };
  }
  if (outcome !== 'signed' || !isObject(signature)) return undefined;
  const { format, bytes } = signature;
  if ((format !== 'cms' && format !== 'host') || !(bytes instanceof Uint8Array)) return undefined;
  if (bytes.length === 0 || bytes.length > largestSignature) return undefined;
  return { outcome, signature: { format, bytes } };
}
