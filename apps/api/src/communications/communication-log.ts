import type { Communication } from '#domain/batch/communication.js';
import { wholeRun } from '#domain/run/whole-run.js';
import type { EventStore } from '#eventstore/port.js';
import { type EventIn, known } from '#readmodel/vocabulary.js';

/** Events of one batch and of the reports about it, in log order. */
const batchEvents = async (
  store: EventStore,
  runId: string,
  batch: number,
): Promise<readonly EventIn<'runbatch' | 'report'>[]> => {
  const [own, reports] = await Promise.all([
    store.read(`runbatch-${runId}.${batch}`),
    store.read(`report-${runId}.${batch}`),
  ]);
  const merged = [...own, ...reports].toSorted((a, b) => store.compare(a.position, b.position));
  return known(['runbatch', 'report'], merged);
};

/** How the communications of one batch stand, by the log itself: for decisions that must not rest on a read model. */
export const communicationsOfBatch = async (
  store: EventStore,
  runId: string,
  batch: number,
): Promise<ReadonlyMap<string, Communication>> => {
  const fold = wholeRun();
  for (const event of await batchEvents(store, runId, batch)) fold.take(event, event.metadata.occurredAt);
  return fold.now().communications;
};
