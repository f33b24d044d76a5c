import { errorText } from '#platform/database/error-text.js';
import type { JobStore, NewJob, QueueBackend } from './backend.js';
import { within } from './within.js';
import { jobIdOf, QueueUnavailable, type Work, type WorkQueue } from './work.js';

/** How long a call may take, ms. */
const patienceMs = 10_000;
/** After a failure calls fail at once for so long, ms: nobody should wait in a row for a store that is away. */
const pauseMs = 500;

interface Opened {
  readonly store: Promise<JobStore>;
  /** Aborts when the connection has failed. */
  readonly failure: AbortSignal;
}

/** The producing side. Opens its store when it is first needed, and anew after every failure. */
export const workQueue = (backend: QueueBackend, epoch: number): WorkQueue => {
  let current: Opened | null = null;
  let failed: { readonly until: number; readonly cause: unknown } | null = null;

  const open = (): Opened => {
    const failure = new AbortController();
    return { store: backend.openStore((error) => failure.abort(error)), failure: failure.signal };
  };
  const forget = (opened: Opened): void => {
    if (current === opened) current = null;
    void opened.store.then((it) => it.close()).catch(() => undefined); // it has failed: there is nothing to hear from it
  };
  const use = async <T>(what: string, work: (store: JobStore) => Promise<T>): Promise<T> => {
    if (failed !== null && performance.now() < failed.until) throw unavailable(what, failed.cause);
    if (current?.failure.aborted) forget(current); // it ended while nobody asked
    const opened = (current ??= open());
    try {
      const answer = await within(patienceMs, what, opened.store.then(work), opened.failure);
      failed = null;
      return answer;
    } catch (cause) {
      failed = { until: performance.now() + pauseMs, cause };
      forget(opened);
      throw unavailable(what, cause);
    }
  };
  const jobsOf = (works: readonly Work[]): readonly NewJob[] =>
    works.map((work) => ({ id: jobIdOf(epoch, work), name: work.kind, data: work, urgent: work.urgent === true }));

  return {
    add: (works) => use('adding jobs', (store) => store.add(jobsOf(works))),
    addAnew: (works) =>
      use('adding jobs anew', async (store) => {
        const jobs = jobsOf(works);
        await store.removeDead(jobs.map(({ id }) => id));
        await store.add(jobs);
      }),
    handedOut: (works) =>
      use('looking at what was handed out', async (store) => {
        const ids = new Set(await store.handedOut());
        return works.filter((work) => ids.has(jobIdOf(epoch, work)));
      }),
    counts: () => use('counting jobs', (store) => store.counts()),
    troubles: () => use('looking at the store', (store) => store.troubles()),
    close: async () => {
      const opened = current;
      current = null;
      await opened?.store.then((it) => it.close()).catch(() => undefined); // it could not be opened, or has failed
    },
  };
};

const unavailable = (what: string, cause: unknown): QueueUnavailable =>
  new QueueUnavailable(`${what}: ${errorText(cause)}`, { cause });
