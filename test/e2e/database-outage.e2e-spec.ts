import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '#platform/ids.js';
import { openPool } from '#platform/database/pool.js';
import { migrateAll } from '#readmodel/migrate-all.js';
import { type Embedded, startEmbedded } from '../../tools/postgres/src/embedded.js';
import { eventually } from '../support/eventually.js';
import { figure } from '../support/figure.js';
import { aReadyCampaign } from '../support/ready-campaign.js';
import { balanced, communicationsOf, replayEveryRun, startRun, untilEnded, windowOfWorker } from '../support/runs.js';
import { type Service, startService } from '../support/service.js';
import { SmtpSink } from '../support/smtp-sink.js';

// A cluster of its own: the one that tests share must not be stopped.
let folder: string;
let cluster: Embedded;
let sink: SmtpSink;
let service: Service;

const startCluster = (port: number): Promise<Embedded> =>
  startEmbedded({ folder: join(folder, 'postgres'), password: 'test', port });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sortie-outage-'));
  await chmod(folder, 0o755);
  sink = await SmtpSink.start();
  cluster = await startCluster(0);
  const databaseUrl = cluster.url('postgres');
  const pool = openPool(databaseUrl, { max: 1 });
  await migrateAll(pool);
  await pool.end();
  service = await startService({ smtpUrl: sink.url, stores: { databaseUrl, dataDir: join(folder, 'data') } });
});

afterAll(async () => {
  await service?.stop();
  await sink?.stop();
  await cluster?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** As a power cut would: without a checkpoint, all connections torn. */
const crash = async (): Promise<void> => {
  const [pid] = (await readFile(join(cluster.folder, 'data/postmaster.pid'), 'utf8')).split('\n');
  process.kill(Number(pid), 'SIGQUIT');
  await eventually(() => {
    try {
      return !process.kill(Number(pid), 0);
    } catch {
      return true;
    }
  });
};

test('the database crashing twice in the middle of a run: nobody is sent to twice, and nothing that was answered is lost', async () => {
  const { client } = service;
  const campaign = await aReadyCampaign(client, { contacts: 200 });
  const runId = await startRun(client, campaign.id);
  const asked: { readonly key: string; readonly id: string }[] = [];
  for (const count of [40, 110]) {
    await sink.untilStored(sink.stored.length === 0 ? count : Math.max(count, sink.stored.length));
    const start = (key: string) =>
      client.send<{ id: string }>('POST', `/v1/campaigns/${campaign.id}/runs`, {
        body: { startAt: new Date(Date.now() + 3_600_000).toISOString().replace(/\d\d\.\d+Z$/, '00.000Z') },
        headers: { 'idempotency-key': key },
      });
    const [before, during] = [newId(), newId()];
    const { status, body } = await start(before);
    expect(status).toBe(202);
    asked.push({ key: before, id: body.id });
    await crash();
    expect([(await start(during)).status, (await client.send('GET', '/health/ready', {})).status]).toEqual([503, 503]);
    cluster = await startCluster(cluster.port);
    await eventually(() => client.isReady());
    const retried = await eventually(async () => {
      const answered = await start(during);
      return answered.status === 202 && answered;
    });
    asked.push({ key: during, id: retried.body.id });
  }
  const { accepted, unknown } = balanced(await untilEnded(client, runId));
  const copies = campaign.addresses.map((address) => sink.mailsTo(address).length);
  expect(Math.max(...copies)).toBe(1);
  expect(accepted + unknown).toBe(200);
  expect(unknown).toBeLessThanOrEqual(2 * windowOfWorker);
  // Each of them is listed, or a late answer of the server has settled it since: nothing of unknown fate is hidden.
  await eventually(async () => {
    const all = await communicationsOf(client, runId);
    return all.filter(({ status, resolution }) => status === 'unknown' || resolution !== null).length === unknown;
  });
  for (const { id } of asked) await client.command(`/v1/runs/${id}/cancel`);
  const { runs, differences } = await replayEveryRun(client);
  expect([runs, differences]).toEqual([1 + asked.length, []]);
  expect(service.worker.child.exitCode).toBeNull();
  figure(
    `database crashed twice mid-run: ${accepted} accepted, unknown ${unknown} ≤ ${2 * windowOfWorker}, twice 0; ${asked.length} acknowledged commands, 0 lost; replay --verify 0 differences`,
  );
});
