// The host's side: configures the page, and answers what it asks.

import type { ApplicationRecord } from '../contract.ts';
import type { Configuration, HostMessages, PageMessages, SignAnswer, SubmitAnswer } from './messages.ts';
import { ProtocolSession } from './session.ts';

/** What a host does with the page's messages; what is left out is ignored. */
export interface HostHandlers {
  /** The page is there, and has just been configured; again after it was killed, or has asked for the time anew. */
  ready?(): void;
  /** See {@link PageMessages}. */
  verdict?(message: PageMessages['verdict']): void;
  /** See {@link PageMessages}. */
  draft?(message: PageMessages['draft']): void;
  /** Signs. Where it throws, the page says that it failed. */
  'sign-request'?(message: PageMessages['sign-request']): SignAnswer | Promise<SignAnswer>;
  /** Takes the application. Where it throws, the page offers to send it again. */
  submit?(message: PageMessages['submit']): SubmitAnswer | Promise<SubmitAnswer>;
  /** Calls `notify` with the record now and at each change, or with `null` where there is none of that ticket; answers how to stop. */
  status?(message: PageMessages['status'], notify: (record: ApplicationRecord | null) => boolean): (() => void) | void;
  /** The applicant has closed the page. */
  close?(message: PageMessages['close']): void;
  /** For the log of whoever develops the host; nothing personal is in it. */
  'protocol-problem'?(message: PageMessages['protocol-problem']): void;
}

/** A host's connection to the page. */
export interface HostConnection {
  /** Sets something anew; whether it was handed over. */
  configure(more: Configuration): boolean;
  /** Says that the page is about to be taken away, and stops listening. */
  close(): void;
}

/** How a host configures the page, and what it does with the page's messages. */
export interface HostOptions {
  /** The answer to `ready`; as a function, made anew each time, such as with the draft that was kept last and the time of the server. */
  configure: Configuration | (() => Configuration);
  /** What it does with the page's messages. */
  on?: HostHandlers;
}

type Question = 'sign-request' | 'submit';

/** The answer to a question where the host's own code fails: the page then tells the applicant, who can try again. */
const failures: { 'sign-request': SignAnswer; submit: SubmitAnswer } = {
  'sign-request': { outcome: 'failed', because: 'protocol' },
  submit: { outcome: 'unreachable', because: 'server' },
};
const answerTypes = { 'sign-request': 'sign-response', submit: 'submit-result' } as const;

/**
 * A host whose own code is JavaScript, as around a webview of React Native: `post` takes each message as JSON text, and
 * `receive` is to be called with what comes.
 */
export function host(
  post: (text: string) => void,
  { configure, on = {} }: HostOptions,
): HostConnection & { receive(given: unknown): void } {
  let unsubscribe: (() => void) | void;
  const stopStatus = (): void => {
    if (unsubscribe) unsubscribe();
    unsubscribe = undefined;
  };
  // A handler gets what the page sent: the session has looked at the type and the turn, and at no other field.
  const call = (name: keyof HostHandlers, ...args: unknown[]): unknown =>
    on[name] ? (on as Record<string, (...args: unknown[]) => unknown>)[name]!(...args) : undefined;

  async function answer(type: Question, body: Record<string, unknown>): Promise<void> {
    let result: unknown;
    try {
      result = await call(type, body);
    } catch {
      // Answered as a failure below.
    }
    const message = { id: body['id'] as string, ...((result || failures[type]) as object) };
    session.send(answerTypes[type], message as HostMessages['sign-response'] & HostMessages['submit-result']);
  }

  const session = new ProtocolSession('host', post, (type, body) => {
    if (type in answerTypes) {
      void answer(type as Question, body);
      return;
    }
    if (type === 'ready') {
      stopStatus();
      session.send('configure', typeof configure === 'function' ? configure() : configure);
    }
    if (type === 'close') stopStatus();
    if (type === 'status') {
      stopStatus();
      const ticket = body['ticket'] as string;
      const notify = (record: ApplicationRecord | null): boolean => session.send('status', record ? { record } : { record: null, ticket });
      unsubscribe = call('status', body, notify) as typeof unsubscribe;
      return;
    }
    call(type, body);
  });

  return {
    receive: (given) => session.receive(given),
    configure: (more) => session.send('configure', more),
    close() {
      stopStatus();
      session.send('close');
    },
  };
}

/** A host around a frame: speaks with that `origin` alone, and hears nobody else. Throws where it is not an exact origin. */
export function hostFrame(frame: HTMLIFrameElement, { origin, ...options }: HostOptions & { origin: string }): HostConnection {
  if (new URL(origin).origin !== origin) throw new TypeError(`kualik: ${origin} is not an origin, such as https://renewal.example`);
  const { receive, configure, close } = host((text) => frame.contentWindow!.postMessage(JSON.parse(text), origin), options);
  const onMessage = ({ origin: from, source, data }: MessageEvent): void => {
    // Messages of anybody else are none of this host's business, and are not answered.
    if (from === origin && source === frame.contentWindow) receive(data);
  };
  addEventListener('message', onMessage);
  return {
    configure,
    close() {
      close();
      removeEventListener('message', onMessage);
    },
  };
}
