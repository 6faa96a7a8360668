import { fromBase64, toBase64 } from 'kualik/host';
import { isObject } from '../is-object.ts';
import type { SignAnswer, Signing } from './signing.ts';

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
    sign: (canonical, _sha256, signal) =>
      new Promise((resolve) => {
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
      }),
  };
}

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
    return typeof data === 'string' ? JSON.parse(data) : undefined;
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
  return bytes && isSignedData(bytes) ? { outcome: 'signed', signature: { format: 'cms', bytes } } : wrong;
}

/** `SEQUENCE { OBJECT IDENTIFIER signedData, … }` (RFC 5652, sections 3 and 5.1), with its length in any of BER's forms. */
function isSignedData(bytes: Uint8Array): boolean {
  const [tag, length = 0] = bytes;
  const start = 2 + (length > 0x80 ? length - 0x80 : 0);
  const signedData = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
  return tag === 0x30 && signedData.every((byte, at) => bytes[start + at] === byte);
}
