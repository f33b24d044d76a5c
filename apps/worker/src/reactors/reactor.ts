import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type pg from 'pg';
import type { Category } from '#domain/events.js';
import { type EventStore, LogUnavailable, type Position, type RecordedEvent, start } from '#eventstore/port.js';
import { errorText } from '#platform/database/error-text.js';
import type { Sql } from '#platform/database/pool.js';
import type { Lease, Leases } from '#platform/leases/leases.js';
import { askedAgain, withTroubleCounted } from '#platform/troubles/troubles.js';
import { pacedPages } from './paced-pages.js';

/** Follows the log and acts on it. Every action must be safe to repeat: the checkpoint moves after it. */
export interface Reactor {
  readonly name: string;
  readonly categories: readonly Category[];
  react(events: readonly RecordedEvent[]): Promise<void>;
}

export interface ReactorDeps {
  readonly store: EventStore;
  readonly pool: pg.Pool;
  readonly leases: Leases;
  readonly log: Logger;
  readonly leaseMs: number;
}

/** Runs the reactor in one process at a time, until the signal aborts. */
export const runReactor = async (deps: ReactorDeps, reactor: Reactor, stop: AbortSignal): Promise<void> => {
  await whileLeased(deps, `reactor:${reactor.name}`, stop, async (lease, over) => {
    const ending = new AbortController();
    const either = AbortSignal.any([over, ending.signal]);
    // The first of the two to end or to fail ends the other; both are awaited, so that nothing goes on unseen.
    const loops = [follow(deps, reactor, lease, either), reactAgain(deps, reactor, either)];
    const results = await Promise.allSettled(loops.map((loop) => loop.finally(() => ending.abort())));
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  });
};

/** Between two stores of a checkpoint, ms: what came since is reacted to once more after a crash, which does no harm. */
const storeEveryMs = 250;

const follow = async (deps: ReactorDeps, reactor: Reactor, lease: Lease, over: AbortSignal): Promise<void> => {
  const from = await checkpointOf(deps.pool, reactor.name);
  const pages = deps.store.subscribe(from, { categories: reactor.categories, signal: over });
  let unsaved: Position | null = null;
  for await (const page of pacedPages(pages, storeEveryMs, over)) {
    if (page !== 'beat') {
      if (page.events.length > 0) await reactTo(deps, reactor, page.events);
      unsaved = page.checkpoint;
    } else if (unsaved !== null) {
      if (!(await saveCheckpoint(deps.pool, lease, reactor.name, unsaved))) return;
      unsaved = null;
    }
  }
};

/** How often it looks whether a person wants a parked event tried again, ms. */
const lookMs = 1_000;

/** The checkpoint has long passed what was parked: it is read from its stream by the name that the item bears. */
const reactAgain = async (deps: ReactorDeps, reactor: Reactor, over: AbortSignal): Promise<void> => {
  while (!over.aborted) {
    for (const item of await askedAgain(deps.pool, `${reactor.name} `)) {
      const [, stream = '', revision = ''] = /^\S+ (\S+)@(\d+)$/.exec(item) ?? [];
      const [event] = await deps.store.read(stream, { from: Number(revision), limit: 1 });
      if (event !== undefined) await reactToOne(deps, reactor, event);
    }
    await pause(lookMs, undefined, { signal: over }).catch(() => undefined);
  }
};

/** Between two questions for the same lease, ms, at most: who has it may die, or give it back. */
const askAgainMs = (leaseMs: number): number => leaseMs / 4;

/** Holds the lease as long as the work lasts, and begins again when either ends, until told to stop. */
export const whileLeased = async (
  { leases, log, leaseMs }: Pick<ReactorDeps, 'leases' | 'log' | 'leaseMs'>,
  name: string,
  stop: AbortSignal,
  work: (lease: Lease, over: AbortSignal) => Promise<void>,
): Promise<void> => {
  while (!stop.aborted) {
    let waitMs = askAgainMs(leaseMs);
    try {
      const answer = await leases.ask(name, leaseMs);
      // Of a dead holder's lease the end is known to the millisecond.
      if ('endsInMs' in answer) waitMs = Math.min(waitMs, answer.endsInMs + 1);
      else
        try {
          await work(answer, AbortSignal.any([stop, answer.signal]));
        } finally {
          await answer.release();
        }
    } catch (error) {
      if (!stop.aborted) log.error({ part: name, err: errorText(error) }, 'begins again');
    }
    await pause(waitMs, undefined, { signal: stop }).catch(() => undefined);
  }
};

/** Without the log nothing can be said of any event: none is parked for it, all come again from the checkpoint. */
const isOutage = (error: unknown): boolean => error instanceof LogUnavailable;

/** The page at once; when that fails, event by event, so that one bad event does not hold up the others. */
const reactTo = async (deps: ReactorDeps, reactor: Reactor, events: readonly RecordedEvent[]): Promise<void> => {
  try {
    await reactor.react(events);
  } catch (error) {
    if (isOutage(error)) throw error;
    deps.log.warn({ reactor: reactor.name, err: errorText(error) }, 'one by one');
    for (const event of events) await reactToOne(deps, reactor, event);
  }
};

const reactToOne = async (deps: ReactorDeps, reactor: Reactor, event: RecordedEvent): Promise<void> => {
  const item = `${reactor.name} ${event.stream}@${event.revision}`;
  for (let wait = 100; ; wait = Math.min(wait * 2, 2_000)) {
    const outcome = await withTroubleCounted(
      deps.pool,
      { item, progress: '', isOutage },
      () => reactor.react([event]),
      (error, parked) => deps.log.error({ item, parked, err: errorText(error) }, 'cannot react'),
    );
    if (outcome !== 'failed') return;
    await pause(wait);
  }
};

export const checkpointOf = async (sql: Sql, name: string): Promise<Position> => {
  const { rows } = await sql.query<{ position: Position }>('select position from work.checkpoints where name = $1', [
    name,
  ]);
  return rows[0]?.position ?? start;
};

/**
 * False when somebody else holds the lease by now: stop. The lease's row stays as it is until the checkpoint is stored:
 * whoever wants to take it over waits for that.
 */
export const saveCheckpoint = async (sql: Sql, lease: Lease, name: string, position: Position): Promise<boolean> => {
  const { rowCount } = await sql.query({
    name: 'save-checkpoint',
    text: `with held as (select from work.leases where name = $1 and fence = $2 for share)
      insert into work.checkpoints (name, position) select $3, $4 from held
      on conflict (name) do update set position = excluded.position, updated_at = now()`,
    values: [lease.name, lease.fence, name, position],
  });
  return rowCount === 1;
};
