import type { BulkJob } from '#readmodel/bulk/queries.js';
import type { BulkRowView } from '#readmodel/bulk/rows.js';
import type { EventPageView } from '../../apps/api/src/events/event-view.js';
import { eventually } from '../support/eventually.js';
import { figure } from '../support/figure.js';
import { aReadyCampaign } from '../support/ready-campaign.js';
import { everyItem, startRun, untilEnded } from '../support/runs.js';
import { serviceUnderTest } from './service-under-test.js';

const at = serviceUnderTest();

const far = '2099-11-23T09:00:00.000Z';
const moved = '2099-11-23T10:00:00.000Z';
const count = 200;
/** The machine of a test may be busy. */
const patience = { patienceMs: 60_000, everyMs: 50 };

const byStream = (a: { stream: string }, b: { stream: string }): number => (a.stream < b.stream ? -1 : 1);

const jobNow = (id: string): Promise<BulkJob> => at.client.get(`/v1/bulk/${id}`);

test('a job whose API is killed as it has answered, and its worker in the middle, gives every run its turn once', async () => {
  const { client, service } = at;
  const campaign = await aReadyCampaign(client, { contacts: 1 });
  const runIds: string[] = [];
  const starting = Array.from({ length: 8 }, async () => {
    while (runIds.length < count) {
      const place = runIds.push('') - 1;
      runIds[place] = await startRun(client, campaign.id, { startAt: far });
    }
  });
  await Promise.all(starting);
  const filter = { status: ['scheduled'], campaign: [campaign.id] };
  await eventually(async () => {
    const { eligible } = await client.post<{ eligible: number }>('/v1/bulk/preview', { action: 'cancel', filter });
    return eligible === count;
  }, patience);

  const shift = { action: 'reschedule', shiftSeconds: 3_600, filter, reason: 'server moves' };
  const api = await service.startApi();
  const { id } = await api.client.command('/v1/bulk', shift);
  await api.process.kill();
  const begun = await eventually(async () => {
    const { progress } = await jobNow(id);
    return progress.done > 0 && progress;
  });
  await service.worker.kill();
  figure(`a worker killed in the middle of a job: ${begun.done} of ${count} runs written down`);
  await service.startWorker();
  const ended = await eventually(async () => {
    const job = await jobNow(id);
    return job.endedAt !== null && job;
  }, patience);
  expect(ended).toMatchObject({ status: 'completed', progress: { done: count, refused: 0, failed: 0, left: 0 } });

  const rows = await everyItem<BulkRowView>(client, `/v1/bulk/${id}/results`);
  expect(rows.map(({ runId }) => runId).toSorted()).toEqual(runIds.toSorted());
  // The feed shows an event once all transactions that began before its own have ended.
  const shifts = await eventually(async () => {
    const page = await client.get<EventPageView>('/v1/events?type=RunRescheduled&limit=1000');
    return page.items.length >= count && page;
  }, patience);
  const told = shifts.items.map(({ id: event, stream, reason, data }) => ({ event, stream, reason, data }));
  expect(told.toSorted(byStream)).toEqual(
    rows
      .map(({ runId, event }) => ({
        event: event?.id,
        stream: `run-${runId}`,
        reason: 'server moves',
        data: { runId, startAt: moved, before: far },
      }))
      .toSorted(byStream),
  );

  const { id: cancelling } = await client.command('/v1/bulk', { action: 'cancel', filter });
  await client.command(`/v1/bulk/${cancelling}/abort`);
  const asked = performance.now();
  const aborted = await eventually(async () => {
    const job = await jobNow(cancelling);
    return job.endedAt !== null && job;
  }, patience);
  figure(
    `a job that is aborted: over after ${Math.round(performance.now() - asked)} ms, ${aborted.progress.left} left`,
  );
  expect(aborted.status === 'aborted' || aborted.progress.left === 0).toBe(true);
  await eventually(async () => {
    const { counts } = await client.get<{ counts: { cancelled?: number } }>(
      `/v1/runs/counters?campaign=${campaign.id}`,
    );
    return (counts.cancelled ?? 0) === aborted.progress.done;
  });
}, 150_000);

test('a run that no worker took within its time to live is missed, and sends nothing', async () => {
  const { client, service, sink } = at;
  const campaign = await aReadyCampaign(client, { contacts: 2 });
  await service.worker.kill();
  const runId = await startRun(client, campaign.id, { startWithinSeconds: 1 });
  const { queuedAt } = await client.get<{ queuedAt: string }>(`/v1/runs/${runId}`);
  await eventually(() => Promise.resolve(Date.now() > Date.parse(queuedAt) + 1_500));
  await service.startWorker();
  expect(await untilEnded(client, runId)).toMatchObject({
    status: 'missed',
    startedAt: null,
    failure: { kind: 'missed', detail: expect.stringContaining('could have started until') },
  });
  expect(campaign.addresses.flatMap((address) => sink.mailsTo(address))).toEqual([]);
});
