import { performance } from 'node:perf_hooks';
import { eventually } from '../support/eventually.js';
import { figure } from '../support/figure.js';
import { inDatabase } from '../support/in-database.js';
import { aReadyCampaign } from '../support/ready-campaign.js';
import { type RedisServer, startRedis } from '../support/redis/redis-server.js';
import { balanced, replayEveryRun, startRun, untilEnded, untilRun } from '../support/runs.js';
import { type Service, startService } from '../support/service.js';
import { SmtpSink } from '../support/smtp-sink.js';

/**
 * How often each loss happens, and during how many messages: small enough for every run of the tests. The figure of
 * docs/reliability.md is printed by
 * `QUEUE_LOSSES=20 QUEUE_LOSS_RUNS=100 QUEUE_LOSS_CONTACTS=100 npx jest --testTimeout 1800000 test/e2e/queue-loss -t "in Redis lost again"`.
 */
const times = Number(process.env['QUEUE_LOSSES'] ?? 3);
/** Many runs, for many jobs: a worker has eight in hand at a time, which a loss cannot touch. */
const runs = Number(process.env['QUEUE_LOSS_RUNS'] ?? 50);
const contacts = Number(process.env['QUEUE_LOSS_CONTACTS'] ?? 8);
const messages = runs * contacts;

/** What the issue promises, ms. */
const promisedMs = 10_000;

interface Place {
  readonly env: Readonly<Record<string, string>>;
  /** Ways to lose everything, by name. */
  readonly losses: Readonly<Record<string, () => Promise<unknown>>>;
  /** Jobs that wait or are in hand. */
  jobs(): Promise<number>;
  /** The jobs are there, and what would hand them out is not. */
  loseOrder(): Promise<unknown>;
  stop(): Promise<unknown>;
}

const inRedis = async (): Promise<Place> => {
  const redis: RedisServer = await startRedis();
  const length = async (list: string): Promise<number> => Number(await redis.cli('llen', `{sortie}:work:${list}`));
  return {
    env: { REDIS_URL: redis.url },
    losses: { flush: () => redis.cli('flushall'), 'empty restart': () => redis.restart({ empty: true }) },
    jobs: async () => (await length('wait')) + (await length('active')),
    loseOrder: () => redis.cli('del', '{sortie}:work:wait'),
    stop: () => redis.stop(),
  };
};

const inPostgres = async (databaseUrl: () => string): Promise<Place> => ({
  env: {},
  losses: {
    'dropped schema': () => inDatabase(databaseUrl(), 'drop schema if exists bullmq cascade'),
    'emptied table': () => inDatabase(databaseUrl(), 'delete from bullmq.job').catch(() => 'there is none yet'),
  },
  jobs: async () => {
    const [row] = await inDatabase<{ count: number }>(databaseUrl(), 'select count(*)::int as count from bullmq.job');
    return row?.count ?? 0;
  },
  loseOrder: () => inDatabase(databaseUrl(), `update bullmq.job set state = 'failed' where state = 'waiting'`),
  stop: () => Promise.resolve(),
});

describe.each(['PostgreSQL', 'Redis'] as const)('the queue in %s', (kind) => {
  let place: Place;
  let sink: SmtpSink;
  let service: Service;

  beforeAll(async () => {
    sink = await SmtpSink.start();
    place = kind === 'Redis' ? await inRedis() : await inPostgres(() => service.databaseUrl);
    service = await startService({ smtpUrl: sink.url, queue: 'postgres', env: place.env });
  });
  afterAll(async () => {
    await service?.stop();
    await place?.stop();
    await sink?.stop();
  });

  const nothingIsDue = async (): Promise<boolean> => {
    const { runs, batches } = await service.client.post<{ runs: unknown[]; batches: unknown[] }>('/v1/queue/reconcile');
    return runs.length + batches.length === 0;
  };
  /** How long it takes until there are jobs again, or nothing is left that wants one. */
  const refilledMs = async (): Promise<number> => {
    const since = performance.now();
    await eventually(async () => (await place.jobs().catch(() => 0)) > 0 || nothingIsDue(), { everyMs: 10 });
    return performance.now() - since;
  };

  test('lost again and again under many runs: the living worker goes on, each recipient is sent to once by each', async () => {
    const campaign = await aReadyCampaign(service.client, { contacts });
    const losses = Object.entries(place.losses).flatMap(([name, lose]) =>
      Array.from({ length: times }, () => ({ name, lose })),
    );
    const before = sink.stored.length;
    const started = Promise.all(Array.from({ length: runs }, () => startRun(service.client, campaign.id)));
    const took: number[] = [];
    for (const [nth, { lose }] of losses.entries()) {
      // While there is still something to lose: the last batches are in hand all at once.
      await sink.untilStored(before + Math.floor(((nth + 0.5) / losses.length) * messages * 0.8));
      await lose();
      took.push(await refilledMs());
    }
    await sink.untilStored(before + messages);
    for (const id of await started)
      expect(balanced(await untilEnded(service.client, id))).toMatchObject({ accepted: contacts, unknown: 0 });
    expect(campaign.addresses.filter((address) => sink.mailsTo(address).length !== runs)).toEqual([]);
    const slowest = Math.max(...took);
    expect(slowest).toBeLessThan(promisedMs);
    expect(service.worker.child.exitCode).toBeNull();
    figure(
      `queue in ${kind}: ${Object.keys(place.losses)
        .map((name) => `${times} × ${name}`)
        .join(
          ', ',
        )} during ${messages} messages of ${runs} runs: lost 0, twice 0, refilled after ${Math.round(slowest)} ms at most (median ${Math.round(median(took))} ms)`,
    );
  });

  test('lost with jobs that nobody has begun: what was scheduled and started meanwhile is carried out', async () => {
    const campaign = await aReadyCampaign(service.client, { contacts: 3 });
    await service.worker.kill();
    const startAt = new Date(Date.now() + 1_000).toISOString();
    const scheduled = await startRun(service.client, campaign.id, { startAt });
    const started = await startRun(service.client, campaign.id);
    for (const lose of Object.values(place.losses)) await lose();
    await service.startWorker();
    await Promise.all([scheduled, started].map((id) => untilRun(service.client, id, 'completed')));
  });

  test('half lost, so that it knows its jobs and hands none of them out: they are brought anew', async () => {
    const campaign = await aReadyCampaign(service.client, { contacts: 5 });
    const before = sink.stored.length;
    const started = Array.from({ length: 25 }, () => startRun(service.client, campaign.id));
    await sink.untilStored(before + 10);
    await place.loseOrder();
    for (const id of await Promise.all(started))
      expect(balanced(await untilEnded(service.client, id))).toMatchObject({ accepted: 5 });
    expect(sink.stored.length - before).toBe(125);
  });

  test('nothing of all this waits for a person, and every run replays to what the lists show', async () => {
    expect(await service.client.get('/v1/parked')).toEqual({ streams: [], work: [] });
    const { runs: replayed, differences } = await replayEveryRun(service.client);
    expect([replayed > runs, differences]).toEqual([true, []]);
  });
});

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;
