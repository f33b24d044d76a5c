import { createHash } from 'node:crypto';
import { batchSize } from '#domain/batch/messages.js';
import type { Sql } from '#platform/database/pool.js';
import type { Lease } from '#platform/leases/leases.js';

/** Who a run was frozen with: found by its digest, however often the preparation starts again. */
export interface FrozenAudience {
  readonly count: number;
  /** SHA-256 over the contact ids in order, one a line. */
  readonly digest: string;
}

/** An audience of less than one batch: its contacts in order. Its only batch in the log is all the copy it needs. */
export interface SmallAudience extends FrozenAudience {
  readonly contactIds: readonly string[];
}

export const smallAudience = (contactIds: readonly string[]): SmallAudience => ({
  count: contactIds.length,
  digest: digestOf(contactIds).digest('hex'),
  contactIds,
});

const digestOf = (contactIds: readonly string[], digest = createHash('sha256')) => {
  for (const contactId of contactIds) digest.update(`${contactId}\n`);
  return digest;
};

/** All of the pages when they are fewer contacts than a batch holds; else the pages, from the first. */
export const unlessSmall = async (
  pages: AsyncIterable<readonly string[]>,
): Promise<SmallAudience | AsyncIterable<readonly string[]>> => {
  const rest = pages[Symbol.asyncIterator]();
  const first: string[] = [];
  for (let page = await rest.next(); page.done !== true; page = await rest.next()) {
    first.push(...page.value);
    if (first.length >= batchSize) return replayed(first, rest);
  }
  return smallAudience(first);
};

/** The same, but null where they are more; the rest of the pages is let go. */
export const onlySmall = async (pages: AsyncIterable<readonly string[]>): Promise<SmallAudience | null> => {
  const contactIds: string[] = [];
  for await (const page of pages) {
    contactIds.push(...page);
    if (contactIds.length >= batchSize) return null;
  }
  return smallAudience(contactIds);
};

async function* replayed(
  first: readonly string[],
  rest: AsyncIterator<readonly string[]>,
): AsyncGenerator<readonly string[], void, void> {
  try {
    yield first;
    for (let page = await rest.next(); page.done !== true; page = await rest.next()) yield page.value;
  } finally {
    await rest.return?.();
  }
}

/** Null while the audience has not been frozen to its end. */
export const frozenAudience = async (sql: Sql, runId: string): Promise<FrozenAudience | null> => {
  const { rows } = await sql.query<{ count: number; digest: string }>(
    'select count, digest from work.frozen_audiences where run_id = $1',
    [runId],
  );
  return rows[0] ?? null;
};

/**
 * Writes the audience down, page by page in short transactions, and at the end that it is whole. What a crashed
 * attempt left half-written is thrown away first: nothing had been planned on it. Each statement holds only while the
 * run's lease is ours: two who write at a time would make one audience of two, with people in it twice.
 */
export const freezeAudience = async (
  sql: Sql,
  lease: Pick<Lease, 'name' | 'fence'>,
  { runId, pages, atMost }: { runId: string; pages: AsyncIterable<readonly string[]>; atMost: number },
): Promise<FrozenAudience | 'too-large' | 'elsewhere'> => {
  const whileOurs = async (statement: string, values: readonly unknown[]): Promise<boolean> => {
    const { rowCount } = await sql.query(
      `with held as (select from work.leases where name = $1 and fence = $2 for share) ${statement}`,
      [lease.name, lease.fence, runId, ...values],
    );
    return (rowCount ?? 0) > 0;
  };
  await whileOurs('delete from work.audiences using held where run_id = $3', []);
  const digest = createHash('sha256');
  let count = 0;
  for await (const contactIds of pages) {
    if (count + contactIds.length > atMost) return 'too-large';
    if (contactIds.length === 0) continue;
    const isOurs = await whileOurs(
      `insert into work.audiences (run_id, place, contact_id)
       select $3, $4::int + place - 1, contact_id
       from held, unnest($5::text[]) with ordinality as page (contact_id, place)`,
      [count, contactIds],
    );
    if (!isOurs) return 'elsewhere';
    digestOf(contactIds, digest);
    count += contactIds.length;
  }
  const frozen = { count, digest: digest.digest('hex') };
  const isOurs = await whileOurs(
    'insert into work.frozen_audiences (run_id, count, digest) select $3, $4::int, $5 from held',
    [frozen.count, frozen.digest],
  );
  return isOurs ? frozen : 'elsewhere';
};

/** The contacts from one place on, in order. */
export const audiencePage = async (
  sql: Sql,
  runId: string,
  from: number,
  limit: number,
): Promise<readonly string[]> => {
  const { rows } = await sql.query<{ contact_id: string }>(
    'select contact_id from work.audiences where run_id = $1 and place >= $2 order by place limit $3',
    [runId, from, limit],
  );
  return rows.map((row) => row.contact_id);
};

/** Once the batches are planned in the log the copy has served. */
export const forgetAudience = async (sql: Sql, runId: string): Promise<void> => {
  await sql.query('delete from work.audiences where run_id = $1', [runId]);
  await sql.query('delete from work.frozen_audiences where run_id = $1', [runId]);
};
