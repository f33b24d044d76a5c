import type { Sql } from '../database/pool.js';

/** A worker process as it was seen last. */
export interface SeenWorker {
  readonly name: string;
  readonly startedAt: Date;
  readonly seenAt: Date;
  /** Jobs that wait in the queue, and those that somebody is carrying out, as this worker saw them; null: it could not. */
  readonly queue: { readonly waiting: number; readonly active: number } | null;
  /** Why it cannot use the queue, or should not; null: it can. */
  readonly queueTrouble: string | null;
  /** Most claims without an outcome that it can leave behind, by channel. */
  readonly windows: Readonly<Record<string, number>>;
}

/** A worker that has not been seen for so long is taken for gone. */
const goneAfterSeconds = 15;

/** Says that the worker lives. */
export const beat = async (
  sql: Sql,
  { name, queue, queueTrouble, windows }: Pick<SeenWorker, 'name' | 'queue' | 'queueTrouble' | 'windows'>,
): Promise<void> => {
  await sql.query(
    `insert into work.workers (name, queue_waiting, queue_active, queue_trouble, windows) values ($1, $2, $3, $4, $5)
     on conflict (name) do update set seen_at = now(), queue_waiting = excluded.queue_waiting,
       queue_active = excluded.queue_active, queue_trouble = excluded.queue_trouble, windows = excluded.windows`,
    [name, queue?.waiting, queue?.active, queueTrouble, JSON.stringify(windows)],
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
    queue_waiting: number | null;
    queue_active: number | null;
    queue_trouble: string | null;
    windows: Record<string, number>;
  }>(`select * from work.workers where seen_at > now() - $1 * interval '1 second' order by name`, [goneAfterSeconds]);
  return rows.map(({ name, started_at, seen_at, queue_waiting, queue_active, queue_trouble, windows }) => ({
    name,
    startedAt: started_at,
    seenAt: seen_at,
    queue: queue_waiting === null || queue_active === null ? null : { waiting: queue_waiting, active: queue_active },
    queueTrouble: queue_trouble,
    windows,
  }));
};

/** The queue as living workers see it. */
export interface SeenQueue {
  /** All look at the one queue: the newest look counts. Null: nobody sees it. */
  readonly jobs: { readonly waiting: number; readonly active: number } | null;
  /** What the workers in trouble say, each thing once; null: all is well, or nobody is there to tell. */
  readonly trouble: string | null;
  readonly workersInTrouble: number;
}

export const queueSeenBy = (workers: readonly SeenWorker[]): SeenQueue => {
  const newestFirst = workers.toSorted((a, b) => b.seenAt.getTime() - a.seenAt.getTime());
  const troubles = workers.flatMap(({ queueTrouble }) => queueTrouble ?? []);
  return {
    jobs: newestFirst.find(({ queue }) => queue !== null)?.queue ?? null,
    trouble: troubles.length === 0 ? null : [...new Set(troubles)].join('; '),
    workersInTrouble: troubles.length,
  };
};
