import type { PageMessages } from 'kualik/host';
import type { Body, HostLink } from './host.ts';

/** The answer to each request. */
const answeredBy = { 'sign-request': 'sign-response', submit: 'submit-result' } as const;
type Asking = keyof typeof answeredBy;

/** `timeout` in milliseconds. */
export interface Question<T extends Asking> {
  type: T;
  body: PageMessages[T];
  timeout: number;
  signal?: AbortSignal | undefined;
}

/** Asks the host and waits for its answer; later or repeated answers are ignored. */
export function askHost<T extends Asking>(
  link: HostLink,
  { type, body, timeout, signal }: Question<T>,
): Promise<Body | 'not-sent' | 'timeout'> {
  return new Promise((resolve) => {
    const end = (answer: Body | 'not-sent' | 'timeout'): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
      stop();
      resolve(answer);
    };
    const giveUp = (): void => {
      link.giveUp(body.id);
      end('timeout');
    };
    const timer = setTimeout(giveUp, timeout);
    const stop = link.on(answeredBy[type], end);
    signal?.addEventListener('abort', giveUp);
    if (signal?.aborted) giveUp();
    else if (!link.send(type, body)) end('not-sent');
  });
}
