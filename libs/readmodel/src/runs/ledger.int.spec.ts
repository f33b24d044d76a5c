import { tally } from '#domain/batch/tally.js';
import { balances, emptyTotals, addTotals } from '#domain/run/ledger.js';
import { isFinal } from '#domain/run/lifecycle.js';
import type { Ledger } from '#domain/run/messages.js';
import { anyLog } from '../../../../test/support/any-log.js';
import { fact, recorded, runLife } from '../../../../test/support/event-builders.js';
import { fold, freshReadModels, type ReadModels } from '../../../../test/support/read-models.js';
import { type OracleRun, oracleOf } from '../../../../test/support/run-oracle.js';
import { runs } from './projection.js';
import { runById } from './queries.js';
import type { RunSummary } from './run-summary.js';

let models: ReadModels;
beforeEach(async () => {
  models = await freshReadModels();
});
afterEach(() => models.close());

const runOf = async (id: string): Promise<RunSummary> => {
  const run = await runById(models.pool, id);
  if (run === null) throw new Error(`there is no run ${id}`);
  return run;
};

/** By the domain's fold: the sum of the batches while it goes on, the final event's word afterwards. */
const ledgerOf = ({ run, batches }: OracleRun): Ledger => {
  if (isFinal(run.status) && 'ledger' in run) return run.ledger;
  let [waiting, inFlight, sum] = [0, 0, emptyTotals];
  for (const batch of batches.values()) {
    if (batch.status === 'closed') sum = addTotals(sum, batch.totals);
    if (batch.status !== 'open') continue;
    const open = tally(batch);
    waiting += open.waiting;
    inFlight += open.inFlight;
    sum = addTotals(sum, { ...open, notAttempted: 0 });
  }
  return { ...sum, waiting, inFlight };
};

it('balances after every event, and says what the domain says', async () => {
  const events = recorded(
    runLife({
      runId: 'r1',
      status: 'cancelled',
      contacts: ['k1', 'k2', 'k3', 'k4'],
      batchSize: 2,
      fates: ['accepted', 'unknown', 'no-consent', 'planned'],
    }),
  );
  for (const event of events) {
    await fold(models.pool, runs, 'rm_runs', [event], 1);
    const { ledger } = await runOf('r1');
    expect(balances(ledger)).toBe(true);
  }
  expect((await runOf('r1')).ledger).toEqual({
    audience: 4,
    waiting: 0,
    inFlight: 0,
    accepted: 1,
    refused: 0,
    skipped: { 'no-consent': 1 },
    unknown: 1,
    notAttempted: 1,
  });
});

it('agrees with the domain on every run of a mixed log', async () => {
  const log = anyLog(99, { runs: 80 });
  await models.feed(log, [runs]);
  for (const one of oracleOf(log).runs.values()) {
    const run = await runOf(one.id);
    expect({
      id: run.id,
      ledger: run.ledger,
      startAt: run.startAt,
      startedAt: run.startedAt,
      endedAt: run.endedAt,
      lastProgressAt: run.lastProgressAt,
    }).toEqual({
      id: one.id,
      ledger: ledgerOf(one),
      startAt: one.scheduled,
      startedAt: one.started,
      endedAt: one.ended,
      lastProgressAt: one.lastProgress,
    });
  }
});

it('says what the run pinned, what the campaign is now, and who asked why', async () => {
  const at = '2026-11-20T09:00:00.000Z';
  const version = (number: number, name: string) => ({
    id: 'c1',
    version: number,
    hash: `h${number}`,
    summary: '',
    definition: { name } as never,
  });
  await models.feed(
    [
      fact('campaign-c1', { type: 'CampaignDefined', data: version(1, 'Autumn') }, at),
      ...runLife({
        runId: 'r1',
        status: 'running',
        request: { parent: { runId: 'r0', relation: 'again' }, metadata: { order: '7' } },
      }),
      fact('campaign-c1', { type: 'CampaignRevised', data: version(2, 'Winter') }, at),
    ],
    [runs],
  );
  expect(await runOf('r1')).toMatchObject({
    status: 'running',
    test: false,
    trigger: 'ann',
    requestedBy: 'ann',
    reason: null,
    failure: null,
    durationMs: null,
    campaign: { id: 'c1', name: 'Autumn', version: 1, headVersion: 2 },
    differsFromCampaign: true,
    parent: { runId: 'r0', relation: 'again' },
    metadata: { order: '7' },
    batches: { total: 1, closed: 0 },
    goal: { id: 'g1', version: 1, hash: 'bb' },
  });
});

it('counts drafts that wait, and replies by the class they have now', async () => {
  const at = '2026-11-20T09:00:00.000Z';
  const match = {
    method: 'token',
    confidence: 'sure',
    communicationId: 'r1.1.0',
    runId: 'r1',
    campaignId: 'c1',
    contactId: 'k1',
  } as const;
  const classified = (kind: 'human' | 'opt-out') =>
    fact(
      'thread-r1.1.0',
      { type: 'ReplyClassified', data: { threadId: 'r1.1.0', replyId: 'y1', class: kind, rule: 'r' } },
      at,
    );
  await models.feed(
    [
      ...runLife({ runId: 'r1', status: 'awaiting_approval' }),
      fact(
        'thread-r1.1.0',
        { type: 'ReplyReceived', data: { threadId: 'r1.1.0', replyId: 'y1', receivedAt: at, match } },
        at,
      ),
      fact(
        'thread-r1.1.0',
        { type: 'ReplyReceived', data: { threadId: 'r1.1.0', replyId: 'y2', receivedAt: at, match } },
        at,
      ),
      classified('human'),
      classified('opt-out'),
    ],
    [runs],
  );
  expect(await runOf('r1')).toMatchObject({ drafts: 3, replies: { 'opt-out': 1, unclassified: 1 } });
});

it('tells why the service stopped a run, or missed it', async () => {
  await models.feed(
    [...runLife({ runId: 'r1', status: 'failed' }), ...runLife({ runId: 'r2', status: 'missed' })],
    [runs],
  );
  expect((await runOf('r1')).failure).toEqual({ kind: 'segment-unreadable', detail: 'the filter names no attribute' });
  expect((await runOf('r2')).failure).toEqual({ kind: 'missed', detail: 'the worker was down' });
  expect(await runById(models.pool, 'r3')).toBeNull();
});
