import type { QuietHours } from '#domain/quiet-hours/messages.js';
import type { CommunicationSummary } from '#readmodel/communications/communication-summary.js';
import type { PreflightView } from '../../apps/api/src/campaigns/campaign-views.js';
import type { RunView } from '../../apps/api/src/runs/run-view.js';
import { figure } from '../support/figure.js';
import { aReadyCampaign, type ReadyCampaign } from '../support/ready-campaign.js';
import {
  balanced,
  communicationsOf,
  historyOf,
  runNow,
  startRun,
  untilEnded,
  untilRun,
  untilRunSo,
} from '../support/runs.js';
import { everyRunReplays } from './every-run-replays.js';
import { serviceUnderTest } from './service-under-test.js';

const at = serviceUnderTest();

/** Ahead of UTC by 14 hours, and without summer time. */
const farEast = 'Pacific/Kiritimati';
const hourMs = 3_600_000;

/** What a clock there shows, as `21:00:30`. */
const wallTime = (moment: number): string => new Date(moment + 14 * hourMs).toISOString().slice(11, 19);

/** Quiet there, and nowhere else, for the last hour and so many seconds more. */
const quietFor = (seconds: number, policy: QuietHours['policy'] = 'hold'): QuietHours => ({
  windows: [{ from: wallTime(Date.now() - hourMs), to: wallTime(Date.now() + seconds * 1_000) }],
  policy,
});

const liveThere = ({ tag }: ReadyCampaign, ...contacts: readonly number[]) =>
  at.client.upload(
    '/v1/contacts/imports?source=zones.csv',
    'text/csv',
    ['externalId,timeZone', ...contacts.map((i) => `${tag}-${i},${farEast}`), ''].join('\n'),
  );

const waitsOf = ({ waitingFor }: RunView, kind: string) => waitingFor.filter((wait) => wait.kind === kind);
const restartWorker = async (): Promise<void> => {
  await at.service.worker.kill();
  await at.service.startWorker();
};

test('who is in quiet hours gets the message when they are over, also when the worker is killed in between; the others at once', async () => {
  const { client, sink } = at;
  const campaign = await aReadyCampaign(client, { contacts: 5 });
  await liveThere(campaign, 1, 3);
  await campaign.revise({ limits: { quietHours: quietFor(25) } });
  const runId = await startRun(client, campaign.id);
  const waiting = await untilRunSo(
    client,
    runId,
    (run) => run.ledger.accepted === 3 && waitsOf(run, 'quiet-hours').length > 0,
    'three accepted and the others held',
  );
  expect(waiting).toMatchObject({ status: 'running', ledger: { waiting: 2 } });
  const [wait] = waitsOf(waiting, 'quiet-hours');
  expect(wait).toMatchObject({ count: 2, releasedBy: expect.stringContaining('quiet hours') });
  const until = wait?.until ?? '';
  await restartWorker();
  const held = (await communicationsOf(client, runId)).filter(({ status }: CommunicationSummary) => status === 'held');
  expect(held.map(({ contact, reason, rule }) => `${contact.externalId} ${reason} ${rule}`).toSorted()).toEqual(
    [1, 3].map((i) => `${campaign.tag}-${i} quiet-hours quiet-hours`),
  );
  const run = await untilEnded(client, runId);
  expect(balanced(run)).toMatchObject({ accepted: 5 });
  const claims = (await historyOf(client, runId)).filter(({ type }) => type === 'DispatchClaimed');
  const late = claims.filter(({ occurredAt }) => occurredAt >= until);
  expect([claims.length, late.length]).toEqual([5, 2]);
  expect(campaign.addresses.map((address) => sink.mailsTo(address).length)).toEqual([1, 1, 1, 1, 1]);
  const lateMs = Date.parse(late[0]?.occurredAt ?? '') - Date.parse(until);
  figure(`quiet hours: 3 sent at once, 2 held over a kill of the worker and claimed ${lateMs} ms after their end`);
});

test('a campaign may skip whoever is in quiet hours; preflight warns, and a test run goes out all the same', async () => {
  const { client } = at;
  const quietHours = { ...quietFor(1_800, 'skip'), zones: ['UTC', farEast] };
  const campaign = await aReadyCampaign(client, { contacts: 2, changes: { limits: { quietHours } } });
  const { ready, findings } = await client.get<PreflightView>(`/v1/campaigns/${campaign.id}/preflight`);
  expect([ready, findings]).toMatchObject([
    true,
    [{ code: 'all-in-quiet-hours', severity: 'warns', pointer: '/limits/quietHours', count: 2 }],
  ]);
  const [real, tried] = await Promise.all([
    startRun(client, campaign.id),
    startRun(client, campaign.id, { test: true, addresses: [`tester-${campaign.tag}@people.example`] }),
  ]);
  expect(balanced(await untilEnded(client, real))).toMatchObject({ accepted: 0, skipped: { 'quiet-hours': 2 } });
  expect(balanced(await untilEnded(client, tried))).toMatchObject({ accepted: 1 });
});

test('a run beyond the limit waits in line, also over a kill of the worker; a test run does not', async () => {
  const { client } = at;
  const changes = { reviewer: 'human', limits: { concurrentRuns: 1 } } as const;
  const campaign = await aReadyCampaign(client, { contacts: 2, changes });
  const first = await startRun(client, campaign.id);
  await untilRun(client, first, 'awaiting_approval');
  const [second, third] = [await startRun(client, campaign.id), await startRun(client, campaign.id)];
  const inLine = (ahead: number) => (run: RunView) =>
    waitsOf(run, 'concurrency').some(({ releasedBy }) => releasedBy.includes(`${ahead} before this one`));
  await untilRunSo(client, second, inLine(0), 'the first in line');
  await untilRunSo(client, third, inLine(1), 'the second in line');
  const addresses = [`tester-${campaign.tag}@people.example`];
  await untilEnded(client, await startRun(client, campaign.id, { test: true, addresses }));
  await restartWorker();
  expect((await runNow(client, second)).status).toBe('queued');
  await client.post(`/v1/runs/${first}/cancel`);
  await untilRun(client, second, 'awaiting_approval');
  expect((await runNow(client, third)).status).toBe('queued');
  await Promise.all([second, third].map((runId) => client.post(`/v1/runs/${runId}/cancel`)));
  await Promise.all([first, second, third].map((runId) => untilEnded(client, runId)));
});

everyRunReplays(at);
