import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projections } from '#readmodel/projections.js';
import type { Verdict } from '#readmodel/verify.js';
import { type Embedded, startEmbedded } from '../../tools/postgres/src/embedded.js';
import { copyDatabase } from '../support/copy-database.js';
import { eventually } from '../support/eventually.js';
import { figure } from '../support/figure.js';
import { inDatabase } from '../support/in-database.js';
import { aReadyCampaign } from '../support/ready-campaign.js';
import { balanced, historyOf, replayEveryRun, startRun, untilEnded, untilRunSo } from '../support/runs.js';
import { type Service, startService } from '../support/service.js';
import { SmtpSink } from '../support/smtp-sink.js';

let sink: SmtpSink;
let before: Service;
let after: Service | undefined;
let cluster: Embedded;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sortie-restore-'));
  await chmod(folder, 0o755);
  sink = await SmtpSink.start();
  [before, cluster] = await Promise.all([
    // A dump of the database is the whole of it only where log and queue lie in it.
    startService({ smtpUrl: sink.url, log: 'postgres', queue: 'postgres' }),
    startEmbedded({ folder, password: 'test', port: 0 }),
  ]);
});

afterAll(async () => {
  await after?.stop();
  await before?.stop();
  await sink?.stop();
  await cluster?.stop();
  await rm(folder, { recursive: true, force: true });
});

const transactionId = async (url: string): Promise<number> =>
  Number((await inDatabase<{ id: string }>(url, 'select pg_current_xact_id()::text as id'))[0]?.id);

const eventsIn = async (url: string): Promise<number> =>
  Number((await inDatabase<{ count: string }>(url, 'select count(*) from log.events'))[0]?.count);

/** The cluster of the tests may be as young as the other one. */
const age = (url: string): Promise<unknown> =>
  inDatabase(url, 'do $$ begin for i in 1..20000 loop perform pg_current_xact_id(); commit; end loop; end $$');

test('restored into a cluster with far lower transaction ids, the service misses no event and ends its open runs', async () => {
  await age(before.databaseUrl);
  const campaign = await aReadyCampaign(before.client, { contacts: 60 });
  const done = await untilEnded(before.client, await startRun(before.client, campaign.id));
  const ahead = new Date(Date.now() + 3_000).toISOString();
  const scheduled = await startRun(before.client, campaign.id, { startAt: ahead });

  sink.everyone = 'store-then-wait';
  const open = await startRun(before.client, campaign.id);
  await untilRunSo(before.client, open, ({ ledger }) => ledger.inFlight > 0, 'on its way');
  await before.worker.kill();
  // Written while no worker lives: read models and reactors have still to see them after the restore.
  const unseen = await startRun(before.client, campaign.id);
  const [api] = before.apis;
  await api?.process.kill();
  sink.everyone = 'accept';
  sink.dropAll();

  const url = cluster.url('postgres');
  const { rows } = await copyDatabase(before.databaseUrl, url);
  const [oldId, newId] = await Promise.all([transactionId(before.databaseUrl), transactionId(url)]);
  expect(newId).toBeLessThan(oldId - 10_000);
  const [jobs] = await inDatabase<{ count: number }>(url, 'select count(*)::int as count from bullmq.job');
  expect(jobs?.count).toBeGreaterThan(0);
  const copied = await eventsIn(url);
  expect(copied).toBe(await eventsIn(before.databaseUrl));

  after = await startService({
    smtpUrl: sink.url,
    stores: { databaseUrl: url, dataDir: before.dataDir, stack: before.stack },
  });
  const { client } = after;
  const [resumed, first, late] = await Promise.all([open, unseen, scheduled].map((id) => untilEnded(client, id)));
  if (!resumed || !first || !late) throw new Error('three runs were open');
  const { accepted, unknown } = balanced(resumed);
  expect([accepted + unknown, balanced(first).accepted, balanced(late).accepted]).toEqual([60, 60, 60]);
  expect(balanced(await untilEnded(client, done.id))).toEqual(done.ledger);

  const verdicts = await Promise.all(
    projections.map(({ name }) => client.post<Verdict>(`/v1/projections/${name}/verify`)),
  );
  expect(verdicts.filter(({ equal, parkedStreams }) => !equal || parkedStreams > 0)).toEqual([]);
  const histories = await Promise.all([done.id, open, unseen, scheduled].map((id) => historyOf(client, id)));
  const [inLog] = await inDatabase<{ count: string }>(
    url,
    `select count(*) from log.events where category in ('run', 'runbatch', 'report', 'thread')`,
  );
  expect(histories.flat().length).toBe(Number(inLog?.count));
  expect(await client.get<{ epoch: number }>('/health/ready')).toMatchObject({ status: 'ready', epoch: 2 });
  // Jobs of the log's former life are void; those of this one are carried out and gone.
  await eventually(async () => {
    const [left] = await inDatabase<{ count: number }>(url, 'select count(*)::int as count from bullmq.job');
    return left?.count === 0;
  });
  const { runs, differences } = await replayEveryRun(client);
  expect(differences).toEqual([]);
  figure(
    `restore: ${rows} rows and ${copied} events (${jobs?.count} void jobs) from transaction ${oldId} to ${newId}; missed ${Number(inLog?.count) - histories.flat().length}; ` +
      `3 open runs ended, ${unknown} unknown; replay --verify: ${runs} runs, ${differences.length} differences`,
  );
});
