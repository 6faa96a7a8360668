import type { ApplicationEvent, Attachment } from 'kualik';
import type { DetachedSignature } from '../signing/signing.ts';
import { isObject } from '../is-object.ts';
import { foundOf, recordReader, refusedOf, registeredOf, unreachable } from './answer.ts';
import type { Gateway, SubmitAnswer, Submission } from './gateway.ts';

/** See `docs/openapi.yaml`. */
export interface HttpSettings {
  /** Where applications are posted; records are requested from `record` below it. */
  endpoint: string;
  /** Default `omit`: no cookies. */
  credentials?: RequestCredentials;
  /** Timeout of one attempt including its answer, in milliseconds. Default: one minute. */
  timeout?: number;
  /** Pauses before each retry, in milliseconds; as many retries. Default: 1, 4 and 16 seconds. */
  pauses?: readonly number[];
  /** Pauses between polls of the record while nothing changes, in milliseconds; the last one repeats. Default: 5 seconds to 5 minutes. */
  polls?: readonly number[];
  /** Waits, unless the signal aborts. */
  wait?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/** A server's answer. `body` is parsed JSON, or `undefined` if it is not JSON; `after` is its `Retry-After` in milliseconds. */
interface Answer {
  status: number;
  body: unknown;
  after: number;
}

/** In bytes; real answers have a few hundred. */
const longestAnswer = 65_536;
/** A server that asks for more than two minutes is treated as unavailable. */
const longestPause = 120_000;

/** Sends applications over HTTP. No address contains personal data, not even the ticket number. */
export function httpGateway({
  endpoint,
  credentials = 'omit',
  timeout = 60_000,
  pauses = [1_000, 4_000, 16_000],
  polls = [5_000, 15_000, 60_000, 300_000],
  wait = passed,
}: HttpSettings): Gateway {
  const post = (address: string, body: FormData | string, headers: Record<string, string>, signal?: AbortSignal) =>
    ask(
      address,
      {
        method: 'POST',
        body,
        headers: { Accept: 'application/json', ...headers },
        credentials,
        cache: 'no-store',
        // Never follow a redirect: an application goes only to the configured address.
        redirect: 'manual',
        referrerPolicy: 'no-referrer',
      },
      timeout,
      signal,
    );
  const askRecord = (ticket: string, signal?: AbortSignal) =>
    post(below(endpoint, 'record'), JSON.stringify({ ticket }), { 'Content-Type': 'application/json' }, signal);
  /** The ids of the applications of these tickets. */
  const ids = new Map<string, string>();

  return {
    kind: 'http',

    async submit(submission, signal) {
      // An unsigned application is never sent.
      if (submission.signature.format === 'none') return unreachable('protocol');
      const form = partsOf(submission);
      for (const pause of [...pauses, undefined]) {
        const answer = await post(endpoint, form, { 'Idempotency-Key': submission.application.id }, signal);
        const settled = typeof answer === 'object' ? read(answer, submission) : undefined;
        if (settled?.outcome === 'registered') ids.set(settled.event.ticket, submission.application.id);
        if (settled) return settled;
        // Only a failure's name: some devices say that they are offline when they are not.
        if (answer === 'failed' && !navigator.onLine) return unreachable('offline');
        const because = answer === 'timeout' ? 'timeout' : 'server';
        const after = typeof answer === 'object' ? answer.after : 0;
        if (pause === undefined || after > longestPause) return unreachable(because);
        await wait(Math.max(pause, after), signal);
        if (signal?.aborted) return unreachable(because);
      }
      return unreachable('server');
    },

    async find(ticket, signal) {
      const answer = await askRecord(ticket, signal);
      if (answer === 'failed') return unreachable(navigator.onLine ? 'server' : 'offline');
      if (answer === 'timeout') return unreachable('timeout');
      const { status, body } = answer;
      if (status === 404) return { outcome: 'unknown' };
      if (isBusy(status)) return unreachable('server');
      return (status === 200 && foundOf(fieldOf(body, 'record', ids.get(ticket)), ticket)) || unreachable('protocol');
    },

    follow(ticket, tell) {
      const stopped = new AbortController();
      const hear = recordReader(ticket, (event: ApplicationEvent) => {
        if (!stopped.signal.aborted) tell(event);
      });
      const poll = async (): Promise<void> => {
        for (let quiet = 0; !stopped.signal.aborted; quiet += 1) {
          const answer = await askRecord(ticket, stopped.signal);
          const heard =
            typeof answer === 'object' && answer.status === 200 ? hear(fieldOf(answer.body, 'record', ids.get(ticket))) : undefined;
          if (heard === 'over' || stopped.signal.aborted) return;
          if (heard === 'changed') quiet = 0;
          const after = typeof answer === 'object' ? Math.min(answer.after, longestPause) : 0;
          await wait(Math.max(polls[Math.min(quiet, polls.length - 1)] ?? longestPause, after), stopped.signal);
        }
      };
      void poll();
      return () => stopped.abort();
    },
  };
}

/** What the server decided; `undefined` if the request is worth retrying. */
function read({ status, body }: Answer, { application }: Submission): SubmitAnswer | undefined {
  const registered = registeredOf(fieldOf(body, 'event', application.id), application);
  if (status === 200 || status === 201) return registered ?? unreachable('protocol');
  if (isBusy(status)) return undefined;
  // 409: the server already has this id. It answers with the registration, or with problems while the first request is in progress.
  if (status === 409) return registered ?? refusedOf(body);
  if (status < 400) return unreachable('protocol');
  return refusedOf(body) ?? { outcome: 'rejected', because: reasons[status] ?? 'other' };
}

/** The server may answer later. */
const isBusy = (status: number): boolean => status >= 500 || status === 408 || status === 425 || status === 429;

/** Why the server did not even read it. */
const reasons: Record<number, Extract<SubmitAnswer, { outcome: 'rejected' }>['because']> = {
  401: 'access',
  403: 'access',
  404: 'address',
  405: 'address',
  410: 'address',
  413: 'size',
};

/** That field of an answer about the application of this id, as far as it is known; another's answer has none. */
function fieldOf(body: unknown, field: 'event' | 'record', id: string | undefined): unknown {
  return isObject(body) && (id === undefined || body['id'] === id) ? body[field] : undefined;
}

const kinds: Record<DetachedSignature['format'], { type: string; name: string }> = {
  // RFC 8551, section 3.2.
  cms: { type: 'application/pkcs7-signature', name: 'signature.p7s' },
  host: { type: 'application/octet-stream', name: 'signature.bin' },
  none: { type: 'application/octet-stream', name: 'signature.bin' },
};

/** The parts have fixed names, so that the applicant's own file names are not disclosed. */
function partsOf({ canonical, signature, photo, signaturePicture }: Submission): FormData {
  const form = new FormData();
  const add = (part: string, bytes: Uint8Array, type: string, name: string): void =>
    form.append(part, new Blob([bytes as Uint8Array<ArrayBuffer>], { type }), name);
  const addPicture = (part: string, { bytes, mediaType }: Attachment): void =>
    add(part, bytes, mediaType, `${part}.${mediaType === 'image/png' ? 'png' : 'jpg'}`);
  add('application', canonical, 'application/json', 'application.json');
  add('signature', signature.bytes, kinds[signature.format].type, kinds[signature.format].name);
  addPicture('photo', photo);
  addPicture('signature-picture', signaturePicture);
  return form;
}

/** One request. `timeout` also if the caller aborted: the request may have arrived. */
async function ask(address: string, request: RequestInit, timeout: number, signal?: AbortSignal): Promise<Answer | 'timeout' | 'failed'> {
  const ended = new AbortController();
  const end = (): void => ended.abort();
  const timer = setTimeout(end, timeout);
  signal?.addEventListener('abort', end);
  if (signal?.aborted) end();
  try {
    const response = await fetch(address, { ...request, signal: ended.signal });
    return { status: response.status, after: secondsOf(response.headers.get('Retry-After')) * 1_000, body: await jsonOf(response) };
  } catch {
    return ended.signal.aborted ? 'timeout' : 'failed';
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
  }
}

/** The seconds of a `Retry-After`. A date is ignored, since the device's clock may be wrong. */
function secondsOf(text: string | null): number {
  return /^\d{1,9}$/.test(text ?? '') ? Number(text) : 0;
}

async function jsonOf(response: Response): Promise<unknown> {
  const reader = response.body?.getReader();
  if (!reader) return undefined;
  const decoder = new TextDecoder();
  let text = '';
  for (let length = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > longestAnswer) {
      await reader.cancel();
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
  try {
    return JSON.parse(text + decoder.decode());
  } catch {
    return undefined;
  }
}

/** Appends a path segment and keeps the query. */
function below(address: string, step: string): string {
  const [, path = '', query = ''] = /^([^?#]*)(\?[^#]*)?/.exec(address) ?? [];
  return `${path.replace(/\/$/, '')}/${step}${query}`;
}

function passed(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal?.addEventListener('abort', end);
    if (signal?.aborted) end();
  });
}
