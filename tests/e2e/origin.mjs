// An origin of its own on this machine.

import { createServer } from 'node:http';

/** Serves what `answer` gives, as `createServer` takes it; `close` also ends what is still under way. */
export async function startOrigin(answer) {
  const server = createServer(answer);
  await new Promise((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}
