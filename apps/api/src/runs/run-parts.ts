import { jsonDiff } from '#domain/kernel/json-diff.js';
import type { CampaignDefinition } from '#domain/campaign/messages.js';
import type { Json } from '#domain/kernel/message.js';
import { latestVersionOf, versionOf } from '#eventstore/definitions.js';
import { historyOfRun, lastNumber, typesOfRun } from '#readmodel/history/queries.js';
import { checkpointOf } from '#readmodel/projection-state.js';
import type { EventIn } from '#readmodel/vocabulary.js';
import { renderingsOf } from '#vault/renderings/renderings.js';
import { runInputs } from '#vault/run-inputs/run-inputs.js';
import { asJson } from '../http/json.js';
import { notFound } from '../http/problem.js';
import type { Installation } from '../installation.js';
import { foldTo, type Moment, numberOf } from '../replay/moment.js';
import { eventsOf } from '../replay/run-history.js';
import { publicationsOf, publishedBy } from './campaign-then.js';
import { pinsOf } from './pins.js';
import type { HistoryView, RunInstructionsView, RunRevision, RunVersionsView } from './run-parts-view.js';
import { loadRun } from './run-reads.js';
import type { RunHistoryQuery } from './runs.dto.js';

/** A page of everything that happened, each entry with what the log holds of it. */
export const runHistory = async (
  installation: Installation,
  runId: string,
  query: RunHistoryQuery,
): Promise<HistoryView> => {
  const [types, page] = await Promise.all([
    typesOfRun(installation.pool, runId),
    historyPage(installation, runId, query),
  ]);
  return { ...page, types };
};

const historyPage = async (
  installation: Installation,
  runId: string,
  { after, before, type, at, limit = 100 }: RunHistoryQuery,
): Promise<Omit<HistoryView, 'types'>> => {
  const { pool, store } = installation;
  const [state, last] = await Promise.all([checkpointOf(pool, 'history'), lastNumber(pool, runId)]);
  const upTo = at === undefined ? undefined : await numberOf(installation, runId, at);
  const { items, more } = await historyOfRun(pool, {
    runId,
    limit,
    ...(after === undefined ? {} : { after }),
    ...(before === undefined ? {} : { before }),
    ...(upTo === undefined ? {} : { upTo }),
    ...(type === undefined ? {} : { types: type }),
  });
  const events = await eventsOf(store, items);
  return {
    items: events.map(({ entry, event: { data, metadata } }) => ({ ...entry, data, metadata })),
    last: upTo ?? last,
    more,
    asOf: state?.asOf ?? null,
  };
};

/** What the messages were made of, and how that differs from the campaign as it is now. Throws 404. */
export const runInstructions = async (
  installation: Installation,
  runId: string,
  communicationId: string | undefined,
): Promise<RunInstructionsView> => {
  const { store, pool } = installation;
  if (communicationId !== undefined && !communicationId.startsWith(`${runId}.`))
    throw notFound('communication of this run');
  const { run } = await loadRun(installation, runId);
  const pins = pinsOf(run);
  const [used, now, goal, inputs, renderings] = await Promise.all([
    versionOf(store, 'campaign', pins.campaign),
    latestVersionOf(store, 'campaign', pins.campaign.id),
    versionOf(store, 'goal', pins.goal),
    runInputs(pool, runId),
    communicationId === undefined ? null : renderingsOf(pool, [communicationId]),
  ]);
  if (used === null || now === null) throw new Error(`the log lacks the campaign that run ${runId} pins`);
  const rendering = communicationId === undefined ? undefined : renderings?.get(communicationId);
  const { definition } = used;
  return {
    campaign: { ...pins.campaign, name: definition.name },
    instructions: definition.instructions,
    template: definition.template,
    defaults: definition.defaults,
    goal: { ...pins.goal, statement: goal?.definition.statement ?? null },
    variables: inputs?.variables ?? null,
    used:
      rendering === undefined ? null : { communicationId: rendering.communicationId, variables: rendering.variables },
    now: { id: now.id, version: now.version, hash: now.hash },
    differences: jsonDiff(written(definition), written(now.definition)),
  };
};

/** The parts of a campaign that messages are made of. */
const written = ({ instructions, template, defaults, goal, writer }: CampaignDefinition): Json =>
  asJson({ instructions, template, defaults, goal, writer });

/** The run's own revisions and the campaign's versions, with the one it pinned. Throws 404. */
export const runVersions = async (
  installation: Installation,
  runId: string,
  at: string | undefined,
): Promise<RunVersionsView> => {
  const moment = at === undefined ? null : await foldTo(installation, runId, await numberOf(installation, runId, at));
  const { run, own } = moment === null ? await loadRun(installation, runId) : present(moment);
  const { campaignId, follow } = run.request;
  const pinned = pinsOf(run).campaign.version;
  const all = await publicationsOf(installation.store, campaignId);
  const publications = moment === null ? all : publishedBy(all, moment.at, pinned);
  return {
    revisions: own.map(revisionOf),
    campaign: {
      id: campaignId,
      pinned,
      follow,
      versions: publications
        .map(({ data: { version, hash, summary }, metadata }) => ({
          version,
          hash,
          summary,
          publishedAt: metadata.occurredAt,
          publishedBy: metadata.actor,
          reason: metadata.reason ?? null,
          pinned: version === pinned,
        }))
        .toReversed(),
    },
    moment: moment === null ? null : { number: moment.number, at: moment.at },
  };
};

const present = ({ whole: { run }, own }: Moment) => {
  if (run.status === 'absent') throw notFound('run');
  return { run, own };
};

const revisionOf = ({ revision, type, metadata, data }: EventIn<'run'>): RunRevision => ({
  revision,
  type,
  at: metadata.occurredAt,
  actor: metadata.actor,
  reason: metadata.reason ?? null,
  data,
});
