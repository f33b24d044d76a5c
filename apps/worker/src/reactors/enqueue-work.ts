import type { BatchEvent } from '#domain/batch/messages.js';
import type { RunEvent } from '#domain/run/messages.js';
import { type ExistingRun, startedOf } from '#domain/run/state.js';
import type { EventStore, RecordedEvent } from '#eventstore/port.js';
import { preparersBatch, QueueUnavailable, urgencyOf, type Work, type WorkQueue } from '../queue/work.js';
import { runAsOf } from '../runs/run-looks.js';
import type { Reactor } from './reactor.js';

/** Brings to the queue what an event has made due, at once; what time makes due is the reconciler's. */
export const enqueueWork = (store: EventStore, queue: WorkQueue): Reactor => ({
  name: 'enqueue-work',
  categories: ['run', 'runbatch'],
  react: async (events) => {
    const works = await Promise.all(events.map((event) => worksOf(store, event)));
    const added = new Map<string, Work>();
    // Of many decisions on one batch the last says it all.
    for (const work of works.flat())
      added.set(work.kind === 'deliver' ? `${work.runId}.${work.batch}` : work.runId, work);
    try {
      await queue.add([...added.values()]);
    } catch (error) {
      // The queue is a hint: what it cannot take now the reconciler brings as soon as it can.
      if (!(error instanceof QueueUnavailable)) throw error;
    }
  },
});

const worksOf = async (store: EventStore, event: RecordedEvent): Promise<readonly Work[]> => {
  const cause = `r${event.revision}`;
  switch (event.type as (RunEvent | BatchEvent)['type']) {
    case 'RunQueued':
      return ofRun(store, event, (run) => [preparation(run, cause)]);
    case 'RunStarted':
      return ofRun(store, event, (run) => openBatches(run, cause).filter(({ batch }) => batch !== preparersBatch));
    case 'RunResumed':
      return ofRun(store, event, (run) => openBatches(run, cause));
    case 'RunCancellationRequested':
      return ofRun(store, event, (run) => [preparation(run, cause), ...openBatches(run, cause)]);
    case 'DraftApproved':
    case 'DraftRejected': {
      const [runId = '', batch = '0'] = subject(event).split('.');
      return [{ kind: 'deliver', runId, batch: Number(batch), cause }];
    }
    default:
      return [];
  }
};

/** Of a run, brought to the queue at once; the rest follows by the reconciler, in turns with other runs. */
const firstBatches = 64;

type Delivery = Extract<Work, { kind: 'deliver' }>;

/** What a stream is about: its name after the category. */
const subject = ({ stream, category }: RecordedEvent): string => stream.slice(category.length + 1);

const ofRun = async (
  store: EventStore,
  event: RecordedEvent,
  works: (run: ExistingRun) => readonly Work[],
): Promise<readonly Work[]> => {
  const { state: run } = await runAsOf(store, subject(event), event.revision);
  return run.status === 'absent' ? [] : works(run);
};

const preparation = ({ request: { runId, type } }: ExistingRun, cause: string): Work => ({
  kind: 'prepare',
  runId,
  cause,
  ...urgencyOf(type),
});

const openBatches = (run: ExistingRun, cause: string): readonly Delivery[] => {
  const { runId, type } = run.request;
  const started = startedOf(run);
  if (started === null) return [];
  return Array.from({ length: started.batches }, (_, i) => i + 1)
    .filter((batch) => !run.settled.has(batch))
    .slice(0, firstBatches)
    .map((batch) => ({ kind: 'deliver', runId, batch, cause, ...urgencyOf(type) }));
};
