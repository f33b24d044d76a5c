import type { LessonPlace } from '#domain/explain/factors.js';
import type { Projection } from '../projection.js';
import { createTable, instant, int, oneOf, optional, table, text } from '../table.js';
import { known } from '../vocabulary.js';

const categories = ['lesson'] as const;

const lesson = table('lessons', ['lesson_id'], {
  lesson_id: text,
  about: text,
  place: oneOf<LessonPlace>(),
  run_id: text,
  communication_id: optional(text),
  campaign_id: text,
  campaign_version: int,
  goal_id: text,
  goal_version: int,
  sender_id: optional(text),
  sender_version: optional(int),
  actor: text,
  recorded_at: instant,
});

/** What was learnt, by what it is about and by what it names. The words lie in the vault. */
export const lessons = {
  name: 'lessons',
  version: 1,
  categories,
  ordered: false,
  tables: (schema) => `
    ${createTable(schema, lesson)}
    create index on ${schema}.lessons (recorded_at, lesson_id);
    create index on ${schema}.lessons (about, recorded_at, lesson_id);
    create index on ${schema}.lessons (run_id, recorded_at, lesson_id);
    create index on ${schema}.lessons (campaign_id, recorded_at, lesson_id);
    create index on ${schema}.lessons (goal_id, recorded_at, lesson_id);
    create index on ${schema}.lessons (sender_id, recorded_at, lesson_id);
    create index on ${schema}.lessons (place, recorded_at, lesson_id);`,
  apply: async (events, rows) => {
    await rows.append(
      lesson,
      known(categories, events).map(({ data, metadata }) => ({
        lesson_id: data.lessonId,
        about: data.about,
        place: data.place,
        run_id: data.runId,
        communication_id: data.communicationId,
        campaign_id: data.campaign.id,
        campaign_version: data.campaign.version,
        goal_id: data.goal.id,
        goal_version: data.goal.version,
        sender_id: data.sender?.id ?? null,
        sender_version: data.sender?.version ?? null,
        actor: metadata.actor,
        recorded_at: metadata.occurredAt,
      })),
    );
  },
} as const satisfies Projection;
