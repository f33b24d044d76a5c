import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually } from '../../../test/support/eventually.js';
import { cli } from './cli-run.js';

let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

test('a stream that breaks before it has said where it is goes on from the place before', async () => {
  const asked: (string | null)[] = [];
  const pieces = ['retry: 1000\n\nid: 1.2.3\ndata: {"a":1}\n\n', 'retry: 1000\n\n'];
  server = createServer((request, response) => {
    const piece = pieces[asked.length] ?? ': still here\n\n';
    asked.push(new URL(request.url ?? '', 'http://api').searchParams.get('after'));
    response.writeHead(200, { 'content-type': 'text/event-stream', connection: 'close' });
    response.end(piece);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const enough = new AbortController();
  const env = { SORTIE_URL: `http://127.0.0.1:${port}`, SORTIE_KEY: 'k' };
  const following = cli(['events', '--follow', '--after', 'head', '--json'], { env, signal: enough.signal });
  await eventually(async () => asked.length === 3);
  enough.abort();
  expect(await following).toMatchObject({ code: 130, out: '{"a":1}\n' });
  expect(asked).toEqual(['head', '1.2.3', '1.2.3']);
});
