import type { Instant } from '#domain/kernel/message.js';
import type { DefinitionByKind, DefinitionKind } from '#eventstore/definitions.js';
import type { Sql } from '#platform/database/pool.js';
import { conditions } from '../conditions.js';
import { isRefused, type Listed, pageOf, placeOfCursor } from '../cursor.js';
import { isoSql } from '../table.js';
import type { DefinitionStatus } from './tables.js';

/** A definition as it is now. */
export interface DefinitionHead<Kind extends DefinitionKind = DefinitionKind> {
  readonly kind: Kind;
  readonly id: string;
  readonly name: string;
  /** Campaigns: draft, active, paused or archived; the others: active or archived. */
  readonly status: DefinitionStatus;
  readonly version: number;
  /** SHA-256 of the definition's canonical JSON. */
  readonly hash: string;
  readonly definition: DefinitionByKind[Kind];
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly updatedAt: Instant;
  readonly updatedBy: string;
  /** Revision of its stream: the ETag. */
  readonly revision: number;
}

/** One published version. */
export interface DefinitionVersion<Kind extends DefinitionKind = DefinitionKind> {
  readonly version: number;
  readonly hash: string;
  readonly definition: DefinitionByKind[Kind];
  /** What changed, in the author's words. */
  readonly summary: string;
  readonly author: string;
  readonly reason: string | null;
  readonly publishedAt: Instant;
}

export interface DefinitionFilters {
  readonly kind: DefinitionKind;
  readonly status?: DefinitionStatus;
  /** Names that begin so, whatever the case. */
  readonly namePrefix?: string;
}

const head = `kind, id, name, status, version, hash, definition, ${isoSql('created_at')} as "createdAt",
  created_by as "createdBy", ${isoSql('updated_at')} as "updatedAt", updated_by as "updatedBy", revision`;

/** Definitions of one kind by name. */
export const listDefinitions = async <Kind extends DefinitionKind>(
  sql: Sql,
  {
    filters,
    direction = 'asc',
    cursor,
    limit,
  }: {
    filters: DefinitionFilters & { readonly kind: Kind };
    direction?: 'asc' | 'desc';
    cursor?: string;
    limit: number;
  },
): Promise<Listed<DefinitionHead<Kind>>> => {
  const binding = { list: 'definitions', direction, filters };
  const after = placeOfCursor(cursor, binding, 2);
  if (isRefused(after)) return after;
  const where = conditions();
  where.when(filters.kind, (p) => `kind = ${p}`);
  where.when(filters.status, (p) => `status = ${p}`);
  where.when(filters.namePrefix, (p) => `starts_with(lower(name), lower(${p}))`);
  if (after !== null) {
    const [name, id] = [where.value(after[0]), where.value(after[1])];
    where.and(`(name, id) ${direction === 'asc' ? '>' : '<'} (${name}, ${id})`);
  }
  const { rows } = await sql.query(
    `select ${head} from rm_definitions.definitions where ${where.text()}
     order by name ${direction}, id ${direction} limit ${limit + 1}`,
    where.values,
  );
  return pageOf(
    rows as unknown as DefinitionHead<Kind>[],
    limit,
    binding,
    ({ name, id }) => [name, id],
    (item) => item,
  );
};

/** One definition, or null. */
export const definitionById = async <Kind extends DefinitionKind>(
  sql: Sql,
  kind: Kind,
  id: string,
): Promise<DefinitionHead<Kind> | null> => {
  const { rows } = await sql.query(`select ${head} from rm_definitions.definitions where kind = $1 and id = $2`, [
    kind,
    id,
  ]);
  return (rows[0] as unknown as DefinitionHead<Kind> | undefined) ?? null;
};

const version = `version, hash, definition, summary, author, reason, ${isoSql('published_at')} as "publishedAt"`;

/** Versions of a definition, the newest first; with `before` those with smaller numbers. */
export const versionsOf = async <Kind extends DefinitionKind>(
  sql: Sql,
  kind: Kind,
  id: string,
  { before, limit }: { before?: number; limit: number },
): Promise<{ readonly items: readonly DefinitionVersion<Kind>[]; readonly more: boolean }> => {
  const { rows } = await sql.query(
    `select ${version} from rm_definitions.versions
     where kind = $1 and id = $2 and ($3::int is null or version < $3) order by version desc limit $4`,
    [kind, id, before ?? null, limit + 1],
  );
  return { items: (rows as unknown as DefinitionVersion<Kind>[]).slice(0, limit), more: rows.length > limit };
};

/** One version, by its number or by its hash; null when there is none. */
export const versionByAddress = async <Kind extends DefinitionKind>(
  sql: Sql,
  kind: Kind,
  id: string,
  address: number | string,
): Promise<DefinitionVersion<Kind> | null> => {
  const { rows } = await sql.query(
    `select ${version} from rm_definitions.versions
     where kind = $1 and id = $2 and ${typeof address === 'number' ? 'version' : 'hash'} = $3
     order by version desc limit 1`,
    [kind, id, address],
  );
  return (rows[0] as unknown as DefinitionVersion<Kind> | undefined) ?? null;
};

/** Whether a sender's test message came through. */
export interface SenderVerification {
  /** True when the newest settled test message vouches for the current version. */
  readonly verified: boolean;
  readonly verifiedVersion: number | null;
  /** The newest test message; null when none was ever sent. */
  readonly newest: {
    readonly verificationId: string;
    readonly version: number;
    readonly result: 'pending' | 'accepted' | 'refused';
    readonly detail: string | null;
    readonly at: Instant;
  } | null;
}

/** Null when there is no such sender. */
export const senderVerification = async (sql: Sql, id: string): Promise<SenderVerification | null> => {
  const { rows } = await sql.query(
    `select coalesce(verified_version = version, false) as verified, verified_version as "verifiedVersion",
       verification as newest
     from rm_definitions.definitions where kind = 'sender' and id = $1`,
    [id],
  );
  return (rows[0] as unknown as SenderVerification | undefined) ?? null;
};
