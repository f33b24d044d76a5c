import type { Sql } from '../database/pool.js';

/** A worker process as it was seen last. */
export interface SeenWorker {
  readonly name: string;
  readonly startedAt: Date;
  readonly seenAt: Date;
  /** Jobs that wait in the queue, and those that somebody is carrying out, as this worker saw them. */
  readonly queue: { readonly waiting: number; readonly active: number };
  /** Most claims without an outcome that it can leave behind, by channel. */
  readonly windows: Readonly<Record<string, number>>;
}

/** A worker that has not been seen for so long is taken for gone. */
const goneAfterSeconds = 15;

/** Says that the worker lives. */
export const beat = async (
  sql: Sql,
  { name, queue, windows }: Pick<SeenWorker, 'name' | 'queue' | 'windows'>,
): Promise<void> => {
  await sql.query(
    `insert into work.workers (name, queue_waiting, queue_active, windows) values ($1, $2, $3, $4)
     on conflict (name) do update set seen_at = now(), queue_waiting = excluded.queue_waiting,
       queue_active = excluded.queue_active, windows = excluded.windows`,
    [name, queue.waiting, queue.active, JSON.stringify(windows)],
  );
};

/** A worker that stops in good order; rows of those that did not are removed after a day. */
export const signOff = async (sql: Sql, name: string): Promise<void> => {
  await sql.query("delete from work.workers where name = $1 or seen_at < now() - interval '1 day'", [name]);
};

/** Those that live, by the database's clock. */
export const liveWorkers = async (sql: Sql): Promise<readonly SeenWorker[]> => {
  const { rows } = await sql.query<{
    name: string;
    started_at: Date;
    seen_at: Date;
    queue_waiting: number;
    queue_active: number;
    windows: Record<string, number>;
  }>(`select * from work.workers where seen_at > now() - $1 * interval '1 second' order by name`, [goneAfterSeconds]);
  return rows.map(({ name, started_at, seen_at, queue_waiting, queue_active, windows }) => ({
    name,
    startedAt: started_at,
    seenAt: seen_at,
    queue: { waiting: queue_waiting, active: queue_active },
    windows,
  }));
};
