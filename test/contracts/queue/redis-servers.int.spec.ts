import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../tools/postgres/src/free-port.js';
import { eventually } from '../../support/eventually.js';
import { type RedisOptions, type RedisServer, startRedis } from '../../support/redis/redis-server.js';
import { redisBackend } from '../../../apps/worker/src/queue/redis-backend.js';
import { workQueue } from '../../../apps/worker/src/queue/work-queue.js';
import { deliver, untilEmpty, watch } from './contract.js';
import { checkRedis } from '#platform/redis/redis-check.js';

const servers: RedisServer[] = [];
const start = async (settings: RedisOptions['settings'] = {}): Promise<RedisServer> => {
  const server = await startRedis({ settings });
  servers.push(server);
  return server;
};
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

const check = (url: string, allowNoPersistence = false) => checkRedis({ url, allowNoPersistence });

const holdsAQueue = async (url: string): Promise<void> => {
  const backend = redisBackend({ url, allowNoPersistence: false });
  const queue = workQueue(backend, 1);
  const { done, taking } = watch(backend);
  await queue.add([deliver(1), deliver(2)]);
  await eventually(() => done.length === 2);
  await untilEmpty(queue);
  await Promise.all([taking.close(), queue.close()]);
};

test('as Debian configures it the queue does not belong there: both faults are told, though CONFIG is forbidden', async () => {
  const { port, cli } = await start({ appendonly: 'no', save: '900 1', 'maxmemory-policy': 'allkeys-lru' });
  await cli('acl', 'setuser', 'managed', 'on', 'nopass', '~*', '+@all', '-config');
  const url = `redis://managed:x@127.0.0.1:${port}`;
  expect(await check(url)).toMatchObject({
    kind: 'answered',
    faults: [expect.stringContaining('allkeys-lru'), expect.stringContaining('appendonly')],
  });
  expect(await check(url, true)).toMatchObject({ faults: [expect.stringContaining('allkeys-lru')] });
});

test('a password, and a user who may do no more than a queue needs', async () => {
  const { url, port, cli } = await start({ requirepass: 'open-sesame' });
  expect(await check(url)).toMatchObject({ kind: 'answered', faults: [] });
  await cli('acl', 'setuser', 'sortie', 'on', '>s3cr@t', '~{sortie}:*', '+@all', '-@admin', '-@dangerous', '+info');
  const own = `redis://sortie:s3cr%40t@127.0.0.1:${port}`;
  expect(await check(own)).toMatchObject({ kind: 'answered', faults: [] });
  await holdsAQueue(own);
  for (const wrong of [
    `redis://127.0.0.1:${port}`,
    `redis://:hunter2@127.0.0.1:${port}`,
    `redis://sortie:hunter2@127.0.0.1:${port}`,
  ]) {
    const refused = await check(wrong);
    expect(refused).toMatchObject({ kind: 'refused' });
    expect(JSON.stringify(refused)).not.toContain('hunter2');
  }
});

test('nobody there is no refusal', async () => {
  const server = await start();
  await server.kill();
  expect(await check(server.url)).toMatchObject({ kind: 'unreachable' });
});

test('a cluster is asked at every master, must be named as one, and holds a queue', async () => {
  const { port, cli } = await start({
    'cluster-enabled': 'yes',
    'cluster-announce-ip': '127.0.0.1',
    'maxmemory-policy': 'volatile-lru',
  });
  await cli('cluster', 'addslotsrange', '0', '16383');
  await eventually(async () => (await cli('cluster', 'info')).includes('cluster_state:ok'));
  expect(await check(`redis+cluster://127.0.0.1:${port}`)).toMatchObject({
    kind: 'answered',
    faults: [expect.stringContaining('volatile-lru')],
  });
  expect(await check(`redis://127.0.0.1:${port}`)).toMatchObject({
    faults: [expect.stringContaining('volatile-lru'), expect.stringContaining('is a cluster')],
  });
  await holdsAQueue(`redis+cluster://127.0.0.1:${port}`);
});

test('a certificate that nobody vouches for is refused', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sortie-tls-'));
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const words = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...subject, '-keyout', key, '-out', certificate];
  execFileSync('openssl', words, { stdio: 'ignore' });
  const port = await freePort(0, '127.0.0.1');
  await start({
    'tls-port': String(port),
    'tls-key-file': key,
    'tls-cert-file': certificate,
    'tls-ca-cert-file': certificate,
    'tls-auth-clients': 'no',
  });
  expect(await check(`rediss://localhost:${port}`)).toMatchObject({
    kind: 'refused',
    detail: expect.stringContaining('certificate'),
  });
  const vouched = { ...process.env, NODE_EXTRA_CA_CERTS: certificate };
  const program = `import { Redis } from 'ioredis';
    const redis = new Redis('rediss://localhost:${port}', { tls: {} });
    process.stdout.write(await redis.ping());
    redis.disconnect();`;
  const answered = execFileSync(process.execPath, ['--input-type=module', '-e', program], { env: vouched });
  expect(answered.toString()).toBe('PONG');
  rmSync(folder, { recursive: true });
});
