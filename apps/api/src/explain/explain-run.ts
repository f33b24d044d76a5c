import { partsOfCommunicationId } from '#domain/batch/state.js';
import { explain, type Row } from '#domain/explain/explain.js';
import type { ExistingRun } from '#domain/run/state.js';
import { communicationOfContact } from '#readmodel/communications/queries.js';
import { countLessons } from '#readmodel/lessons/queries.js';
import { listRuns } from '#readmodel/runs/list-runs.js';
import { notFound } from '../http/problem.js';
import type { Installation } from '../installation.js';
import { loadRun } from '../runs/run-reads.js';
import type { ComparedWith, ExplanationRow, ExplanationView } from './explanation-view.js';
import { gatherOne, gatherRun, type Gathered } from './gather.js';
import { presentFacts } from './present.js';
import { shows } from './shown-by.js';

/** Why a run came out as it did, beside another one; `against` absent: the previous run of its campaign. Throws 404. */
export const explainRun = async (
  installation: Installation,
  runId: string,
  against: string | undefined,
): Promise<ExplanationView> => {
  const mine = await gatherRun(installation, runId);
  const other = await otherRun(installation, mine.run, against);
  const theirs = other === null ? null : await gatherRun(installation, other.runId);
  return explanation(installation, mine, null, other, theirs);
};

/** The same for one message, beside the same contact's message in the other run. Throws 404. */
export const explainCommunication = async (
  installation: Installation,
  id: string,
  against: string | undefined,
): Promise<ExplanationView> => {
  const place = partsOfCommunicationId(id);
  if (place === null) throw notFound('communication');
  const mine = await gatherOne(installation, place.runId, id);
  const contactId = mine.facts.fate.courses[0]?.contactId;
  if (contactId === undefined) throw notFound('communication');
  const other = await otherRun(installation, mine.run, against);
  const communicationId =
    other === null ? null : await communicationOfContact(installation.pool, other.runId, contactId);
  const theirs = other === null ? null : await gatherOne(installation, other.runId, communicationId);
  return explanation(installation, mine, id, other === null ? null : { ...other, communicationId }, theirs);
};

const explanation = async (
  installation: Installation,
  mine: Gathered,
  communicationId: string | null,
  against: ComparedWith | null,
  theirs: Gathered | null,
): Promise<ExplanationView> => {
  const { runId, campaignId } = mine.run.request;
  const rows = explain({
    mine: mine.facts,
    other: theirs?.facts ?? null,
    than: against?.chosen === 'asked' ? 'the other run' : 'the previous run',
    now: await presentFacts(installation, mine.run, mine.facts.fate.courses),
  });
  const [first] = rows;
  const about = `communication:${communicationId}`;
  return {
    runId,
    communicationId,
    campaignId,
    against,
    likelyCause:
      first === undefined || first.effect === 'none'
        ? null
        : { factor: first.factor, place: first.place, sentence: first.sentence },
    rows: await rowViews(installation, rows),
    looked: mine.looked,
    lessons: {
      count: await countLessons(installation.pool, communicationId === null ? { run: runId } : { about }),
      link: communicationId === null ? `/v1/lessons?run=${runId}` : `/v1/lessons?about=${about}`,
    },
  };
};

export const rowViews = async (
  installation: Installation,
  rows: readonly Row[],
): Promise<readonly ExplanationRow[]> => {
  const show = await shows(
    installation,
    rows.flatMap(({ events, otherEvents }) => [...events, ...otherEvents]),
  );
  return rows.map(({ other, againstOther, otherEvents, events, ...row }) => ({
    ...row,
    previous: other,
    againstPrevious: againstOther,
    events: show(events),
    previousEvents: show(otherEvents),
  }));
};

/** The run that was asked for, or the previous one. Throws 404 for one that is not there. */
const otherRun = async (
  installation: Installation,
  run: ExistingRun,
  asked: string | undefined,
): Promise<ComparedWith | null> => {
  if (asked === undefined) return previousRun(installation, run);
  const { run: found, whole } = await loadRun(installation, asked);
  return {
    runId: asked,
    communicationId: null,
    createdAt: whole.times.createdAt ?? '',
    status: found.status,
    chosen: 'asked',
  };
};

/**
 * The newest run of the same campaign that was asked for before this one and sent something: tests beside tests, and a
 * retry of a few only beside another retry. When there is none of these, the newest of any kind.
 */
const previousRun = async (installation: Installation, { request }: ExistingRun): Promise<ComparedWith | null> => {
  const { pool, clock } = installation;
  const { whole } = await loadRun(installation, request.runId);
  const listed = await listRuns(pool, {
    filters: { campaigns: [request.campaignId], created: { to: whole.times.createdAt ?? clock() } },
    sort: 'created',
    direction: 'desc',
    limit: 100,
    now: clock(),
  });
  const earlier = listed.ok ? listed.items.filter(({ id }) => id !== request.runId) : [];
  const alike = earlier.filter(
    ({ test, parent }) =>
      test === (request.type === 'test') && (parent?.relation === 'retry') === (request.parent?.relation === 'retry'),
  );
  const found = alike.find(({ startedAt }) => startedAt !== null) ?? alike[0] ?? earlier[0];
  if (found === undefined) return null;
  const { id: runId, createdAt, status } = found;
  return { runId, communicationId: null, createdAt, status, chosen: 'previous' };
};
