// A server that registers applications as docs/openapi.yaml says, with a multipart parser of its own, and that fails
// on order. It holds every request and each of its own orderly answers to that document.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import busboy from '@fastify/busboy';
import { document, wrongBy } from './openapi.mjs';

const digest = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** The parts of a request, in order: name, file name, media type and bytes. */
function partsOf(request) {
  return new Promise((resolve, reject) => {
    const parts = [];
    const parser = busboy({ headers: request.headers });
    parser.on('file', (name, stream, fileName, _encoding, type) => {
      const chunks = [];
      stream.on('data', (chunk) => chunks.push(chunk));
      stream.on('end', () => parts.push({ name, fileName, type, bytes: Buffer.concat(chunks) }));
    });
    parser.on('field', (name) => reject(new Error(`${name} is a field`)));
    parser.on('finish', () => resolve(parts));
    parser.on('error', reject);
    request.on('error', reject);
    request.pipe(parser);
  });
}

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/**
 * Starts the server on 127.0.0.1. `faults`: one for each request to come, in order; without one all goes well.
 * A fault is a function of `{ request, response, register }`; `register` reads and registers in earnest.
 * `seen`: every request; `store`: what is registered, by its key; `complaints`: what broke the document.
 */
export async function startRegistration({ now = () => 1_752_570_000_000, page } = {}) {
  const state = {
    id: '00000000-0000-4000-8000-000000000000',
    faults: [],
    seen: [],
    store: new Map(),
    complaints: [],
    records: new Map(),
    hear: () => {},
  };

  async function register(request) {
    const complain = (what) => state.complaints.push(what);
    const operation = document.paths['/applications'].post;
    const key = request.headers['idempotency-key'];
    for (const wrong of wrongBy(['paths', '/applications', 'post', 'parameters', '0', 'schema'], key)) complain(`Idempotency-Key${wrong}`);
    const { schema, encoding } = operation.requestBody.content['multipart/form-data'];
    const list = await partsOf(request);
    const parts = Object.fromEntries(list.map((part) => [part.name, part]));
    if (list.map(({ name }) => name).join() !== Object.keys(schema.properties).join()) complain(`parts ${list.map(({ name }) => name)}`);
    for (const { name, type } of list) {
      if (!encoding[name]?.contentType.split(', ').includes(type)) complain(`${name} is ${type}`);
    }
    const application = JSON.parse(parts.application.bytes.toString('utf8'));
    for (const wrong of wrongBy(['components', 'schemas', 'Application'], application)) complain(`application${wrong}`);
    if (application.id !== key) complain('the key is not the id');
    if (digest(parts.photo.bytes) !== application.photo.sha256) complain('another photo');
    if (digest(parts['signature-picture'].bytes) !== application.signature.sha256) complain('another signature picture');

    const before = state.store.get(key);
    if (before && !before.parts.application.bytes.equals(parts.application.bytes)) {
      return { status: 409, body: { outcome: 'invalid', problems: [{ code: 'duplicate', path: 'id' }] } };
    }
    const event = before?.event ?? {
      type: 'registered',
      at: now(),
      by: 'portal',
      ticket: `ALM-${String(state.store.size + 1).padStart(6, '0')}`,
      region: application.region,
      ...(application.duty.outcome === 'due' ? { dutyPaid: true, paidOn: application.duty.paidOn } : { dutyPaid: false }),
    };
    if (!before) state.store.set(key, { parts, list, application, event });
    return { status: before ? 200 : 201, body: { id: key, event } };
  }

  async function look(request) {
    const sent = JSON.parse((await bodyOf(request)).toString('utf8'));
    const place = ['paths', '/applications/record', 'post', 'requestBody', 'content', 'application/json', 'schema'];
    for (const wrong of wrongBy(place, sent)) state.complaints.push(`record asked${wrong}`);
    const record = state.records.get(sent.ticket);
    const id = [...state.store].find(([, { event }]) => event.ticket === sent.ticket)?.[0] ?? state.id;
    return record ? { status: 200, body: { id, record } } : { status: 404 };
  }

  /** Answers as the document says, or complains. */
  function answer(response, path, { status, body }) {
    const described = document.paths[path].post.responses[status];
    if (!described) state.complaints.push(`${path} has no status ${status}`);
    else if (body !== undefined) {
      for (const wrong of wrongBy(['paths', path, 'post', 'responses', String(status), 'content', 'application/json', 'schema'], body)) {
        state.complaints.push(`${path} ${status}${wrong}`);
      }
    }
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(body === undefined ? undefined : JSON.stringify(body));
  }

  const server = createServer(async (request, response) => {
    if (request.method === 'GET' && page) {
      const [type, text] = page(request.url);
      response.writeHead(type ? 200 : 404, { 'Content-Type': type ?? 'text/plain', ...(page.headers ?? {}) }).end(text);
      return;
    }
    const path = request.url.replace(/^\/kualik/, '').replace(/\?.*$/, '');
    const work = path === '/applications/record' ? look : register;
    state.seen.push({ method: request.method, url: request.url, headers: request.headers });
    state.hear(state.seen.length);
    const fault = state.faults.shift();
    try {
      if (fault) await fault({ request, response, register: () => work(request) });
      else answer(response, path, await work(request));
    } catch (error) {
      state.complaints.push(String(error));
      response.destroy();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${server.address().port}`;

  return Object.assign(state, {
    origin,
    endpoint: `${origin}/kualik/applications`,
    /** Resolves once so many requests have begun in all. */
    until: (count) =>
      new Promise((resolve) => {
        const check = () => {
          if (state.seen.length >= count) resolve();
        };
        state.hear = check;
        check();
      }),
    /** Forgets everything between two tests. */
    reset() {
      assert.deepEqual(state.complaints, []);
      assert.deepEqual(state.faults, [], 'a fault that no request met');
      Object.assign(state, { seen: [], store: new Map(), records: new Map(), hear: () => {} });
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  });
}

/** What a server or the way to it can do wrong. */
export const faults = {
  /** Before a byte of the body was read. */
  resetBefore:
    () =>
    ({ request }) =>
      void request.socket.destroy(),
  /** All was read, nothing registered. */
  resetUnregistered:
    () =>
    async ({ request }) => {
      await bodyOf(request);
      request.socket.destroy();
    },
  /** Registered, and the answer lost. */
  lostAnswer:
    () =>
    async ({ request, register }) => {
      await register();
      request.socket.destroy();
    },
  /** Registered, and the answer cut in the middle. */
  cutAnswer:
    () =>
    async ({ request, response, register }) => {
      const text = JSON.stringify((await register()).body);
      response.writeHead(201, { 'Content-Type': 'application/json', 'Content-Length': text.length });
      await new Promise((resolve) => {
        response.write(text.slice(0, 20), resolve);
      });
      request.socket.destroy();
    },
  /** Registered, and never answered. */
  silent:
    () =>
    async ({ register }) =>
      void (await register()),
  /** Registered; the headers come, the body never does. */
  silentBody:
    () =>
    async ({ response, register }) => {
      await register();
      response.writeHead(201, { 'Content-Type': 'application/json' }).write('{');
    },
  /** Answers so, whatever came. Text goes out as it is. */
  says:
    (status, body, headers = {}) =>
    async ({ request, response }) => {
      await bodyOf(request);
      response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
      response.end(body === undefined ? undefined : typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body));
    },
  /** Registered, but answers so. */
  registersAndSays:
    (status, body, headers = {}) =>
    async ({ response, register }) => {
      const { body: answer } = await register();
      response
        .writeHead(status, { 'Content-Type': 'application/json', ...headers })
        .end(body === undefined ? undefined : JSON.stringify(body(answer)));
    },
};
