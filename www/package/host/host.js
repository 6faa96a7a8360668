// The host's side: configures the page, and answers what it asks.

import { Talk } from './talk.js';

/** How a question is answered where the host's own code fails: the page then tells the applicant, who can try again. */
const failed = {
  'sign-request': { outcome: 'failed', because: 'protocol' },
  submit: { outcome: 'unreachable', because: 'server' },
};
const answers = { 'sign-request': 'sign-response', submit: 'submit-result' };

export function host(post, { configure, on = {} }) {
  let stop;
  const silence = () => {
    if (stop) stop();
    stop = undefined;
  };
  const call = (name, ...args) => (on[name] ? on[name](...args) : undefined);

  async function answer(type, body) {
    let said;
    try {
      said = await call(type, body);
    } catch (_) {
      // Told as a failure below.
    }
    talk.send(answers[type], { id: body.id, ...(said || failed[type]) });
  }

  const talk = new Talk('host', post, (type, body) => {
    if (type in answers) {
      answer(type, body);
      return;
    }
    if (type === 'ready') {
      silence();
      talk.send('configure', typeof configure === 'function' ? configure() : configure);
    }
    if (type === 'close') silence();
    if (type === 'status') {
      silence();
      stop = call('status', body, (record) => talk.send('status', { record }));
      return;
    }
    call(type, body);
  });

  return {
    receive: (given) => talk.receive(given),
    configure: (more) => talk.send('configure', more),
    close() {
      silence();
      return talk.send('close');
    },
  };
}

/** A sandboxed frame without allow-same-origin has the origin `null`, which nothing could be addressed to alone. */
function requireOrigin(origin) {
  try {
    if (new URL(origin).origin === origin) return;
  } catch (_) {
    // Told below.
  }
  throw new TypeError(`kualik: ${origin} is not an origin, such as https://renewal.example; a sandboxed frame needs allow-same-origin`);
}

export function hostFrame(frame, { origin, ...options }) {
  requireOrigin(origin);
  const { receive, configure, close } = host((text) => frame.contentWindow.postMessage(JSON.parse(text), origin), options);
  const hear = ({ origin: from, source, data }) => {
    // Whatever others say is none of this host's business, and is not answered.
    if (from === origin && source === frame.contentWindow) receive(data);
  };
  addEventListener('message', hear);
  return {
    configure,
    close() {
      close();
      removeEventListener('message', hear);
    },
  };
}
