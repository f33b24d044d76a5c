import type { CommunicationStatus } from '#domain/batch/lifecycle.js';
import type { GoalDefinition } from '#domain/goal/messages.js';
import { allowedActions } from '#domain/run/actions.js';
import { ledgerOf } from '#domain/run/ledger.js';
import { isFinal } from '#domain/run/lifecycle.js';
import { type ExistingRun, startedOf } from '#domain/run/state.js';
import { type WholeRun, wholeRun } from '#domain/run/whole-run.js';
import { versionOf } from '#eventstore/definitions.js';
import { attainmentOfRun } from '#readmodel/attainment/queries.js';
import { statusesOfRun } from '#readmodel/communications/tallied.js';
import { listRuns } from '#readmodel/runs/list-runs.js';
import { runById } from '#readmodel/runs/queries.js';
import type { RunSummary } from '#readmodel/runs/run-summary.js';
import { type EventIn, known } from '#readmodel/vocabulary.js';
import type { Representation } from '../http/commands.js';
import { notFound } from '../http/problem.js';
import type { Installation } from '../installation.js';
import { foldTo, numberOf } from '../replay/moment.js';
import { lessonsOf } from '../lessons/lessons-of.js';
import { waitsNow } from '../waiting/waiting-facts.js';
import { publicationsOf, publishedBy } from './campaign-then.js';
import { pinsOf } from './pins.js';
import { span, summaryOf } from './run-summary-of.js';
import type { RunRelative, RunView } from './run-view.js';

/** A run by its own stream alone: never behind. Throws 404. */
export const loadRun = async (
  { store }: Pick<Installation, 'store'>,
  id: string,
): Promise<{ readonly run: ExistingRun; readonly whole: WholeRun; readonly own: readonly EventIn<'run'>[] }> => {
  const own = known(['run'], await store.read(`run-${id}`));
  const fold = wholeRun();
  for (const event of own) fold.take(event, event.metadata.occurredAt);
  const whole = fold.now();
  if (whole.run.status === 'absent') throw notFound('run');
  return { run: whole.run, whole, own };
};

/** A run in full as it is now. What the read models do not show yet comes from its stream. Throws 404. */
export const runView = async (installation: Installation, id: string): Promise<Representation<RunView>> => {
  const { store, pool } = installation;
  const { run, whole, own } = await loadRun(installation, id);
  const [row, publications, communications, goal, children] = await Promise.all([
    runById(pool, id),
    publicationsOf(store, run.request.campaignId),
    statusesOfRun(pool, id),
    goalOf(installation, run),
    childrenOf(installation, id),
  ]);
  const folded = summaryOf(whole, own, publications);
  if (folded === null) throw notFound('run');
  // What the campaign is now comes from its own stream: a version just published shows at once.
  const { campaign, differsFromCampaign } = folded;
  const summary = { ...newest(row, folded, run), campaign, differsFromCampaign };
  const [waitingFor, attainment] = await Promise.all([
    waitsNow(installation, run, { since: whole.since, lastProgressAt: summary.lastProgressAt }),
    goal === null || run.request.type === 'test' ? null : attainmentOfRun(pool, id, goal),
  ]);
  return {
    revision: folded.revision,
    body: {
      ...viewOf(summary, run, goal),
      communications,
      allowedActions: actionsOf(run, summary, communications),
      waitingFor,
      children,
      attainment,
      moment: null,
    },
  };
};

/** A run in full as it was at a number of its history, or at a time. Throws 404 when it was not there. */
export const runViewAt = async (installation: Installation, id: string, at: string): Promise<RunView> => {
  const { number, at: moment, whole, own } = await foldTo(installation, id, await numberOf(installation, id, at));
  const { run } = whole;
  if (run.status === 'absent') throw notFound('run');
  const [publications, goal, children] = await Promise.all([
    publicationsOf(installation.store, run.request.campaignId),
    goalOf(installation, run),
    childrenOf(installation, id),
  ]);
  const then = publishedBy(publications, moment, pinsOf(run).campaign.version);
  const summary = summaryOf(whole, own, then);
  if (summary === null) throw notFound('run');
  const communications = statusesIn(whole);
  return {
    ...viewOf(summary, run, goal),
    communications,
    allowedActions: actionsOf(run, summary, communications),
    waitingFor: [],
    children: children.filter(({ createdAt }) => createdAt <= moment),
    attainment: null,
    moment: { number, at: moment },
  };
};

type Communications = { readonly [status in CommunicationStatus]?: number };

/** The read model's row unless the stream is ahead of it; then the stream's facts, with the row's numbers. */
const newest = (row: RunSummary | null, folded: RunSummary, run: ExistingRun): RunSummary => {
  if (row !== null && row.revision >= folded.revision) return row;
  if (isFinal(run.status))
    return row === null
      ? folded
      : { ...folded, batches: { ...row.batches, total: folded.batches.total }, replies: row.replies };
  // Alone, the run's stream knows of its batches only what it was told of the closed ones.
  const settled = { ...folded, ledger: ledgerOf(run.totals, folded.ledger.audience) };
  if (row === null || row.ledger.audience === 0) return settled;
  const { ledger, drafts, batches, replies, lastProgressAt } = row;
  return { ...settled, ledger, drafts, batches: { ...batches, total: folded.batches.total }, replies, lastProgressAt };
};

const viewOf = (
  summary: RunSummary,
  run: ExistingRun,
  goal: GoalDefinition | null,
): Omit<RunView, 'communications' | 'allowedActions' | 'waitingFor' | 'children' | 'attainment' | 'moment'> => {
  const { campaign, startAt, queuedAt, startedAt } = summary;
  return {
    ...summary,
    ...lessonsOf('run', summary.id),
    goal: { ...summary.goal, definition: goal },
    note: summary.differsFromCampaign
      ? `the campaign is now v${campaign.headVersion}, this run ${startedAt === null ? 'pins' : 'used'} v${campaign.version}`
      : null,
    audience: run.request.audience,
    schedule: run.request.schedule ?? null,
    manifest: startedOf(run)?.manifest ?? null,
    timings: {
      latenessMs: span(startAt, queuedAt),
      preparationMs: span(queuedAt, startedAt),
      runningMs: summary.durationMs,
    },
  };
};

/** Of unknown fate is what neither a report nor a person has settled since. */
const actionsOf = (run: ExistingRun, { ledger, drafts }: RunSummary, { unknown = 0 }: Communications) =>
  allowedActions({ status: run.status, ledger: { ...ledger, unknown }, drafts });

const goalOf = async ({ store }: Installation, run: ExistingRun): Promise<GoalDefinition | null> =>
  (await versionOf(store, 'goal', pinsOf(run).goal))?.definition ?? null;

/** The newest hundred. */
const childrenOf = async ({ pool, clock }: Installation, parent: string): Promise<readonly RunRelative[]> => {
  const listed = await listRuns(pool, {
    filters: { parent },
    sort: 'created',
    direction: 'desc',
    limit: 100,
    now: clock(),
  });
  if (!listed.ok) return [];
  return listed.items.map(({ id, parent: origin, type, status, createdAt }) => ({
    id,
    relation: origin?.relation ?? 'again',
    type,
    status,
    createdAt,
  }));
};

const statusesIn = ({ communications }: WholeRun): Communications => {
  const counts: { [status in CommunicationStatus]?: number } = {};
  for (const { status } of communications.values()) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};
