import type pg from 'pg';
import type { Instant } from '#domain/kernel/message.js';
import { inTransaction, type Sql } from '../database/pool.js';

/** Views that one person may have; the lists of a console stay readable. */
export const mostViews = 100;

export interface ViewContent {
  readonly name: string;
  /** What stands behind the question mark of the console's address. */
  readonly search: string;
  /** Others see it too; only its owner changes it. */
  readonly shared: boolean;
}

export interface SavedView extends ViewContent {
  readonly id: string;
  /** The list it is of: runs, communications, … */
  readonly page: string;
  readonly owner: string;
  /** Whether it is the asker's own. */
  readonly mine: boolean;
  /** As the asker has chosen. */
  readonly pinned: boolean;
  readonly isDefault: boolean;
  /** Grows with every change of its content; its ETag is this number in quotation marks. What somebody chose changes neither. */
  readonly revision: number;
  readonly updatedAt: Instant;
}

interface Row {
  readonly id: string;
  readonly page: string;
  readonly owner: string;
  readonly name: string;
  readonly search: string;
  readonly shared: boolean;
  readonly revision: number;
  readonly updated_at: Date;
  readonly pinned: boolean | null;
  readonly is_default: boolean | null;
}

/** A view that somebody may see, or all of them: their own and those that are shared. */
const visible = `
  select v.*, c.pinned, c.is_default from work.saved_views v
  left join work.view_choices c on c.view_id = v.id and c.owner = $1
  where (v.owner = $1 or v.shared)`;

const viewOf = (asker: string, row: Row): SavedView => ({
  id: row.id,
  page: row.page,
  name: row.name,
  search: row.search,
  shared: row.shared,
  owner: row.owner,
  mine: row.owner === asker,
  pinned: row.pinned ?? false,
  isDefault: row.is_default ?? false,
  revision: row.revision,
  updatedAt: row.updated_at.toISOString(),
});

/** Pinned ones first, then by name. */
export const listViews = async (sql: Sql, asker: string, page: string): Promise<readonly SavedView[]> => {
  const { rows } = await sql.query<Row & pg.QueryResultRow>(
    `${visible} and v.page = $2 order by coalesce(c.pinned, false) desc, lower(v.name), v.id`,
    [asker, page],
  );
  return rows.map((row) => viewOf(asker, row));
};

/** Null for a view that is not there, or is somebody else's alone. */
export const viewById = async (sql: Sql, asker: string, id: string): Promise<SavedView | null> => {
  const { rows } = await sql.query<Row & pg.QueryResultRow>(`${visible} and v.id = $2`, [asker, id]);
  const [row] = rows;
  return row === undefined ? null : viewOf(asker, row);
};

export type Kept =
  | { readonly ok: true }
  | { readonly ok: false; readonly rejected: 'name-taken' | 'too-many' | 'changed-since' };

const unlessTaken = async (statement: Promise<pg.QueryResult>, none: 'too-many' | 'changed-since'): Promise<Kept> => {
  try {
    const { rowCount } = await statement;
    return rowCount === 1 ? { ok: true } : { ok: false, rejected: none };
  } catch (error) {
    // SQLSTATE unique_violation: the owner has one of that name for that list.
    if (error instanceof Error && 'code' in error && error.code === '23505')
      return { ok: false, rejected: 'name-taken' };
    throw error;
  }
};

/** `id`: the same for a retry, which changes nothing. */
export const addView = async (
  sql: Sql,
  { id, owner, page, name, search, shared }: ViewContent & { id: string; owner: string; page: string },
): Promise<Kept> => {
  const known = await viewById(sql, owner, id);
  if (known !== null) return { ok: true };
  return unlessTaken(
    sql.query(
      `insert into work.saved_views (id, owner, page, name, search, shared)
       select $1, $2, $3, $4, $5, $6 where (select count(*) from work.saved_views where owner = $2) < $7`,
      [id, owner, page, name, search, shared, mostViews],
    ),
    'too-many',
  );
};

/** Of the owner's own alone, and only over the content that has this revision. */
export const changeView = (
  sql: Sql,
  owner: string,
  { id, revision }: Pick<SavedView, 'id' | 'revision'>,
  { name, search, shared }: ViewContent,
): Promise<Kept> =>
  unlessTaken(
    sql.query(
      `update work.saved_views set name = $4, search = $5, shared = $6, updated_at = now(), revision = revision + 1
       where id = $2 and owner = $1 and revision = $3`,
      [owner, id, revision, name, search, shared],
    ),
    'changed-since',
  );

/** False when there is none that the owner may delete. `anybodys`: a shared one of somebody else, too. */
export const deleteView = async (sql: Sql, owner: string, id: string, anybodys: boolean): Promise<boolean> => {
  const { rowCount } = await sql.query(
    'delete from work.saved_views where id = $2 and (owner = $1 or (shared and $3::boolean))',
    [owner, id, anybodys],
  );
  return rowCount === 1;
};

export interface Choice {
  readonly pinned: boolean;
  /** What the list opens with; another default of that list ends. */
  readonly isDefault: boolean;
}

/** What somebody makes of a view, theirs or a shared one; others see nothing of it. */
export const chooseView = (pool: pg.Pool, asker: string, view: SavedView, choice: Choice): Promise<void> =>
  inTransaction(pool, async (tx) => {
    if (choice.isDefault)
      await tx.query(
        'update work.view_choices set is_default = false where owner = $1 and page = $2 and view_id <> $3',
        [asker, view.page, view.id],
      );
    await tx.query(
      `insert into work.view_choices (owner, view_id, page, pinned, is_default) values ($1, $2, $3, $4, $5)
       on conflict (owner, view_id) do update set pinned = excluded.pinned, is_default = excluded.is_default`,
      [asker, view.id, view.page, choice.pinned, choice.isDefault],
    );
  });
