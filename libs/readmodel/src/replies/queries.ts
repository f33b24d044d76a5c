import type { Instant } from '#domain/kernel/message.js';
import type { MatchMethod, ReplyClass } from '#domain/thread/messages.js';
import type { Sql } from '#platform/database/pool.js';
import { addressKey } from '#vault/contacts/address.js';
import { conditions, type TimeRange } from '../conditions.js';
import { isRefused, type Listed, pageOf, placeOfCursor } from '../cursor.js';
import { isoSql } from '../table.js';

/** Something received that answers a communication, or waits in quarantine until somebody knows what it answers. */
export interface ReplySummary {
  readonly id: string;
  readonly threadId: string;
  readonly runId: string | null;
  readonly communicationId: string | null;
  readonly campaignId: string | null;
  /** Null in quarantine; external id and name are null once the contact is erased. */
  readonly contact: { readonly id: string; readonly externalId: string | null; readonly name: string | null } | null;
  readonly quarantined: boolean;
  readonly match: { readonly method: MatchMethod; readonly confidence: 'sure' | 'likely' } | null;
  /** Null until it is classified; `rule` is what decided. */
  readonly class: ReplyClass | null;
  readonly rule: string | null;
  /** Bounces: RFC 3463 status such as `5.1.1`. */
  readonly bounceStatus: string | null;
  readonly receivedAt: Instant;
  /** From the vault; null once it was erased. */
  readonly message: {
    readonly from: string | null;
    readonly subject: string | null;
    readonly text: string | null;
  } | null;
}

export interface ReplyFilters {
  readonly runId?: string;
  readonly campaignId?: string;
  readonly communicationId?: string;
  readonly contactId?: string;
  readonly threadId?: string;
  /** Any of these. */
  readonly classes?: readonly ReplyClass[];
  readonly quarantined?: boolean;
  /** Who sent it. Case does not matter. */
  readonly from?: string;
  readonly received?: TimeRange;
}

const summary = `
  r.reply_id as id, r.thread_id as "threadId", r.run_id as "runId", r.communication_id as "communicationId",
  r.campaign_id as "campaignId",
  case when r.contact_id is not null then
    jsonb_build_object('id', r.contact_id, 'externalId', v.external_id, 'name', v.name) end as contact,
  r.quarantined,
  case when r.method is not null then jsonb_build_object('method', r.method, 'confidence', r.confidence) end as match,
  r.class, r.rule, r.bounce_status as "bounceStatus", ${isoSql('r.received_at')} as "receivedAt",
  case when m.id is not null then
    jsonb_build_object('from', m.from_address, 'subject', m.subject, 'text', m.text) end as message`;

const joins = `
  left join vault.contacts v on v.id = r.contact_id collate "default"
  left join vault.inbound_messages m on m.id = r.reply_id collate "default"`;

/** Replies by the time they came in; absent direction: newest first. */
export const listReplies = async (
  sql: Sql,
  {
    filters,
    direction = 'desc',
    cursor,
    limit,
  }: { filters: ReplyFilters; direction?: 'asc' | 'desc'; cursor?: string; limit: number },
): Promise<Listed<ReplySummary>> => {
  const binding = { list: 'replies', direction, filters };
  const after = placeOfCursor(cursor, binding, 2);
  if (isRefused(after)) return after;
  const where = conditions();
  where.when(filters.runId, (p) => `r.run_id = ${p}`);
  where.when(filters.campaignId, (p) => `r.campaign_id = ${p}`);
  where.when(filters.communicationId, (p) => `r.communication_id = ${p}`);
  where.when(filters.contactId, (p) => `r.contact_id = ${p}`);
  where.when(filters.threadId, (p) => `r.thread_id = ${p}`);
  where.oneOf('r.class', filters.classes);
  if (filters.quarantined !== undefined) where.and(filters.quarantined ? 'r.quarantined' : 'not r.quarantined');
  where.when(
    filters.from === undefined ? undefined : addressKey(filters.from.trim()),
    (p) => `r.reply_id in (select id from vault.inbound_messages where from_key = ${p})`,
  );
  where.between('r.received_at', filters.received);
  if (after !== null) {
    const [at, id] = [where.value(after[0]), where.value(after[1])];
    where.and(`(r.received_at, r.reply_id) ${direction === 'asc' ? '>' : '<'} (${at}::timestamptz, ${id})`);
  }
  const { rows } = await sql.query(
    `select ${summary} from (
       select r.* from rm_replies.replies r where ${where.text()}
       order by r.received_at ${direction}, r.reply_id ${direction} limit ${limit + 1}) r ${joins}
     order by r.received_at ${direction}, r.reply_id ${direction}`,
    where.values,
  );
  return pageOf(
    rows as unknown as ReplySummary[],
    limit,
    binding,
    ({ receivedAt, id }) => [receivedAt, id],
    (item) => item,
  );
};

/** One reply, or null. */
export const replyById = async (sql: Sql, id: string): Promise<ReplySummary | null> => {
  const { rows } = await sql.query(`select ${summary} from rm_replies.replies r ${joins} where r.reply_id = $1`, [id]);
  return (rows[0] as unknown as ReplySummary | undefined) ?? null;
};

/** How many replies of each class a run got; `unclassified` for those whose class is not known yet. */
export const classesOfRun = async (
  sql: Sql,
  runId: string,
): Promise<{ readonly [kind in ReplyClass | 'unclassified']?: number }> => {
  const { rows } = await sql.query<{ class: string; count: number }>(
    `select coalesce(class, 'unclassified') as class, count(*)::int as count
     from rm_replies.replies where run_id = $1 group by 1 order by 1`,
    [runId],
  );
  return Object.fromEntries(rows.map(({ class: kind, count }) => [kind, count]));
};
