import type { Sql } from '../database/pool.js';
import { grouped } from '../grouped.js';

/**
 * Exclusive for a time. The fence is larger than every earlier one of the same name, so that whatever it guards
 * can tell an owner who slept through the end of his lease.
 */
export interface Lease {
  readonly name: string;
  readonly fence: number;
  /** Whoever had it last let it run out: it died, or was silent for too long. */
  readonly lapsed: boolean;
  /** Aborted, with a `LeaseLost`, as soon as this process knows or must assume that the lease has ended. */
  readonly signal: AbortSignal;
  /**
   * How long, by this process's monotonic clock, nobody else can have it, in ms; 0 when that is over. Asks nobody:
   * a process that was asleep learns from it before its timers fire.
   */
  remainingMs(): number;
  /** Asks the database. A false answer aborts the signal. */
  stillHeld(): Promise<boolean>;
  /** Gives the lease back at once; the signal does not abort. Harmless when it is lost already. */
  release(): Promise<void>;
  /** Gives it back and takes another for as long a time, in one transaction; null while somebody else holds that. */
  exchange(name: string): Promise<Lease | null>;
  /**
   * Ends the lease and deletes its row. The name's next fence begins at 1 again: only for what no fence guards any
   * more, such as a closed batch.
   */
  forget(): Promise<void>;
}

export interface ActiveLease {
  readonly name: string;
  readonly owner: string;
  readonly fence: number;
  readonly until: Date;
}

/** What somebody took and has not given back: in force, or run out because whoever took it died, or was silent for too long. */
export interface TakenLease extends Omit<ActiveLease, 'until'> {
  /** By the database's clock, ms; not above 0 when it has run out. */
  readonly endsInMs: number;
}

/** Somebody else has it: for so long, ms, unless it is renewed or given back. */
export interface Refused {
  readonly endsInMs: number;
}

/** Leases in `work.leases`, measured by the database's clock and renewed every third of their time. */
export class Leases {
  private readonly asking: Asking;

  constructor(
    private readonly sql: Sql,
    /** Which process asks, for people who look at the table; it decides nothing. */
    owner: string,
  ) {
    const forget = grouped<Ended, void>({ atOnce: 1, most: 500, weightOf: () => 1 }, (ended) => forgetAll(sql, ended));
    this.asking = { sql, owner, forget };
  }

  /** Null while somebody else, or another part of this process, holds it. */
  async acquire(name: string, ttlMs: number): Promise<Lease | null> {
    const answer = await this.ask(name, ttlMs);
    return 'endsInMs' in answer ? null : answer;
  }

  /** The lease, or for how long whoever asks for it again need not ask. */
  ask(name: string, ttlMs: number): Promise<Lease | Refused> {
    return ask(this.asking, name, ttlMs);
  }

  /** Every lease in force whose name starts with `prefix`. */
  async active(prefix: string): Promise<readonly ActiveLease[]> {
    const { rows } = await this.sql.query<Omit<ActiveLease, 'fence'> & { fence: string }>(
      `select name, owner, fence, until from work.leases
       where until > now() and starts_with(name, $1) order by name`,
      [prefix],
    );
    return rows.map((row) => ({ ...row, fence: Number(row.fence) }));
  }

  /** Every lease whose name starts with `prefix` that was not given back. */
  async taken(prefix: string): Promise<readonly TakenLease[]> {
    const { rows } = await this.sql.query<Omit<TakenLease, 'fence'> & { fence: string }>(
      `select name, owner, fence, ${endsInMs} as "endsInMs" from work.leases
       where until > '-infinity' and starts_with(name, $1) order by name`,
      [prefix],
    );
    return rows.map((row) => ({ ...row, fence: Number(row.fence) }));
  }
}

/** By the database's clock: how long a row's lease lasts yet. */
const endsInMs = `(extract(epoch from until - clock_timestamp()) * 1000)::float8`;

/** Who asks, and how. */
interface Asking {
  readonly sql: Sql;
  readonly owner: string;
  readonly forget: (ended: Ended) => Promise<void>;
}

/**
 * What ran out before was left behind by somebody, and nobody can renew it any more; what was given back is at its end
 * for ever, and without a row nobody ever had it.
 */
const taken = `before as (
         select until > '-infinity' and until <= clock_timestamp() as lapsed from work.leases where name = $1),
       taken as (
         insert into work.leases as held (name, owner, fence, until, acquired_at)
         values ($1, $2, 1, clock_timestamp() + $3 * interval '1 ms', clock_timestamp())
         on conflict (name) do update set owner = excluded.owner, fence = held.fence + 1,
           until = clock_timestamp() + $3 * interval '1 ms', acquired_at = clock_timestamp()
         where held.until <= clock_timestamp()
         returning fence)
       select fence, coalesce((select lapsed from before), false) as lapsed, 0 as "endsInMs" from taken union all
       select null, false, ${endsInMs} from work.leases
       where name = $1 and until > clock_timestamp() and not exists (select from taken)`;

/** What has run out was left behind by somebody; what was given back never was. */
const given = (name: string, fence: string): string => `update work.leases set until = '-infinity'
       where name = ${name} and fence = ${fence} and until > clock_timestamp()`;

const acquire = { name: 'lease-acquire', text: `with ${taken}` };
const exchange = { name: 'lease-exchange', text: `with given as (${given('$4', '$5')}), ${taken}` };

/** `inExchange`: what is given back in the same transaction. */
const ask = async (asking: Asking, name: string, ttlMs: number, inExchange?: Ended): Promise<Lease | Refused> => {
  const asked = performance.now();
  const { rows } = await asking.sql.query<{ fence: string | null; lapsed: boolean; endsInMs: number }>({
    ...(inExchange === undefined ? acquire : exchange),
    values: [name, asking.owner, ttlMs, ...(inExchange === undefined ? [] : [inExchange.name, inExchange.fence])],
  });
  const [row] = rows;
  // Without a row: it was taken, or given back, between the two halves of the statement.
  if (row === undefined || row.fence === null) return { endsInMs: row?.endsInMs ?? 0 };
  return new HeldLease(asking, { name, fence: Number(row.fence), lapsed: row.lapsed }, ttlMs, asked + ttlMs);
};

/**
 * True while the fence is the newest of its name. Inside a transaction it stays so until the end: whoever wants
 * to take the lease over waits for the commit.
 */
export const holdsFence = async (tx: Sql, { name, fence }: Pick<Lease, 'name' | 'fence'>): Promise<boolean> => {
  const { rowCount } = await tx.query('select 1 from work.leases where name = $1 and fence = $2 for share', [
    name,
    fence,
  ]);
  return rowCount === 1;
};

type Ended = Pick<Lease, 'name' | 'fence'>;

/**
 * What ends at the same time is deleted together: nobody locks such rows for long. Releases go one by one, for one whose
 * row a hanging transaction has locked must not hold up the others.
 */
const forgetAll = async (sql: Sql, ended: readonly Ended[]): Promise<readonly void[]> => {
  await sql.query({
    name: 'leases-forget',
    text: `delete from work.leases as held using unnest($1::text[], $2::bigint[]) as ended (name, fence)
       where held.name = ended.name and held.fence = ended.fence`,
    values: [ended.map(({ name }) => name), ended.map(({ fence }) => fence)],
  });
  return ended.map(() => undefined);
};

class HeldLease implements Lease {
  private readonly lost = new AbortController();
  private timer: NodeJS.Timeout;
  private released = false;
  /** Why the latest renewal failed, for the report should it cost the lease. */
  private trouble: unknown;
  readonly signal = this.lost.signal;

  readonly name: string;
  readonly fence: number;
  readonly lapsed: boolean;

  /** `deadline`: when, by this process's monotonic clock, the database may have given the lease away. */
  constructor(
    private readonly asking: Asking,
    { name, fence, lapsed }: Pick<Lease, 'name' | 'fence' | 'lapsed'>,
    private readonly ttlMs: number,
    private deadline: number,
  ) {
    this.name = name;
    this.fence = fence;
    this.lapsed = lapsed;
    this.timer = this.nextTurn();
  }

  remainingMs(): number {
    return this.signal.aborted || this.released ? 0 : Math.max(0, this.deadline - performance.now());
  }

  async stillHeld(): Promise<boolean> {
    if (this.signal.aborted || this.released) return false;
    const { rowCount } = await this.asking.sql.query(
      'select 1 from work.leases where name = $1 and fence = $2 and until > clock_timestamp()',
      [this.name, this.fence],
    );
    if (rowCount !== 1) this.lose('the database says so');
    return rowCount === 1 && !this.signal.aborted;
  }

  async release(): Promise<void> {
    this.end();
    await this.asking.sql.query({
      name: 'lease-release',
      text: given('$1', '$2'),
      values: [this.name, this.fence],
    });
  }

  async exchange(name: string): Promise<Lease | null> {
    this.end();
    const answer = await ask(this.asking, name, this.ttlMs, this);
    return 'endsInMs' in answer ? null : answer;
  }

  forget(): Promise<void> {
    this.end();
    return this.asking.forget({ name: this.name, fence: this.fence });
  }

  private end(): void {
    this.released = true;
    clearTimeout(this.timer);
  }

  private nextTurn(): NodeJS.Timeout {
    const wait = Math.min(this.ttlMs / 3, Math.max(0, this.deadline - performance.now()));
    const timer = setTimeout(() => void this.renew(), wait);
    timer.unref();
    return timer;
  }

  private async renew(): Promise<void> {
    const asked = performance.now();
    if (asked >= this.deadline) return this.lose('it could not be renewed in time');
    // The answer may never come; the deadline does.
    this.timer = this.nextTurn();
    try {
      const { rowCount } = await this.asking.sql.query({
        name: 'lease-renew',
        text: `update work.leases set until = clock_timestamp() + $3 * interval '1 ms'
         where name = $1 and fence = $2 and until > clock_timestamp()`,
        values: [this.name, this.fence, this.ttlMs],
      });
      if (rowCount === 1) this.deadline = Math.max(this.deadline, asked + this.ttlMs);
      else this.lose('it ran out before it was renewed');
    } catch (error) {
      // The next turn tries again; the deadline decides.
      this.trouble = error;
    }
  }

  private lose(detail: string): void {
    if (this.released) return;
    clearTimeout(this.timer);
    this.lost.abort(
      new LeaseLost(`lease ${this.name} (fence ${this.fence}) is lost: ${detail}`, { cause: this.trouble }),
    );
  }
}

export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}
