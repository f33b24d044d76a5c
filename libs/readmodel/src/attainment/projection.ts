import type { Projection } from '../projection.js';
import { createTable, instant, optional, table, text } from '../table.js';
import { known } from '../vocabulary.js';

const categories = ['contact'] as const;

const contactEvents = table('contact_events', ['contact_id', 'event_id'], {
  contact_id: text,
  event_id: text,
  kind: text,
  happened_at: instant,
  run_id: optional(text),
});

/**
 * What contacts did, by the services' reports. Acceptances, replies and goals are in other read models; a run's
 * attainment is worked out of all of them when it is asked for, under any version of the goal.
 */
export const attainment = {
  name: 'attainment',
  version: 1,
  categories,
  ordered: false,
  tables: (schema) => `
    ${createTable(schema, contactEvents)}
    create index on ${schema}.contact_events (kind, contact_id, happened_at);
    create index on ${schema}.contact_events (run_id) where run_id is not null;`,
  apply: async (events, rows) => {
    const page = known(categories, events).filter((event) => event.type === 'ContactEventRecorded');
    const set = await rows.open(
      contactEvents,
      page.map(({ data }) => [data.contactId, data.eventId]),
    );
    for (const { data } of page) {
      const { contactId, eventId, kind, happenedAt, runId } = data;
      if (set.get(contactId, eventId) !== undefined) continue;
      set.put({
        contact_id: contactId,
        event_id: eventId,
        kind,
        happened_at: happenedAt,
        run_id: runId ?? null,
      });
    }
    await set.save();
  },
} as const satisfies Projection;
