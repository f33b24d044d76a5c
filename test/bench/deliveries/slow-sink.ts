import { createServer } from 'node:http';
import { serveParent } from '../side-by-side/child.js';

/** An endpoint that takes every POST after 20 ms, and keeps nothing but its id. */
const waitMs = 20;
let count = 0;
const ids = new Set<string>();

const server = createServer((request, response) => {
  request.resume();
  request.once('end', () => {
    setTimeout(() => {
      count += 1;
      ids.add(String(request.headers['webhook-id']));
      response.writeHead(204).end();
    }, waitMs);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the sink has no port');
  serveParent(address.port, () => ({ count, different: ids.size }));
});
