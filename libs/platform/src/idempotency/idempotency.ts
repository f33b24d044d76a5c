import type { Sql } from '../database/pool.js';
import { grouped } from '../grouped.js';
import { newId, sha256 } from '../ids.js';

/** How long an answer is remembered. */
export const rememberedMs = 24 * 60 * 60 * 1000;

/** An HTTP answer as it was given; it must hold nothing personal. */
export interface Answer {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: unknown;
}

export interface Request {
  /** The client's `Idempotency-Key`. */
  readonly key: string;
  /** Who sends it: equal keys of two principals have nothing to do with each other. */
  readonly principal: string;
  /** Method and path, e.g. `POST /v1/campaigns/…/runs`. */
  readonly route: string;
  readonly bodyHash: string;
  /** How long this attempt may take before another may carry on in its place. */
  readonly leaseMs: number;
}

export type Claim =
  | {
      readonly kind: 'first';
      /**
       * Goes into the metadata of every event of the command; a new stream takes `idFrom(commandId)` as its id.
       * Every attempt at this request gets the same one.
       */
      readonly commandId: string;
      /** An earlier attempt died, perhaps after its append: look for the command in its stream before deciding. */
      readonly takenOver: boolean;
      /** Stores the answer. The last thing a request does. */
      finish(answer: Answer): Promise<void>;
      /** Gives up without an answer, so that the next attempt need not wait for the lease to run out. */
      abandon(): Promise<void>;
    }
  | { readonly kind: 'replay'; readonly answer: Answer }
  | { readonly kind: 'in-progress'; readonly retryAfterMs: number }
  /** The key was used for another request. */
  | { readonly kind: 'other-body' };

interface Row {
  readonly body_hash: string;
  readonly command_id: string;
  readonly answer: Answer | null;
  readonly left_ms: number;
}

/** Statements under way at most, and claims and answers in each: those that come meanwhile share a commit. */
const together = { atOnce: 2, most: 100, weightOf: () => 1 };

/** Of one process, over one database. */
export interface Idempotency {
  /**
   * Claims a request before anything is decided. Committed on its own, outside the append of the events, so that
   * it works alike with every event store.
   */
  begin(request: Request): Promise<Claim>;
}

export const openIdempotency = (sql: Sql): Idempotency => {
  const write = grouped<Wanted | Finished, Claimed | null>({ ...together, keyOf, isOfOne }, (group) =>
    writeAll(sql, group),
  );
  return {
    async begin({ principal, route, key, bodyHash, leaseMs }) {
      const scope = sha256(JSON.stringify([principal, route, key]));
      for (;;) {
        const fresh = newId();
        const claimed = await write({ scope, bodyHash, leaseMs, fresh });
        if (claimed !== null) {
          const { commandId } = claimed;
          return {
            kind: 'first',
            commandId,
            takenOver: commandId !== fresh,
            finish: async (answer) => void (await write({ scope, commandId, answer })),
            abandon: () => abandon(sql, { scope, commandId }),
          };
        }
        const found = await look(sql, scope, bodyHash);
        if (found !== undefined) return found;
        // Between the two statements it was swept, or its lease ran out: claim it anew.
      }
    },
  };
};

interface Wanted extends Pick<Request, 'bodyHash' | 'leaseMs'> {
  readonly scope: string;
  /** The command's id, unless an earlier attempt has one. */
  readonly fresh: string;
}

interface Claimed {
  readonly scope: string;
  readonly commandId: string;
}

interface Finished extends Claimed {
  readonly answer: Answer;
}

const keyOf = ({ scope }: { readonly scope: string }): string => scope;

/** The server has undone a whole statement, perhaps for one of its rows. */
const isOfOne = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code);

/**
 * Claims some requests and answers others: the end of one and the beginning of the next share a commit. What is claimed is a
 * new row, a forgotten one's place, or the unfinished attempt of somebody who ran out of time; else the claim is null. An
 * answer changes nothing where somebody else has answered, or carries on.
 */
const writeAll = async (sql: Sql, group: readonly (Wanted | Finished)[]): Promise<readonly (Claimed | null)[]> => {
  // The same order everywhere: of two processes that claim the same requests neither waits for the other in a circle.
  const rows = group.toSorted((a, b) => (a.scope < b.scope ? -1 : 1));
  const wanted = rows.filter((one) => 'fresh' in one);
  const finished = rows.filter((one) => 'answer' in one);
  const { rows: claimed } = await sql.query<{ scope: string; commandId: string }>({
    name: 'idempotency-write',
    text: `with answered as (
       update work.idempotency known set answer = finished.answer::jsonb, leased_until = clock_timestamp()
       from unnest($6::text[], $7::text[], $8::text[]) as finished (scope, command_id, answer)
       where known.scope = finished.scope and known.command_id = finished.command_id and known.answer is null
     )
     insert into work.idempotency as known (scope, body_hash, command_id, leased_until, expires_at)
     select scope, body_hash, command_id, clock_timestamp() + lease_ms * interval '1 ms',
       clock_timestamp() + $5 * interval '1 ms'
     from unnest($1::text[], $2::text[], $3::text[], $4::float8[]) as wanted (scope, body_hash, command_id, lease_ms)
     on conflict (scope) do update set
       body_hash = excluded.body_hash,
       command_id = case when known.expires_at > clock_timestamp() then known.command_id else excluded.command_id end,
       expires_at = case when known.expires_at > clock_timestamp() then known.expires_at else excluded.expires_at end,
       leased_until = excluded.leased_until,
       answer = null
     where known.leased_until <= clock_timestamp()
       and (known.expires_at <= clock_timestamp() or (known.answer is null and known.body_hash = excluded.body_hash))
     returning scope, command_id as "commandId"`,
    values: [
      wanted.map(({ scope }) => scope),
      wanted.map(({ bodyHash }) => bodyHash),
      wanted.map(({ fresh }) => fresh),
      wanted.map(({ leaseMs }) => leaseMs),
      rememberedMs,
      finished.map(({ scope }) => scope),
      finished.map(({ commandId }) => commandId),
      finished.map(({ answer }) => JSON.stringify(answer)),
    ],
  });
  const byScope = new Map(claimed.map((one) => [one.scope, one]));
  return group.map(({ scope }) => byScope.get(scope) ?? null);
};

const abandon = async (sql: Sql, { scope, commandId }: Claimed): Promise<void> => {
  await sql.query({
    name: 'idempotency-abandon',
    text: `update work.idempotency set leased_until = clock_timestamp()
     where scope = $1 and command_id = $2 and answer is null`,
    values: [scope, commandId],
  });
};

const look = async (sql: Sql, scope: string, bodyHash: string): Promise<Claim | undefined> => {
  const { rows } = await sql.query<Row>(
    `select body_hash, command_id, answer,
       extract(epoch from leased_until - clock_timestamp())::float8 * 1000 as left_ms
     from work.idempotency where scope = $1`,
    [scope],
  );
  const row = rows[0];
  if (row === undefined) return undefined;
  if (row.body_hash !== bodyHash) return { kind: 'other-body' };
  if (row.answer !== null) return { kind: 'replay', answer: row.answer };
  return row.left_ms > 0 ? { kind: 'in-progress', retryAfterMs: Math.ceil(row.left_ms) } : undefined;
};

/** Forgets what is older than 24 hours, at most `limit` rows; returns how many. */
export const sweep = async (sql: Sql, limit = 1000): Promise<number> => {
  const { rowCount } = await sql.query(
    `delete from work.idempotency where scope in (
       select scope from work.idempotency
       where expires_at <= now() and leased_until <= now() limit $1 for update skip locked)`,
    [limit],
  );
  return rowCount ?? 0;
};
