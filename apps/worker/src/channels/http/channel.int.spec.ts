import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type Server as TcpServer } from 'node:net';
import type { LookupAddress } from 'node:dns';
import { Webhook } from 'standardwebhooks';
import { newId } from '#platform/ids.js';
import { defaultBackOff } from '../back-off.js';
import type { Channel, OutgoingMessage } from '../channel.js';
import { openHttpChannel } from './channel.js';
import { openPoster, type Resolve } from './post.js';
import { allowListOf } from './target.js';

const running = new AbortController().signal;
const secret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
const older = `whsec_${Buffer.alloc(32, 6).toString('base64')}`;
const communicationId = `${newId()}.1.0`;
const now = new Date().toISOString();

interface Received {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly path: string | undefined;
}

let received: Received[];
let server: Server;
let port: number;
let answer: (response: ServerResponse) => void;
let arrived: Promise<unknown>;
const channels: Channel[] = [];

beforeEach(async () => {
  received = [];
  answer = (response) => response.writeHead(202).end('{"echo":"ann@shop.test"}');
  server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, body, path: request.url });
      server.emit('arrived');
      answer(response);
    });
  });
  arrived = once(server, 'arrived');
  port = await listen(server);
});

afterEach(async () => {
  for (const channel of channels.splice(0)) await channel.close();
  server.closeAllConnections();
  await new Promise((done) => {
    server.close(done);
  });
});

const listen = async (on: Server | TcpServer): Promise<number> => {
  on.listen(0, '127.0.0.1');
  await once(on, 'listening');
  const address = on.address();
  return typeof address === 'object' && address ? address.port : 0;
};

const loopback: LookupAddress = { address: '127.0.0.1', family: 4 };

const open = ({
  allow = ['127.0.0.0/8'],
  resolve = () => Promise.resolve([loopback]),
  timeoutMs = 5_000,
}: { allow?: string[]; resolve?: Resolve; timeoutMs?: number } = {}): Channel => {
  const list = allowListOf(allow);
  const channel = openHttpChannel({
    poster: openPoster({ allow: list, resolve, connections: 4, timeoutMs }),
    allow: list,
    secrets: { hook: `${secret} ${older}`, short: 'whsec_c2hvcnQ=' },
    connections: 4,
    clock: () => now,
    backOff: defaultBackOff,
  });
  channels.push(channel);
  return channel;
};

const message = (url = `http://127.0.0.1:${port}/in?x=1`, change: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  communicationId,
  messageId: communicationId,
  campaignId: newId(),
  attempt: 1,
  to: 'customer-1',
  sender: {
    id: newId(),
    name: 'Hooks',
    channel: 'http',
    provider: 'http',
    url,
    secret: 'hook',
    limits: { perSecond: 100 },
  },
  content: { body: '{"name":"Zoë"}' },
  idempotencyKey: communicationId,
  ...change,
});

describe('one signed POST', () => {
  it('carries the body as it was rendered, and verifies with each of the secrets', async () => {
    expect(await open().send(message(), running)).toEqual({ kind: 'accepted', answer: 'HTTP 202 Accepted' });
    const [{ headers, body, path } = { headers: {}, body: '', path: '' }] = received;
    expect(body).toBe('{"name":"Zoë"}');
    expect(path).toBe('/in?x=1');
    expect(headers).toMatchObject({ 'webhook-id': communicationId, 'content-type': 'application/json' });
    const signed = {
      'webhook-id': String(headers['webhook-id']),
      'webhook-timestamp': String(headers['webhook-timestamp']),
      'webhook-signature': String(headers['webhook-signature']),
    };
    for (const known of [secret, older]) expect(new Webhook(known).verify(body, signed)).toEqual({ name: 'Zoë' });
    expect(() => new Webhook(secret).verify(`${body} `, signed)).toThrow('No matching signature');
  });

  it('keeps its id over attempts', async () => {
    const channel = open();
    await channel.send(message(), running);
    await channel.send(message(undefined, { attempt: 2 }), running);
    expect(received.map(({ headers }) => headers['webhook-id'])).toEqual([communicationId, communicationId]);
  });

  it('is not made without a secret, a body of JSON, or a URL', async () => {
    const channel = open();
    const { sender } = message();
    const { secret: _, ...unsigned } = sender;
    expect(await channel.send(message(undefined, { sender: unsigned }), running)).toMatchObject({
      kind: 'deferred',
      code: 'no-secret',
    });
    const short = message(undefined, { sender: { ...sender, secret: 'short' } });
    expect(await channel.send(short, running)).toMatchObject({ kind: 'deferred', code: 'no-secret' });
    const broken = message(undefined, { content: { body: '{"name":' } });
    expect(await channel.send(broken, running)).toMatchObject({ kind: 'refused', code: 'invalid-body' });
    expect(await channel.send(message('ftp://x.test/'), running)).toMatchObject({
      kind: 'refused',
      code: 'invalid-url',
    });
    expect(received).toHaveLength(0);
  });
});

describe('the answer', () => {
  it('is not followed when it is a redirect', async () => {
    answer = (response) => response.writeHead(307, { location: `http://127.0.0.1:${port}/elsewhere` }).end();
    expect(await open().send(message(), running)).toMatchObject({ kind: 'refused', code: '307' });
    expect(received).toHaveLength(1);
  });

  it('says when to come back', async () => {
    answer = (response) => response.writeHead(429, { 'retry-after': '3600' }).end();
    const outcome = await open().send(message(), running);
    expect(outcome).toMatchObject({ kind: 'deferred', until: new Date(Date.parse(now) + 3_600_000).toISOString() });
  });

  it('counts by its status, however long its body is', async () => {
    answer = (response) => {
      response.writeHead(200);
      const endless = (): void => {
        while (response.writable && response.write(Buffer.alloc(64 * 1024)));
      };
      response.on('drain', endless);
      endless();
    };
    expect(await open().send(message(), running)).toMatchObject({ kind: 'accepted' });
  });

  it('counts by its status when its body breaks off', async () => {
    answer = (response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.destroy());
    };
    expect(await open().send(message(), running)).toMatchObject({ kind: 'accepted' });
  });

  it('counts by its status when its body never ends, and when it is nonsense', async () => {
    answer = (response) => response.writeHead(200).write('slowly');
    expect(await open({ timeoutMs: 150 }).send(message(), running)).toMatchObject({ kind: 'accepted' });
    answer = (response) => {
      response.writeHead(202, { 'transfer-encoding': 'chunked' }).write('one chunk', () => {
        response.socket?.write('no chunk\r\n');
      });
    };
    expect(await open().send(message(), running)).toMatchObject({ kind: 'accepted' });
  });
});

describe('no answer', () => {
  it('is unknown when the request may have left: silence, a reset, nonsense', async () => {
    answer = () => undefined;
    expect(await open({ timeoutMs: 150 }).send(message(), running)).toEqual({
      kind: 'unknown',
      detail: 'no answer to the request (ETIMEDOUT)',
    });
    answer = (response) => response.destroy();
    expect(await open().send(message(), running)).toMatchObject({ kind: 'unknown' });
    answer = (response) => response.socket?.end('not http\r\n\r\n');
    expect(await open().send(message(), running)).toMatchObject({ kind: 'unknown' });
    expect(received).toHaveLength(3);
  });

  it('is deferred when nobody listens, when there is no such host, and when TLS fails', async () => {
    const plain = createTcpServer((socket) =>
      socket
        .on('error', () => undefined)
        .resume()
        .end('220 hello\r\n'),
    );
    const plainPort = await listen(plain);
    expect(await open().send(message(`https://127.0.0.1:${plainPort}/`), running)).toMatchObject({ kind: 'deferred' });
    await new Promise((done) => {
      plain.close(done);
    });
    expect(await open().send(message(`http://127.0.0.1:${plainPort}/`), running)).toMatchObject({
      kind: 'deferred',
      code: 'ECONNREFUSED',
    });
    const nowhere = open({
      resolve: () => Promise.reject(Object.assign(new Error('no such host'), { code: 'ENOTFOUND' })),
    });
    expect(await nowhere.send(message('https://nowhere.test/'), running)).toMatchObject({
      kind: 'deferred',
      code: 'ENOTFOUND',
    });
  });

  it('stopped after it left, waits for the answer; stopped before, sends nothing', async () => {
    const late: ServerResponse[] = [];
    answer = (response) => void late.push(response);
    const stop = new AbortController();
    const inFlight = open().send(message(), stop.signal);
    await arrived;
    stop.abort();
    expect(await open().send(message(), stop.signal)).toMatchObject({ kind: 'deferred', until: now });
    late[0]?.writeHead(202).end();
    expect(await inFlight).toMatchObject({ kind: 'accepted' });
    expect(received).toHaveLength(1);
  });
});

describe('a name that turns out to be inside', () => {
  it('is refused, whichever of its addresses it is', async () => {
    const outside: LookupAddress = { address: '93.184.215.14', family: 4 };
    for (const addresses of [[loopback], [outside, loopback], [{ address: '::ffff:169.254.169.254', family: 6 }], []]) {
      const channel = open({ allow: [], resolve: () => Promise.resolve(addresses) });
      expect(await channel.send(message('https://rebound.test/'), running)).toMatchObject({
        kind: 'refused',
        code: 'blocked-address',
      });
    }
    expect(received).toHaveLength(0);
  });

  it('is asked for once per attempt and used as answered, so that a second answer cannot slip in', async () => {
    let asked = 0;
    const rebinding: Resolve = () =>
      Promise.resolve((asked += 1) === 1 ? [loopback] : [{ address: '169.254.169.254', family: 4 }]);
    const channel = open({ allow: ['127.0.0.1/32'], resolve: rebinding });
    expect(await channel.send(message(`http://rebound.test:${port}/`), running)).toMatchObject({ kind: 'accepted' });
    expect(asked).toBe(1);
    expect(await channel.send(message(`http://rebound.test:${port}/`), running)).toMatchObject({
      code: 'blocked-address',
    });
    expect(received).toHaveLength(1);
  });
});
