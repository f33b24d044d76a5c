import { errorText } from '#platform/database/error-text.js';
import type { JobStore, NewJob, QueueBackend } from './backend.js';
import { within } from './within.js';
import { jobIdOf, QueueUnavailable, type Work, type WorkQueue } from './work.js';

/** How long a call may take, ms. */
const patienceMs = 10_000;
/** After a failure calls fail at once for so long, ms: nobody should wait in a row for a store that is away. */
const pauseMs = 500;

/** The producing side. Opens its store when it is first needed, and anew after every failure. */
export const workQueue = (backend: QueueBackend, epoch: number): WorkQueue => {
  let opening: Promise<JobStore> | null = null;
  let failed: { readonly until: number; readonly cause: unknown } | null = null;

  const forget = (store: Promise<JobStore>): void => {
    if (opening === store) opening = null;
    void store.then((it) => it.close()).catch(() => undefined); // it has failed: there is nothing to hear from it
  };
  const use = async <T>(what: string, work: (store: JobStore) => Promise<T>): Promise<T> => {
    if (failed !== null && performance.now() < failed.until) throw unavailable(what, failed.cause);
    const store = (opening ??= backend.openStore());
    try {
      const answer = await within(patienceMs, what, store.then(work));
      failed = null;
      return answer;
    } catch (cause) {
      failed = { until: performance.now() + pauseMs, cause };
      forget(store);
      throw unavailable(what, cause);
    }
  };
  const jobsOf = (works: readonly Work[]): readonly NewJob[] =>
    works.map((work) => ({ id: jobIdOf(epoch, work), name: work.kind, data: work }));

  return {
    add: (works) => use('adding jobs', (store) => store.add(jobsOf(works))),
    addAnew: (works) =>
      use('adding jobs anew', async (store) => {
        const jobs = jobsOf(works);
        await store.removeDead(jobs.map(({ id }) => id));
        await store.add(jobs);
      }),
    counts: () => use('counting jobs', (store) => store.counts()),
    troubles: () => use('looking at the store', (store) => store.troubles()),
    close: async () => {
      const store = opening;
      opening = null;
      await store?.then((it) => it.close()).catch(() => undefined); // it could not be opened, or has failed
    },
  };
};

const unavailable = (what: string, cause: unknown): QueueUnavailable =>
  new QueueUnavailable(`${what}: ${errorText(cause)}`, { cause });
