import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

import type { Cluster } from './cluster.js';
import type { Fault } from './faults.js';

/** `POST /fault` (a Fault as JSON), `POST /heal`, `GET /state`; returns where. Errors answer 400 with their text. */
export const startControl = async (cluster: Cluster): Promise<string> => {
  const server = createServer((request, response) => {
    handle(cluster, request).then(
      (answer) => response.end(JSON.stringify(answer)),
      (error: unknown) => response.writeHead(400).end(String(error)),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the control has no port');
  return `http://127.0.0.1:${address.port}`;
};

const handle = async (cluster: Cluster, request: IncomingMessage): Promise<unknown> => {
  switch (`${request.method} ${request.url}`) {
    case 'POST /fault':
      await cluster.apply(faultIn(await text(request)));
      return cluster.state();
    case 'POST /heal':
      await cluster.heal();
      return cluster.state();
    case 'GET /state':
      return cluster.state();
    default:
      throw new Error(`no ${request.method} ${request.url}`);
  }
};

const kinds: Readonly<Record<Fault['kind'], true>> = {
  'drop-answer': true,
  'hold-answers': true,
  'not-ready': true,
  'not-leader': true,
  'node-down': true,
  'access-denied': true,
  'features-error': true,
  freeze: true,
  'cut-connections': true,
  'cut-subscriptions': true,
  'silent-subscriptions': true,
  'repeat-caught-up': true,
  'wrong-checkpoint': true,
  'slow-reader': true,
};

const faultIn = (json: string): Fault => {
  const value: unknown = JSON.parse(json);
  if (isFault(value)) return value;
  throw new Error(`no fault: ${json}`);
};

const isFault = (value: unknown): value is Fault =>
  typeof value === 'object' &&
  value !== null &&
  'kind' in value &&
  typeof value.kind === 'string' &&
  value.kind in kinds;
