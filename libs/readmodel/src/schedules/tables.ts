import type { SkipReason } from '#domain/occurrence/messages.js';
import type { ScheduleDefinition } from '#domain/schedule/messages.js';
import type { ExistingSchedule } from '#domain/schedule/state.js';
import { big, createTable, instant, int, json, oneOf, optional, table, text } from '../table.js';

export type OccurrenceOutcome = 'fired' | 'skipped' | 'missed' | 'buffered' | 'backfilled';

/** Why an occurrence did not simply run: the reason of a skip, that nobody was there, or that its run came too late. */
export type OccurrenceReason = SkipReason | 'outage' | 'expired';

export const schedules = table('schedules', ['schedule_id'], {
  schedule_id: text,
  name: text,
  campaign_id: text,
  status: oneOf<ExistingSchedule['status']>(),
  version: int,
  definition: json<ScheduleDefinition>(),
  created_at: instant,
  /** When the status or the definition last changed, by whom and why. */
  changed_at: instant,
  changed_by: text,
  reason: optional(text),
});

export const occurrences = table('occurrences', ['schedule_id', 'due_at'], {
  schedule_id: text,
  due_at: instant,
  outcome: oneOf<OccurrenceOutcome>(),
  cause: oneOf<'plan' | 'trigger' | 'backfill'>(),
  reason: optional(oneOf<OccurrenceReason>()),
  detail: optional(text),
  run_id: optional(text),
  lateness_ms: optional(big),
  decided_at: instant,
});

/** How far each schedule is accounted for: where a planner goes on. */
export const cursors = table('cursors', ['schedule_id'], {
  schedule_id: text,
  through: optional(instant),
  waiting: optional(instant),
});

/** Runs of schedules that have not ended. */
export const openRuns = table('open_runs', ['run_id'], { run_id: text, schedule_id: text });

/** Runs of schedules that nobody started within their time to live. */
export const expiredRuns = table('expired_runs', ['run_id'], { run_id: text, detail: text });

export const ddl = (schema: string): string => `
  ${[schedules, occurrences, cursors, openRuns, expiredRuns].map((one) => createTable(schema, one)).join('\n')}
  create index on ${schema}.schedules (name, schedule_id);
  create index on ${schema}.schedules (status, name, schedule_id);
  create index on ${schema}.schedules (campaign_id, name, schedule_id);
  create index on ${schema}.occurrences (schedule_id, outcome, due_at);
  create index on ${schema}.open_runs (schedule_id);`;
