import type { Sql } from '../database/pool.js';
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

/**
 * Claims a request before anything is decided. Committed on its own, outside the append of the events, so that
 * it works alike with every event store.
 */
export const begin = async (sql: Sql, request: Request): Promise<Claim> => {
  const scope = sha256(JSON.stringify([request.principal, request.route, request.key]));
  for (;;) {
    const claimed = await claim(sql, scope, request);
    if (claimed !== undefined) return claimed;
    const found = await look(sql, scope, request.bodyHash);
    if (found !== undefined) return found;
    // Between the two statements it was swept, or its lease ran out: claim it anew.
  }
};

/** A new row, a forgotten one's place, or the unfinished attempt of somebody who ran out of time. */
const claim = async (sql: Sql, scope: string, { bodyHash, leaseMs }: Request): Promise<Claim | undefined> => {
  const fresh = newId();
  const { rows } = await sql.query<{ command_id: string }>({
    name: 'idempotency-claim',
    text: `insert into work.idempotency as known (scope, body_hash, command_id, leased_until, expires_at)
     values ($1, $2, $3, clock_timestamp() + $4 * interval '1 ms', clock_timestamp() + $5 * interval '1 ms')
     on conflict (scope) do update set
       body_hash = excluded.body_hash,
       command_id = case when known.expires_at > clock_timestamp() then known.command_id else excluded.command_id end,
       expires_at = case when known.expires_at > clock_timestamp() then known.expires_at else excluded.expires_at end,
       leased_until = clock_timestamp() + $4 * interval '1 ms',
       answer = null
     where known.leased_until <= clock_timestamp()
       and (known.expires_at <= clock_timestamp() or (known.answer is null and known.body_hash = excluded.body_hash))
     returning command_id`,
    values: [scope, bodyHash, fresh, leaseMs, rememberedMs],
  });
  const commandId = rows[0]?.command_id;
  if (commandId === undefined) return undefined;
  const update = async (name: string, assignment: string, values: unknown[]): Promise<void> => {
    const text = `update work.idempotency set ${assignment} where scope = $1 and command_id = $2 and answer is null`;
    await sql.query({ name, text, values: [scope, commandId, ...values] });
  };
  return {
    kind: 'first',
    commandId,
    takenOver: commandId !== fresh,
    finish: (answer) =>
      update('idempotency-finish', 'answer = $3, leased_until = clock_timestamp()', [JSON.stringify(answer)]),
    abandon: () => update('idempotency-abandon', 'leased_until = clock_timestamp()', []),
  };
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
