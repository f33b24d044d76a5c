import { newId } from '#platform/ids.js';
import type { Verdict } from '#readmodel/verify.js';
import type { ParkedView } from '../../apps/api/src/operations/operations.controller.js';
import { eventually } from '../support/eventually.js';
import { figure } from '../support/figure.js';
import { inDatabase } from '../support/in-database.js';
import { aReadyCampaign, aVerifiedSender } from '../support/ready-campaign.js';
import { balanced, startRun, untilEnded, untilRunSo } from '../support/runs.js';
import { everyRunReplays } from './every-run-replays.js';
import { serviceUnderTest } from './service-under-test.js';

// The poison gets in, and is made harmless, by SQL.
const at = serviceUnderTest({ log: 'postgres' });
let senderId: string;

beforeAll(async () => {
  senderId = await aVerifiedSender(at.client, 1000);
});

/** What a program of another release, or an accident, may leave in the log. */
const appendBySql = async (stream: string, type: string, data: object): Promise<void> => {
  await inDatabase(
    at.service.databaseUrl,
    `insert into log.events (epoch, stream, revision, id, type, data, meta)
     select (select max(epoch) from log.epochs), $1::text, coalesce(max(revision), -1) + 1, gen_random_uuid(), $2, $3,
       '{"v": 1, "actor": "nobody", "source": "worker", "occurredAt": "2026-01-01T00:00:00.000Z",
         "$correlationId": "none", "$causationId": "none"}'
     from log.events where stream = $1`,
    [stream, type, JSON.stringify(data)],
  );
};

/** Stands in for the release that can read the event: from now on it says something that this one knows. */
const makeReadable = async (stream: string, type: string, data: object): Promise<void> => {
  const { databaseUrl } = at.service;
  await inDatabase(databaseUrl, 'alter table log.events disable trigger append_only');
  await inDatabase(
    databaseUrl,
    `update log.events set type = $2, data = $3 where stream = $1 and meta->>'actor' = 'nobody'`,
    [stream, type, JSON.stringify(data)],
  );
  await inDatabase(databaseUrl, 'alter table log.events enable trigger append_only');
};

const parked = (): Promise<ParkedView> => at.client.get<ParkedView>('/v1/parked');

const parkedInMetrics = async (): Promise<number> => {
  const text = await at.client.text('/metrics');
  const counts = [...text.matchAll(/^sortie_projection_parked_streams\{[^}]*\} (\d+)/gm)].map(([, count]) =>
    Number(count),
  );
  return counts.reduce((sum, count) => sum + count, 0);
};

const aRun = async (contacts: number, body: object = {}): Promise<{ readonly runId: string }> => {
  const campaign = await aReadyCampaign(at.client, { contacts, senderId });
  return { runId: await startRun(at.client, campaign.id, body) };
};

const verified = async (...names: readonly string[]): Promise<readonly Verdict[]> =>
  Promise.all(names.map((name) => at.client.post<Verdict>(`/v1/projections/${name}/verify`)));

test('an event that nobody knows parks its own stream, raises the alarm, and lets everything else go on', async () => {
  const { client, service } = at;
  const startAt = new Date(Date.now() + 3_600_000).toISOString();
  const { runId: poisoned } = await aRun(3, { startAt });
  const stream = `run-${poisoned}`;
  await appendBySql(stream, 'RunFrobnicated', { runId: poisoned });
  const contactId = newId();
  await appendBySql(`contact-${contactId}`, 'ConsentChanged', { nothing: 'as it should be' });
  // The history takes in any event: it says only that it happened.
  const readers = ['communications', 'due', 'runs', 'schedules'];
  const streams = await eventually(async () => {
    const found = (await parked()).streams;
    const by = (name: string): readonly string[] =>
      found.filter((one) => one.stream === name).map(({ projection }) => projection);
    const all = by(`contact-${contactId}`).includes('gates') && by(stream).length === readers.length;
    return all && (await parkedInMetrics()) === found.length && found;
  });
  expect(streams.filter((one) => one.stream === stream)).toEqual(
    expect.arrayContaining(
      readers.map((projection) => expect.objectContaining({ projection, type: 'RunFrobnicated' })),
    ),
  );
  const alarms = service.logs().filter((line) => line.includes('its stream is parked'));
  expect(alarms.length).toBeGreaterThanOrEqual(streams.length);

  const { runId: healthy } = await aRun(3);
  expect(balanced(await untilEnded(client, healthy))).toMatchObject({ accepted: 3 });
  figure(
    `poison events: ${streams.length} streams of read models parked, ${alarms.length} log lines, metric ${streams.length}; the next run completed`,
  );

  await makeReadable(stream, 'RunScheduled', { runId: poisoned, startAt });
  const consent = { contactId, channel: 'email', state: 'granted', origin: 'a test' };
  await makeReadable(`contact-${contactId}`, 'ConsentChanged', consent);
  await retryStreams();
  const verdicts = await verified(...new Set(streams.map(({ projection }) => projection)));
  expect(verdicts.filter(({ equal }) => !equal)).toEqual([]);
  await client.command(`/v1/runs/${poisoned}/cancel`);
  expect((await untilEnded(client, poisoned)).status).toBe('cancelled');
});

/** Until nothing is parked any more. */
const retryStreams = async (): Promise<void> => {
  await eventually(async () => {
    const { streams } = await parked();
    for (const projection of new Set(streams.map((one) => one.projection)))
      await at.client.command('/v1/parked/retry', { projection }).catch(String);
    return streams.length === 0;
  });
};

test('a batch that cannot be carried out parks itself; others go on, and a retry takes it up once the cause is gone', async () => {
  const { client, service } = at;
  await client.command('/v1/holds', { scope: `sender:${senderId}`, reason: 'to be looked at' });
  const { runId } = await aRun(4);
  await untilRunSo(client, runId, ({ waitingFor }) => waitingFor.some(({ kind }) => kind === 'hold'), 'held');
  const stream = `runbatch-${runId}.1`;
  await appendBySql(stream, 'DispatchFrobnicated', { runId, batch: 1 });
  await client.command('/v1/holds/lift', { scope: `sender:${senderId}` });
  const [work] = await eventually(async () => {
    const found = (await parked()).work;
    return found.length > 0 && found;
  });
  expect(work).toMatchObject({ item: `deliver ${runId}.1`, error: expect.stringContaining('DispatchFrobnicated') });
  const alarms = service.logs().filter((line) => line.includes('not carried out'));
  expect(alarms.some((line) => line.includes('"parked":true'))).toBe(true);
  const { runId: healthy } = await aRun(3);
  expect(balanced(await untilEnded(client, healthy))).toMatchObject({ accepted: 3 });

  await makeReadable(stream, 'BatchTakenOver', { runId, batch: 1, fence: 0, worker: 'nobody' });
  await retryStreams();
  await client.command('/v1/parked/retry', { item: work?.item });
  expect(balanced(await untilEnded(client, runId))).toMatchObject({ accepted: 4, unknown: 0 });
  expect((await parked()).work).toEqual([]);
  figure(
    `poison job: parked after ${work?.tries} tries, another run completed meanwhile, taken up by a retry: 4 of 4 accepted`,
  );
});

everyRunReplays(at);
