import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cli } from './cli-run.js';

let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

test('a job whose answer is lost can be asked for again without a second one', async () => {
  const asOf = '2026-11-23T09:00:00.000Z';
  server = createServer((request, response) => {
    if (request.url !== '/v1/bulk/preview') return void response.destroy();
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ count: 1, eligible: 1, ineligible: [], rows: [], asOf }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const env = { SORTIE_URL: `http://127.0.0.1:${port}`, SORTIE_KEY: 'k' };
  const argv = ['bulk', 'start', 'reschedule', '--every', '--by', '+1d', '--idempotency-key', 'k1', '--yes'];
  const { code, said } = await cli(argv, { env });
  expect(code).toBe(3);
  expect(said).toContain(`--idempotency-key k1 --as-of ${asOf} asks only once`);
});
