import type { Body, FromHost, HostLink, ToHost } from './host.ts';

/** What is asked, and which message answers it. */
export interface Question {
  type: ToHost;
  answeredBy: FromHost;
  /** Stands in the question and in its answer. */
  id: string;
  body: Body;
  /** Milliseconds. */
  timeout: number;
  signal?: AbortSignal | undefined;
}

/**
 * Asks the host and waits for the first answer with the same id. A second answer, one that comes late and one
 * to another question find nobody who listens.
 */
export function askHost(link: HostLink, { type, answeredBy, id, body, timeout, signal }: Question): Promise<Body | 'not-sent' | 'timeout'> {
  return new Promise((resolve) => {
    const end = (answer: Body | 'not-sent' | 'timeout'): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
      stop();
      resolve(answer);
    };
    const giveUp = (): void => end('timeout');
    const timer = setTimeout(giveUp, timeout);
    const stop = link.on(answeredBy, (answer) => {
      if (answer['id'] === id) end(answer);
    });
    signal?.addEventListener('abort', giveUp);
    if (signal?.aborted) giveUp();
    else if (!link.send(type, { id, ...body })) end('not-sent');
  });
}
