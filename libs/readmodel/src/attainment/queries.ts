import { type Acceptance, attain, type Attainment, type Deed } from '#domain/goal/attainment.js';
import type { GoalDefinition, Measure } from '#domain/goal/messages.js';
import type { Sql } from '#platform/database/pool.js';
import { acceptedOfRun } from '../communications/tallied.js';

/**
 * How far a run got under this definition of its goal: the version it pinned, or another. Only contacts who did
 * something are looked at one by one; the others are a number.
 */
export const attainmentOfRun = async (sql: Sql, runId: string, goal: GoalDefinition): Promise<Attainment> => {
  const deeds = goal.measure === undefined ? [] : await deedsFor(sql, runId, goal.measure);
  const contacts = [...new Set(deeds.map(({ contactId }) => contactId))];
  return attain(goal, {
    runId,
    accepted: await acceptedOfRun(sql, runId),
    deeds,
    acceptances: contacts.length === 0 ? [] : await acceptancesOf(sql, runId, contacts),
  });
};

const deedsFor = async (sql: Sql, runId: string, measure: Measure): Promise<readonly Deed[]> => {
  switch (measure.kind) {
    case 'accepted':
      return [];
    case 'reply':
      return replies(sql, runId, measure.class);
    default:
      return contactEvents(sql, runId, measure.type);
  }
};

const millis = (column: string): string => `(extract(epoch from ${column}) * 1000)::float8`;

/** A reply answers one run and counts for no other. */
const replies = async (sql: Sql, runId: string, kind: string): Promise<readonly Deed[]> => {
  const { rows } = await sql.query(
    `select 'reply' as kind, contact_id as "contactId", class, run_id as "runId", ${millis('received_at')} as at
     from rm_replies.replies where run_id = $1 and class = $2`,
    [runId, kind],
  );
  return rows as unknown as Deed[];
};

const contactEvents = async (sql: Sql, runId: string, type: string): Promise<readonly Deed[]> => {
  const { rows } = await sql.query<{ contactId: string; type: string; at: number; runId: string | null }>(
    `select e.contact_id as "contactId", e.kind as type, e.run_id as "runId", ${millis('e.happened_at')} as at
     from rm_attainment.contact_events e
     where e.kind = $2 and (e.run_id is null or e.run_id = $1) and exists (
       select from rm_communications.communications c
       where c.run_id = $1 and c.contact_id = e.contact_id and c.accepted_at is not null)`,
    [runId, type],
  );
  return rows.map(({ runId: explicit, ...deed }) => ({
    kind: 'contact-event',
    ...deed,
    ...(explicit === null ? {} : { runId: explicit }),
  }));
};

/**
 * What these contacts were sent in any run with the goal of this one, and when it left: that it was accepted may have
 * been proven much later, by the very answer to it.
 */
const acceptancesOf = async (sql: Sql, runId: string, contacts: readonly string[]): Promise<readonly Acceptance[]> => {
  const { rows } = await sql.query(
    `select c.contact_id as "contactId", c.run_id as "runId", r.type = 'test' as test, ${millis('c.claimed_at')} as at
     from rm_communications.communications c join rm_runs.runs r on r.id = c.run_id
     where c.contact_id = any($2) and c.accepted_at is not null
       and r.goal_id = (select goal_id from rm_runs.runs where id = $1)`,
    [runId, contacts],
  );
  return rows as unknown as Acceptance[];
};
