import type { CommunicationSummary } from '#readmodel/communications/communication-summary.js';
import type { DecisionView } from '../../apps/api/src/drafts/decide-drafts.js';
import type { RunView } from '../../apps/api/src/runs/run-view.js';
import { eventually } from '../support/eventually.js';
import { figure } from '../support/figure.js';
import { aReadyCampaign, type ReadyCampaign } from '../support/ready-campaign.js';
import { balanced, everyItem, historyOf, runNow, startRun, untilEnded, untilRun, untilRunSo } from '../support/runs.js';
import { everyRunReplays } from './every-run-replays.js';
import { serviceUnderTest } from './service-under-test.js';

const at = serviceUnderTest();

const inMs = (ms: number): string => new Date(Date.now() + ms).toISOString();
const hour = 3_600_000;

/** The same action twice at the same time is one. */
const act = (runId: string, action: string, body: object = {}): Promise<RunView> =>
  at.client.post<RunView>(`/v1/runs/${runId}/${action}`, body);

const receivedBy = ({ addresses }: ReadyCampaign): number =>
  addresses.reduce((sum, address) => sum + at.sink.mailsTo(address).length, 0);

describe('a scheduled run', () => {
  test('starts when its time has come, and not before', async () => {
    const campaign = await aReadyCampaign(at.client, { contacts: 2 });
    const startAt = inMs(2_000);
    const runId = await startRun(at.client, campaign.id, { startAt });
    expect(await runNow(at.client, runId)).toMatchObject({ status: 'scheduled', type: 'once', startAt });
    const run = await untilEnded(at.client, runId);
    expect(balanced(run)).toMatchObject({ accepted: 2 });
    expect(Date.parse(run.queuedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(startAt));
    figure(`scheduled run: started, ${run.timings.latenessMs} ms late`);
  });

  test('that is rescheduled starts at the new time only', async () => {
    const campaign = await aReadyCampaign(at.client, { contacts: 2 });
    const runId = await startRun(at.client, campaign.id, { startAt: inMs(3_000) });
    const later = inMs(hour);
    expect(await act(runId, 'reschedule', { startAt: later })).toMatchObject({ status: 'scheduled', startAt: later });
    const soon = inMs(4_000);
    await act(runId, 'reschedule', { startAt: soon });
    const run = await untilEnded(at.client, runId);
    expect(Date.parse(run.queuedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(soon));
    const types = (await historyOf(at.client, runId)).map(({ type }) => type);
    expect(types.filter((type) => /^Run(Res|S)cheduled|RunStarted$/.test(type))).toEqual([
      'RunScheduled',
      'RunRescheduled',
      'RunRescheduled',
      'RunStarted',
    ]);
  });

  test('that is cancelled before its start ends there, and nobody is written to', async () => {
    const campaign = await aReadyCampaign(at.client, { contacts: 2 });
    const runId = await startRun(at.client, campaign.id, { startAt: inMs(hour) });
    expect(await act(runId, 'cancel')).toMatchObject({ status: 'cancelled', startedAt: null });
    expect(receivedBy(campaign)).toBe(0);
  });
});

test('a pause while messages are on their way is pausing until each has its outcome; resumed, the run completes', async () => {
  const { client, sink } = at;
  const campaign = await aReadyCampaign(client, { contacts: 40 });
  sink.everyone = 'store-then-wait';
  const runId = await startRun(client, campaign.id);
  await sink.untilStored(sink.stored.length + 5);
  await act(runId, 'pause');
  const pausing = await untilRunSo(
    client,
    runId,
    ({ ledger }) => ledger.inFlight > 0,
    'pausing with messages in flight',
  );
  expect(pausing.status).toBe('pausing');
  sink.everyone = 'accept';
  sink.release();
  const paused = await untilRun(client, runId, 'paused');
  const accepted = receivedBy(campaign);
  expect(accepted).toBeLessThan(40);
  // The list of what happened may lag; the run itself, folded from the log, does not.
  const { number } = await eventually(async () =>
    (await historyOf(client, runId)).find(({ type }) => type === 'RunPaused'),
  );
  const then = await client.get<RunView>(`/v1/runs/${runId}?at=${number}`);
  expect(then).toMatchObject({ status: 'paused', ledger: { inFlight: 0, accepted } });
  expect(paused.allowedActions.filter(({ allowed }) => allowed).map(({ action }) => action)).toContain('resume');
  await act(runId, 'resume');
  const run = await untilEnded(client, runId);
  expect(balanced(run)).toMatchObject({ accepted: 40, unknown: 0 });
  expect(receivedBy(campaign)).toBe(40);
  figure(`paused with ${accepted} of 40 sent and 0 in flight; resumed: 40 accepted, each once`);
});

test('drafts wait for a person: the approved leave as they were seen, the rejected do not', async () => {
  const { client, sink } = at;
  const campaign = await aReadyCampaign(client, { contacts: 9, changes: { reviewer: 'human' } });
  const runId = await startRun(client, campaign.id);
  const waiting = await untilRun(client, runId, 'awaiting_approval');
  expect(waiting.waitingFor.map(({ kind }) => kind)).toContain('approval');
  const drafts = await eventually(async () => {
    const listed = await everyItem<CommunicationSummary>(client, `/v1/drafts?run=${runId}`);
    return listed.length === 9 && listed.map(({ id, contentHash }) => ({ id, contentHash }));
  });
  expect(receivedBy(campaign)).toBe(0);
  const decide = (verdict: string, chosen: typeof drafts): Promise<DecisionView> =>
    client.post<DecisionView>(`/v1/drafts/${verdict}`, { drafts: chosen, note: 'looked at' });
  const unseen = drafts.slice(0, 1).map(({ id }) => ({ id, contentHash: '0'.repeat(64) }));
  expect((await decide('approve', unseen)).items).toMatchObject([{ ok: false, code: 'other-content' }]);
  expect((await decide('approve', drafts.slice(0, 4))).decided).toBe(4);
  await sink.untilStored(sink.stored.length + 4 - receivedBy(campaign));
  expect((await decide('reject', drafts.slice(4, 7))).decided).toBe(3);
  const { number: seen = 0 } = (await historyOf(client, runId)).findLast(({ type }) => type === 'DraftPrepared') ?? {};
  expect((await client.post<DecisionView>('/v1/drafts/approve', { run: runId, seen })).decided).toBe(2);
  const run = await untilEnded(client, runId);
  expect(run.status).toBe('completed');
  expect(balanced(run)).toMatchObject({ accepted: 6, skipped: { 'draft-rejected': 3 } });
  expect(receivedBy(campaign)).toBe(6);
  figure('drafts: 9 prepared, 6 approved and received, 3 rejected and not');
});

everyRunReplays(at);
