// A proxy on this machine that everything a page asks for has to go through, by whatever means it asks.

import { once } from 'node:events';
import { createServer, request as ask } from 'node:http';

/**
 * Hands each request on to its address, `POST` to `posts` (an origin) where given, and keeps it: method, address, headers
 * and the length of its body. A tunnel, as for a WebSocket or https, is kept and refused; any other machine is not asked.
 */
export async function observe({ posts } = {}) {
  const seen = [];
  const server = createServer((request, response) => {
    const { method, headers, url } = request;
    const note = { method, url, headers, bytes: 0 };
    seen.push(note);
    request.on('data', (chunk) => {
      note.bytes += chunk.length;
    });
    const { hostname, pathname, search } = new URL(url);
    if (hostname !== '127.0.0.1') {
      response.writeHead(200, { 'Content-Type': 'text/plain' }).end('another machine');
      return;
    }
    const address = method === 'POST' && posts ? posts + pathname + search : url;
    const onward = ask(address, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  server.on('connect', ({ url }, socket) => {
    seen.push({ method: 'CONNECT', url, headers: {}, bytes: 0 });
    socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    seen,
    /** For a browser context: `proxy`. */
    proxy: { server: `http://127.0.0.1:${server.address().port}` },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
