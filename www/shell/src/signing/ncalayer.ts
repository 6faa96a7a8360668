import type { Application } from 'kualik';
import { fromBase64, toBase64 } from 'kualik/host';
import { isObject } from '../is-object.ts';
import { cmsFault } from './cms.ts';
import { largestSignature, type SignAnswer, type Signing } from './signing.ts';

// A hand-written NCALayer client. npm's `ncalayer-js-client` also connects to another local port
// (https://127.0.0.1:24680), which a strict policy forbids; it has no timeout, and an answer that is not JSON leaves
// its promise pending for ever. The tests compare the messages of the two.

export interface NcalayerSettings {
  /** Default: where NCALayer listens. The page's policy must allow it: `connect-src wss://127.0.0.1:13579`. */
  url?: string;
  /** The language of NCALayer's own window. */
  language?: string;
  /** How long to wait for NCALayer's greeting, in milliseconds. */
  greeting?: number;
  /** How long the applicant has to choose a key and enter the password, in milliseconds. */
  timeout?: number;
}

/** Signs with the applicant's own key (ЭЦП) through NCALayer, the desktop program of the National Certification Authority. */
export function ncalayerSigning({
  url = 'wss://127.0.0.1:13579',
  language = 'ru',
  greeting = 10_000,
  timeout = 300_000,
}: NcalayerSettings = {}): Signing {
  return {
    kind: 'ncalayer',
    sign: async (canonical, sha256, signal) => {
      const answer = await new Promise<SignAnswer>((resolve) => {
        let socket: WebSocket;
        let isGreeted = false;
        const end = (answer: SignAnswer): void => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', giveUp);
          if (socket) {
            socket.onmessage = socket.onerror = socket.onclose = null;
            socket.close();
          }
          resolve(answer);
        };
        const fail = (because: Extract<SignAnswer, { outcome: 'failed' }>['because']): void => end({ outcome: 'failed', because });
        const giveUp = (): void => end({ outcome: 'cancelled' });
        let timer = setTimeout(() => fail('not-running'), greeting);
        signal?.addEventListener('abort', giveUp);
        if (signal?.aborted) return giveUp();
        try {
          socket = new WebSocket(url);
        } catch {
          // Blocked by the page's policy, in engines that throw at once.
          return fail('not-running');
        }
        socket.onerror = socket.onclose = () => fail('not-running');
        socket.onmessage = ({ data }) => {
          if (data === heartbeat) return;
          const message = jsonOf(data);
          if (isGreeted) return end(answerOf(message));
          if (!isGreeting(message)) return fail('protocol');
          isGreeted = true;
          clearTimeout(timer);
          timer = setTimeout(() => fail('timeout'), timeout);
          socket.send(requestOf(canonical, language));
        };
      });
      if (answer.outcome !== 'signed') return answer;
      // Anything may listen on that port, and any key be chosen there.
      const fault = await cmsFault(answer.signature.bytes, { canonical, sha256, iin: iinIn(canonical) });
      return fault ? { outcome: 'failed', because: fault } : answer;
    },
  };
}

/** The applicant's, in the bytes that the core made. */
function iinIn(canonical: Uint8Array): string {
  const { applicant } = JSON.parse(new TextDecoder().decode(canonical)) as Pick<Application, 'applicant'>;
  return applicant.iin;
}

/** In base64, with its lines and its frame. */
const longestText = largestSignature * 2;

/** NCALayer's keep-alive message. */
const heartbeat = '--heartbeat--';

/** A detached CMS with a timestamp, made with a personal signing key. */
function requestOf(canonical: Uint8Array, locale: string): string {
  return JSON.stringify({
    module: 'kz.gov.pki.knca.basics',
    method: 'sign',
    args: {
      allowedStorages: null,
      format: 'cms',
      data: toBase64(canonical),
      signingParams: { decode: true, encapsulate: false, digested: false, tsaProfile: {} },
      signerParams: { extKeyUsageOids: ['1.3.6.1.5.5.7.3.4', '1.2.398.3.3.4.1.1'] },
      locale,
    },
  });
}

function jsonOf(data: unknown): unknown {
  try {
    return typeof data === 'string' && data.length <= longestText ? JSON.parse(data) : undefined;
  } catch {
    return undefined;
  }
}

function isGreeting(message: unknown): boolean {
  return isObject(message) && isObject(message['result']) && typeof message['result']['version'] === 'string';
}

function answerOf(message: unknown): SignAnswer {
  const wrong: SignAnswer = { outcome: 'failed', because: 'protocol' };
  if (!isObject(message) || typeof message['status'] !== 'boolean') return wrong;
  if (!message['status']) return { outcome: 'failed', because: 'refused' };
  if (!isObject(message['body'])) return wrong;
  // Closing NCALayer's window yields no result.
  if (!('result' in message['body'])) return { outcome: 'cancelled' };
  const { result } = message['body'];
  const text: unknown = Array.isArray(result) && result.length === 1 ? result[0] : result;
  const bytes = typeof text === 'string' ? fromBase64(text.replace(/-----(BEGIN|END) CMS-----/g, '')) : undefined;
  return bytes ? { outcome: 'signed', signature: { format: 'cms', bytes } } : wrong;
}
