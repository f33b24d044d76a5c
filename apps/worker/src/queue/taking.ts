import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { errorText } from '#platform/database/error-text.js';
import type { JobTaker, QueueBackend, TakenJob } from './backend.js';
import { within } from './within.js';
import { type Taking, type Work, workIn } from './work.js';

export interface TakingOptions {
  /** Of the log: jobs of other epochs are dropped unread. */
  readonly epoch: number;
  /** Jobs carried out at a time. */
  readonly concurrency: number;
  readonly log: Logger;
  readonly carryOut: (work: Work) => Promise<void>;
}

/** A taker that says nothing for so long is given up, ms: more than it ever waits for a job. */
const silenceMs = 10_000;
/** How long taking a finished job out of the queue may take, ms. */
const completeMs = 5_000;

/**
 * Takes jobs until closed, whatever happens to the queue: a taker that fails in any way is thrown away, with its
 * connections, and another one is opened. What was being carried out goes on; its job may come back and finds nothing
 * to do. The queue's lock decides nothing, our lease does.
 */
export const startTaking = (backend: QueueBackend, options: TakingOptions): Taking => {
  const { log, concurrency, epoch, carryOut } = options;
  const running = new Set<Promise<void>>();
  const closing = new AbortController();
  let current: JobTaker | null = null;

  const carryOutOne = async (job: TakenJob): Promise<void> => {
    const work = workIn(epoch, job.id, job.data);
    try {
      if (work !== null) await carryOut(work);
    } catch (error) {
      log.error({ job: job.id, err: errorText(error) }, 'job failed');
    }
    await within(completeMs, 'completing a job', job.complete()).catch((error: unknown) =>
      log.debug({ job: job.id, err: errorText(error) }, 'the queue has lost the job, or gives it out once more'),
    );
  };
  const begin = (job: TakenJob): void => {
    const one = carryOutOne(job).finally(() => running.delete(one));
    running.add(one);
  };
  /** Until it fails, or nothing more is to be taken. */
  const takeFrom = async (taker: JobTaker, failure: AbortSignal, onAnswer: () => void): Promise<void> => {
    while (!closing.signal.aborted) {
      if (running.size >= concurrency) await Promise.race(running);
      else {
        const job = await within(silenceMs, 'taking a job', taker.next(), failure);
        onAnswer();
        if (job !== null) begin(job);
      }
    }
  };
  const takeOn = async (): Promise<void> => {
    for (let failures = 0; !closing.signal.aborted; failures += 1) {
      const failure = new AbortController();
      const opening = backend.openTaker((error) => failure.abort(error));
      try {
        current = await within(silenceMs, 'opening the queue', opening, failure.signal);
        await takeFrom(current, failure.signal, () => {
          if (failures > 0) log.info({ failures }, 'takes jobs again');
          failures = 0;
        });
      } catch (error) {
        if (closing.signal.aborted) return;
        if (failures === 0) log.warn({ err: errorText(error) }, 'cannot take jobs: tries again until it can');
        void opening.then((taker) => taker.close()).catch(() => undefined); // that it has failed is told
        await pause(backOff(failures), undefined, { signal: closing.signal }).catch(() => undefined);
      }
    }
  };

  const taking = takeOn();
  return {
    close: async () => {
      closing.abort();
      await current?.interrupt().catch(() => undefined); // a dead connection waits for nothing
      await taking;
      await Promise.all(running);
      await current?.close().catch(() => undefined); // jobs that it could not take out come back and find nothing to do
    },
  };
};

/** 50 to 100 ms after the first failure in a row, at most a second. */
const backOff = (failures: number): number => Math.min(1_000, 100 * 2 ** failures) * (0.5 + Math.random() / 2);
