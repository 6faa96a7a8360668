import { askHost } from '../host/question.ts';
import type { HostLink } from '../host/host.ts';
import { foundOf, recordReader, refusedOf, registeredOf, unreachable } from './answer.ts';
import type { FindAnswer, Gateway, SubmitAnswer, Submission } from './gateway.ts';

/** Hands applications to the surrounding app, which registers them. `timeout` in milliseconds, three minutes by default. */
export function hostGateway(link: HostLink | undefined, timeout = 180_000): Gateway {
  return {
    kind: 'host',

    async submit(submission, signal) {
      const {
        application: { id },
        canonical,
        signature,
        photo,
        signaturePicture,
      } = submission;
      // An unsigned application is never sent.
      if (!link || signature.format === 'none') return unreachable('protocol');
      const answer = await askHost(link, {
        type: 'submit',
        body: { id, canonical, signature: { format: signature.format, bytes: signature.bytes }, photo, signaturePicture },
        timeout,
        signal,
      });
      if (answer === 'not-sent') return unreachable('protocol');
      if (answer === 'timeout') return unreachable('timeout');
      const read = resultOf(answer, submission);
      if (!read) link.report('wrong-body', 'submit-result');
      return read ?? unreachable('protocol');
    },

    find(ticket, signal) {
      return new Promise((resolve) => {
        if (!link) return resolve(unreachable('protocol'));
        const end = (answer: FindAnswer): void => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', giveUp);
          stop();
          resolve(answer);
        };
        const giveUp = (): void => end(unreachable('timeout'));
        const stop = link.on('status', (body) => {
          const read = statusOf(body, ticket);
          if (!read) link.report('wrong-body', 'status');
          end(read ?? unreachable('protocol'));
        });
        const timer = setTimeout(giveUp, timeout);
        signal?.addEventListener('abort', giveUp);
        if (signal?.aborted) giveUp();
        else if (!link.send('status', { ticket })) end(unreachable('protocol'));
      });
    },

    follow(ticket, tell) {
      if (!link) return () => {};
      const hear = recordReader(ticket, tell);
      const stop = link.on('status', ({ record }) => {
        if (hear(record) === undefined) link.report('wrong-body', 'status');
      });
      link.send('status', { ticket });
      return stop;
    },
  };
}

/** `{ record }`, or `{ record: null, ticket }` where there is none of that ticket. */
function statusOf({ record, ticket: asked }: Record<string, unknown>, ticket: string): FindAnswer | undefined {
  return record === null && asked === ticket ? { outcome: 'unknown' } : foundOf(record, ticket);
}

/** `{ outcome: 'registered', event }`, `{ outcome: 'invalid', problems }` or `{ outcome: 'unreachable', because }`. */
function resultOf(answer: Record<string, unknown>, { application }: Submission): SubmitAnswer | undefined {
  const { outcome, event, because } = answer;
  if (outcome === 'registered') return registeredOf(event, application);
  if (outcome !== 'unreachable') return refusedOf(answer);
  const known = (['offline', 'timeout', 'server', 'protocol'] as const).find((each) => each === because);
  return known && unreachable(known);
}
