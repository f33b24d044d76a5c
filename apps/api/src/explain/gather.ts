import type { Facts, PartTold } from '#domain/explain/facts.js';
import { factsOf } from '#domain/explain/facts-of.js';
import { partsOfCommunicationId } from '#domain/batch/state.js';
import { type ExistingRun, startedOf } from '#domain/run/state.js';
import type { EventStore } from '#eventstore/port.js';
import { historyOfRun } from '#readmodel/history/queries.js';
import { type EventIn, known } from '#readmodel/vocabulary.js';
import type { Installation } from '../installation.js';
import { eventsOf } from '../replay/run-history.js';
import { pinsOf } from '../runs/pins.js';
import { loadRun } from '../runs/run-reads.js';
import { pinnedDefinitions, usesOf } from './definitions.js';
import { holdsOn } from './holds.js';

/** Of a large run so many batches are looked at, from the first on: 5,000 messages. */
const mostBatches = 25;

/** Replies that are looked at, from the first on. */
const mostReplies = 1_000;

export interface Gathered {
  readonly run: ExistingRun;
  readonly facts: Facts;
  readonly looked: { readonly messages: number; readonly all: boolean };
}

/** Everything the log says of a run. Throws 404. */
export const gatherRun = async (installation: Installation, runId: string): Promise<Gathered> => {
  const { run, own } = await loadRun(installation, runId);
  const batches = startedOf(run)?.batches ?? 0;
  const wanted = Math.min(batches, mostBatches);
  const parts: PartTold[] = [];
  for (let batch = 1; batch <= wanted; batch += 1) parts.push(...(await batchParts(installation.store, runId, batch)));
  parts.push(...(await repliesTo(installation, runId)));
  return gathered(installation, { run, own, parts, allParts: wanted === batches, one: null });
};

/** Everything the log says of one communication; the others of its batch are left out. Throws 404 without its run. */
export const gatherOne = async (
  installation: Installation,
  runId: string,
  communicationId: string | null,
): Promise<Gathered> => {
  const { store } = installation;
  const { run, own } = await loadRun(installation, runId);
  const place = communicationId === null ? null : partsOfCommunicationId(communicationId);
  const parts =
    place === null
      ? []
      : [
          ...(await batchParts(store, runId, place.batch)),
          ...known(['thread'], await store.read(`thread-${communicationId}`)),
        ];
  // The contact's message was looked for among all of the run, so that the batches not read hold no other of theirs.
  return gathered(installation, { run, own, parts, allParts: true, one: communicationId ?? 'none' });
};

const gathered = async (
  { store }: Installation,
  {
    run,
    own,
    parts,
    allParts,
    one,
  }: {
    readonly run: ExistingRun;
    readonly own: readonly EventIn<'run'>[];
    readonly parts: readonly PartTold[];
    readonly allParts: boolean;
    readonly one: string | null;
  },
): Promise<Gathered> => {
  const [definitions, holds] = await Promise.all([pinnedDefinitions(store, pinsOf(run)), holdsOn(store, run)]);
  const uses = usesOf(definitions.campaign.definition);
  const facts = factsOf({ own, parts, allParts, holds, definitions, uses, one });
  if (facts === null) throw new Error(`the stream of run ${run.request.runId} does not begin with its request`);
  return { run, facts, looked: { messages: facts.fate.courses.length, all: allParts } };
};

/** Events of one batch and of the reports about it, in log order. */
const batchParts = async (
  store: EventStore,
  runId: string,
  batch: number,
): Promise<readonly EventIn<'runbatch' | 'report'>[]> => {
  const [own, reports] = await Promise.all([
    store.read(`runbatch-${runId}.${batch}`),
    store.read(`report-${runId}.${batch}`),
  ]);
  return known(
    ['runbatch', 'report'],
    [...own, ...reports].toSorted((a, b) => store.compare(a.position, b.position)),
  );
};

/** Where the replies of a run stand only its history knows: there is a thread for each communication. */
const repliesTo = async ({ store, pool }: Installation, runId: string): Promise<readonly EventIn<'thread'>[]> => {
  const { items } = await historyOfRun(pool, {
    runId,
    types: ['ReplyReceived', 'ReplyClassified'],
    limit: mostReplies,
  });
  const events = await eventsOf(store, items);
  return known(
    ['thread'],
    events.map(({ event }) => event),
  );
};
