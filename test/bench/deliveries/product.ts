import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { contentHashOf } from '#vault/renderings/renderings.js';
import { type Contestant, timed } from '../side-by-side/contest.js';
import type { Service } from '../side-by-side/service.js';
import { sameForAll, writer } from './by-hand.js';
import type { Work } from './floor.js';

/** Requests under way at a time while runs are started. */
const sideBySide = 16;

/**
 * The product's own path: runs started over HTTP, audience frozen, messages rendered and stored, claims and outcomes
 * durable, and over when queries show every communication accepted and every run completed.
 */
export const product = (
  name: string,
  { pool, installation }: Pick<Service, 'pool' | 'installation'>,
  start: () => Promise<string>,
  { runs, recipients }: Work,
): Contestant => ({
  name,
  ours: true,
  carryOut: async () => {
    installation.forgetPeak();
    const ids: string[] = [];
    const items = runs * recipients;
    const seconds = await timed(async () => {
      const starting = async (): Promise<void> => {
        for (let left = runs - ids.length; left > 0; left = runs - ids.length) {
          const at = ids.push('') - 1;
          ids[at] = await start();
        }
      };
      await Promise.all(Array.from({ length: Math.min(runs, sideBySide) }, starting));
      while (!(await areOver(pool, ids))) await pause(runs === 1 && recipients > 50_000 ? 250 : 20);
      // Counting a hundred thousand rows keeps a processor busy that has work to do: they are counted when they may be there.
      while ((await talliedOf(pool, ids)) < items) await pause(20);
      while ((await acceptedOf(pool, ids)) < items) await pause(20);
    });
    const figures = { 'per s': items / seconds, 'RSS MB': installation.workerPeakMb() };
    return { figures, items, verify: () => verify(pool, ids, items) };
  },
  close: () => Promise.resolve(),
});

const areOver = async (pool: pg.Pool, ids: readonly string[]): Promise<boolean> => {
  const { rows } = await pool.query<{ over: number; other: string | null }>(
    `select count(*) filter (where status = 'completed')::int as over,
       max(status) filter (where status in ('failed', 'cancelled', 'missed', 'completed_with_failures')) as other
     from rm_runs.runs where id = any($1)`,
    [ids],
  );
  if (rows[0]?.other) throw new Error(`a run is ${rows[0].other}`);
  return rows[0]?.over === ids.length;
};

const talliedOf = async (pool: pg.Pool, ids: readonly string[]): Promise<number> => {
  const { rows } = await pool.query<{ count: number }>(
    `select coalesce(sum(communications), 0)::int as count from rm_communications.tallies
     where run_id = any($1) and status = 'accepted'`,
    [ids],
  );
  return rows[0]?.count ?? 0;
};

const acceptedOf = async (pool: pg.Pool, ids: readonly string[]): Promise<number> => {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::int as count from rm_communications.communications where run_id = any($1) and status = 'accepted'`,
    [ids],
  );
  return rows[0]?.count ?? 0;
};

interface Shown {
  readonly key: Buffer;
  readonly name: string;
  readonly plan: string;
  readonly hash: string;
  readonly subject: string | null;
  readonly text: string | null;
  readonly body: string | null;
}

/** Every communication of the read model has the body that its hash promises, and it says what the template says by hand. */
const verify = async (pool: pg.Pool, ids: readonly string[], wanted: number): Promise<void> => {
  const write = writer();
  let same = 0;
  for (const id of ids) {
    for (let batch = 1; batch > 0;) {
      const { rows } = await pool.query<Shown>(
        `select k.key, p.name, p.attributes->>'plan' as plan, c.content_hash as hash, r.subject, r.text, r.body
         from rm_communications.communications c
         join vault.renderings r on r.communication_id = c.run_id || '.' || c.batch || '.' || c.idx
         join vault.contacts p on p.id = c.contact_id join vault.contact_keys k on k.contact_id = c.contact_id
         where c.run_id = $1 and c.batch >= $2 and c.batch < $2 + 10 and c.status = 'accepted'`,
        [id, batch],
      );
      for (const { key, name, plan, hash, subject, text, body } of rows) {
        const content = {
          ...(subject === null ? {} : { subject }),
          ...(text === null ? {} : { text }),
          ...(body === null ? {} : { body }),
        };
        const wordsAgree =
          text === null ||
          sameForAll({ subject: subject ?? '', text }) === sameForAll(write({ id: '', name, plan }, ''));
        if (wordsAgree && contentHashOf(key, content) === hash) same += 1;
      }
      batch = rows.length === 0 ? 0 : batch + 10;
    }
  }
  const { rows } = await pool.query<{ accepted: number }>(
    'select sum(accepted)::int as accepted from rm_runs.ledgers where run_id = any($1)',
    [ids],
  );
  if (same !== wanted || rows[0]?.accepted !== wanted)
    throw new Error(
      `of ${wanted} the runs have ${rows[0]?.accepted} accepted, and ${same} have the body of their hash`,
    );
};
