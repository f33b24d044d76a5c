import type { LessonPlace } from '#domain/explain/factors.js';
import type { Instant } from '#domain/kernel/message.js';
import type { Sql } from '#platform/database/pool.js';
import { conditions } from '../conditions.js';
import { isRefused, type Listed, pageOf, placeOfCursor } from '../cursor.js';
import { isoSql } from '../table.js';

/** What somebody decided after a look at a run, a message or a reply. */
export interface LessonSummary {
  readonly id: string;
  /** `run:<id>`, `communication:<id>` or `reply:<id>`. */
  readonly about: string;
  readonly place: LessonPlace;
  readonly runId: string;
  readonly communicationId: string | null;
  /** Versions that the run used. */
  readonly campaign: { readonly id: string; readonly version: number };
  readonly goal: { readonly id: string; readonly version: number };
  readonly sender: { readonly id: string; readonly version: number } | null;
  /** From the vault; null once it was erased. */
  readonly note: string | null;
  readonly recordedBy: string;
  readonly recordedAt: Instant;
}

export interface LessonFilters {
  readonly about?: string;
  /** Of the run itself, its messages and their replies. */
  readonly run?: string;
  readonly campaign?: string;
  readonly goal?: string;
  readonly sender?: string;
  readonly place?: LessonPlace;
}

const columns = {
  about: 'about',
  run: 'run_id',
  campaign: 'campaign_id',
  goal: 'goal_id',
  sender: 'sender_id',
  place: 'place',
} as const satisfies Record<keyof LessonFilters, string>;

const filtered = (filters: LessonFilters) => {
  const where = conditions();
  where.when(filters.about, (p) => `l.${columns.about} = ${p}`);
  where.when(filters.run, (p) => `l.${columns.run} = ${p}`);
  where.when(filters.campaign, (p) => `l.${columns.campaign} = ${p}`);
  where.when(filters.goal, (p) => `l.${columns.goal} = ${p}`);
  where.when(filters.sender, (p) => `l.${columns.sender} = ${p}`);
  where.when(filters.place, (p) => `l.${columns.place} = ${p}`);
  return where;
};

const summary = `
  l.lesson_id as id, l.about, l.place, l.run_id as "runId", l.communication_id as "communicationId",
  jsonb_build_object('id', l.campaign_id, 'version', l.campaign_version) as campaign,
  jsonb_build_object('id', l.goal_id, 'version', l.goal_version) as goal,
  case when l.sender_id is not null then
    jsonb_build_object('id', l.sender_id, 'version', l.sender_version) end as sender,
  n.note, l.actor as "recordedBy", ${isoSql('l.recorded_at')} as "recordedAt"`;

const from = 'rm_lessons.lessons l left join vault.lesson_notes n on n.lesson_id = l.lesson_id collate "default"';

/** Lessons, the newest first. */
export const listLessons = async (
  sql: Sql,
  { filters, cursor, limit }: { filters: LessonFilters; cursor?: string; limit: number },
): Promise<Listed<LessonSummary>> => {
  const binding = { list: 'lessons', filters };
  const after = placeOfCursor(cursor, binding, 2);
  if (isRefused(after)) return after;
  const where = filtered(filters);
  if (after !== null) {
    const [at, id] = [where.value(after[0]), where.value(after[1])];
    where.and(`(l.recorded_at, l.lesson_id) < (${at}::timestamptz, ${id})`);
  }
  const { rows } = await sql.query(
    `select ${summary} from ${from} where ${where.text()}
     order by l.recorded_at desc, l.lesson_id desc limit ${limit + 1}`,
    where.values,
  );
  return pageOf(
    rows as unknown as LessonSummary[],
    limit,
    binding,
    ({ recordedAt, id }) => [recordedAt, id],
    (item) => item,
  );
};

/** One lesson, or null. */
export const lessonById = async (sql: Sql, id: string): Promise<LessonSummary | null> => {
  const { rows } = await sql.query(`select ${summary} from ${from} where l.lesson_id = $1`, [id]);
  return (rows[0] as unknown as LessonSummary | undefined) ?? null;
};

/** How many lessons there are of this. */
export const countLessons = async (sql: Sql, filters: LessonFilters): Promise<number> => {
  const where = filtered(filters);
  const { rows } = await sql.query<{ count: number }>(
    `select count(*)::int as count from rm_lessons.lessons l where ${where.text()}`,
    where.values,
  );
  return rows[0]?.count ?? 0;
};
