import type { Occurrence, Punctuality } from '#readmodel/schedules/queries.js';
import type { ScheduleView } from '../../apps/api/src/schedules/schedule-view.js';
import { eventually } from '../support/eventually.js';
import { figure } from '../support/figure.js';
import { inDatabase } from '../support/in-database.js';
import { aReadyCampaign } from '../support/ready-campaign.js';
import { balanced, everyItem, untilEnded } from '../support/runs.js';
import type { ServiceProcess } from '../support/service.js';
import { everyRunReplays } from './every-run-replays.js';
import { serviceUnderTest } from './service-under-test.js';

const at = serviceUnderTest({ workers: 2 });

const everySecond = (campaignId: string) => ({
  name: 'Every second',
  campaignId,
  timeZone: 'Europe/Berlin',
  specs: [{ kind: 'interval', everySeconds: 1 }],
  overlap: 'allow',
  mostOpenRuns: 100,
});

/** The oldest first. */
const occurrencesOf = async (id: string): Promise<readonly Occurrence[]> =>
  (await everyItem<Occurrence>(at.client, `/v1/schedules/${id}/occurrences`)).toReversed();

const untilSoMany = (id: string, count: number): Promise<readonly Occurrence[]> =>
  eventually(async () => {
    const occurrences = await occurrencesOf(id);
    return occurrences.length >= count && occurrences;
  });

/** The process that holds the planner's lease. */
const planner = async (): Promise<ServiceProcess> => {
  const sql = `select owner from work.leases where name = 'planner' and until > clock_timestamp()`;
  return eventually(async () => {
    const [row] = await inDatabase<{ owner: string }>(at.service.databaseUrl, sql);
    return at.service.workers.find(({ child }) => row?.owner.endsWith(`-${child.pid}`));
  });
};

test('a schedule of every second goes on when the planner is killed: no second left out, none twice', async () => {
  const campaign = await aReadyCampaign(at.client, { contacts: 1 });
  const { id } = await at.client.post<ScheduleView>('/v1/schedules', everySecond(campaign.id));
  const before = await untilSoMany(id, 3);
  await (await planner()).kill();
  await untilSoMany(id, before.length + 8);
  const archive = `/v1/schedules/${id}/archive`;
  const { changedAt } = await at.client.post<ScheduleView>(archive, { reason: 'seen enough' });
  // What was due before the archive still comes.
  const occurrences = await eventually(async () => {
    const found = await occurrencesOf(id);
    return Date.parse(found.at(-1)?.dueAt ?? '') + 1_000 > Date.parse(changedAt) && found;
  });

  const seconds = occurrences.map(({ dueAt }) => Date.parse(dueAt) / 1_000);
  expect(seconds).toEqual(seconds.map((_, index) => (seconds[0] ?? 0) + index));
  expect(occurrences.filter(({ outcome }) => outcome !== 'fired')).toEqual([]);
  const runIds = occurrences.flatMap(({ runId }) => runId ?? []);
  expect(new Set(runIds).size).toBe(occurrences.length);
  for (const runId of runIds) expect(balanced(await untilEnded(at.client, runId))).toMatchObject({ accepted: 1 });
  expect(campaign.addresses.flatMap((address) => at.sink.mailsTo(address))).toHaveLength(occurrences.length);

  const range = `from=${occurrences[0]?.dueAt}&to=2100-01-01T00:00:00Z`;
  const { latenessMs, onTime, late } = await at.client.get<Punctuality>(`/v1/schedules/${id}/punctuality?${range}`);
  expect(latenessMs?.max).toBeLessThan(10_000);
  const { p50, max } = latenessMs ?? {};
  figure(`planner killed: ${onTime} starts on time, ${late} late, p50 ${p50} ms, most ${max} ms late`);
});

test('a run at a word comes from the schedule, and its log says so', async () => {
  const campaign = await aReadyCampaign(at.client, { contacts: 1 });
  const yearly = { ...everySecond(campaign.id), specs: [{ kind: 'cron', expression: '0 9 1 1 *' }] };
  const { id } = await at.client.post<ScheduleView>('/v1/schedules', yearly);
  await at.client.post(`/v1/schedules/${id}/trigger`, { reason: 'the fair opened early' });
  const [triggered] = await untilSoMany(id, 1);
  expect(triggered).toMatchObject({ outcome: 'fired', cause: 'trigger', onTime: true });
  const run = await eventually(() => untilEnded(at.client, triggered?.runId ?? ''));
  expect(run).toMatchObject({
    type: 'recurring',
    trigger: `schedule:${id}`,
    schedule: { id, dueAt: triggered?.dueAt },
    ledger: { accepted: 1 },
  });
});

everyRunReplays(at);
