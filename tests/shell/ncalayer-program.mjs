// NCALayer as it behaves on its line: a real WebSocket server on a port of its own that greets whoever connects.

import { once } from 'node:events';
import { WebSocketServer } from 'ws';

/** NCALayer's own greeting and answers, as its client's tests recorded them (npm ncalayer-js-client, test-data.json). */
export const recorded = {
  greeting: '{"result":{"version":"1.2"}}',
  cancelled: '{"body":{},"status":true}',
  failed:
    '{"code":"INVOCATION_ERROR","details":"org.json.JSONException: JSONObject[\\"signingParams\\"] is not a JSONObject.","message":"An invoked method threw an exception.","status":false}',
};

const pem = (bytes) =>
  `-----BEGIN CMS-----\n${Buffer.from(bytes)
    .toString('base64')
    .match(/.{1,64}/g)
    .join('\n')}\n-----END CMS-----\n`;
/** An answer with one signature: in PEM, as recorded; `one` makes other texts of it. */
export const signed = (bytes, one = pem) => JSON.stringify({ body: { result: [one(bytes)] }, status: true });

/**
 * `greet(socket)` and `answer(text, socket)` say what it does; text that they give back is sent.
 * `requests`: what was asked, as text; `origins`: by which pages; `closed` resolves when the first line is closed.
 */
export async function startNcalayer({ greet = () => recorded.greeting, answer = () => undefined } = {}) {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  const program = { requests: [], origins: [], greet, answer };
  program.closed = new Promise((resolve) => {
    server.on('connection', (socket, { headers }) => {
      program.origins.push(headers.origin);
      const say = (text) => {
        if (text !== undefined) socket.send(text);
      };
      socket.on('message', (data) => {
        program.requests.push(data.toString());
        say(program.answer(data.toString(), socket));
      });
      socket.once('close', resolve);
      say(program.greet(socket));
    });
  });
  await once(server, 'listening');
  program.url = `ws://127.0.0.1:${server.address().port}`;
  program.close = async () => {
    for (const socket of server.clients) socket.terminate();
    server.close();
    await once(server, 'close');
  };
  return program;
}
