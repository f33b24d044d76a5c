import type pg from 'pg';
import { openPool } from '#platform/database/pool.js';
import { newId } from '#platform/ids.js';
import { type Contestant, timed } from '../side-by-side/contest.js';
import { type JobQueue, openJobs } from '../side-by-side/job-queue.js';
import type { Stack } from '../../support/stacks.js';
import { hashOf, type Person, writer } from './by-hand.js';
import type { Work } from './floor.js';
import { people } from './people.js';

interface Job extends Person {
  readonly runId: string;
  readonly place: number;
}

const tables = `
  create schema if not exists hand;
  create table if not exists hand.sent (
    run_id text, place int, contact_id text, subject text, body text, body_hash text, primary key (run_id, place))`;

/**
 * What most would pick: BullMQ, a job for every recipient, which renders the message; as many at a time as the window has
 * places. With `insert` each job stores its message and hash, one row a commit; without, nothing of it lasts.
 */
export const jobPerRecipient = async (
  stack: Stack,
  databaseUrl: string,
  { window, work, insert }: { readonly window: number; readonly work: Work; readonly insert: boolean },
): Promise<Contestant> => {
  const pool = openPool(databaseUrl, { max: 20, name: 'bench-jobs' });
  await pool.query(tables);
  const write = writer();
  let done = 0;
  let finish: () => void = () => undefined;
  let wanted = Infinity;
  const jobs = await openJobs<Job>(stack, databaseUrl, `deliver-${insert ? 'insert' : 'noop'}`, window, async (job) => {
    const message = write(job, `${job.runId}.${job.place}`);
    if (insert)
      await pool.query({
        name: 'sent',
        text: 'insert into hand.sent values ($1, $2, $3, $4, $5, $6)',
        values: [job.runId, job.place, job.id, message.subject, message.text, hashOf(message)],
      });
    done += 1;
    if (done >= wanted) finish();
  });
  const { runs, recipients } = work;
  return {
    name: `BullMQ ${insert ? 'with INSERT' : 'no-op'}, ${jobs.where}`,
    ours: false,
    carryOut: async () => {
      const ids = Array.from({ length: runs }, newId);
      [done, wanted] = [0, runs * recipients];
      const over = new Promise<void>((resolve) => (finish = resolve));
      const seconds = await timed(async () => {
        for (const runId of ids) await addRun(pool, jobs, runId, recipients);
        await over;
      });
      const verify = async (): Promise<void> => {
        if (done !== wanted) throw new Error(`BullMQ carried out ${done} jobs instead of ${wanted}`);
        if (insert) await verifyRows(pool, ids, wanted);
      };
      return { figures: { 'per s': wanted / seconds }, items: wanted, verify };
    },
    close: async () => {
      await jobs.close();
      await pool.end();
    },
  };
};

const addRun = async (pool: pg.Pool, jobs: JobQueue<Job>, runId: string, recipients: number): Promise<void> => {
  let place = 0;
  for await (const page of people(pool, recipients))
    await jobs.add(page.map((person) => ({ ...person, runId, place: place++ })));
};

const verifyRows = async (pool: pg.Pool, ids: readonly string[], wanted: number): Promise<void> => {
  const { rows } = await pool.query<{ same: number }>(
    `select count(*)::int as same from hand.sent where run_id = any($1)
       and body_hash = encode(sha256(convert_to(subject || E'\\n' || body, 'UTF8')), 'hex')`,
    [ids],
  );
  if (rows[0]?.same !== wanted) throw new Error(`BullMQ with INSERT stored ${rows[0]?.same} of ${wanted}`);
};
