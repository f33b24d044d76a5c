import type { RecordedEvent } from '#eventstore/port.js';
import type { Projection } from '../projection.js';
import { createTable, instant, int, optional, type RowOf, table, text } from '../table.js';

const entries = table('entries', ['run_id', 'number'], {
  run_id: text,
  /** From 1, in log order. */
  number: int,
  position: text,
  stream: text,
  revision: int,
  event_id: text,
  type: text,
  occurred_at: instant,
  actor: text,
  source: text,
  reason: optional(text),
});

const heads = table('heads', ['run_id'], { run_id: text, number: int });

/**
 * One list per run of everything that happened in it. It reads the envelope of events and never their data, so
 * that events of a later release have their number too and nothing is ever parked.
 */
export const history = {
  name: 'history',
  version: 1,
  categories: ['run', 'runbatch', 'report', 'thread'],
  ordered: true,
  excerpt: { parts: ['id', 'recordedAt', 'actor', 'source', 'reason'] },
  tables: (schema) => `
    ${createTable(schema, entries)}
    ${createTable(schema, heads)}
    create index on ${schema}.entries (run_id, type, number);`,
  apply: async (events, rows) => {
    const page = events.flatMap((event) => {
      const runId = runIdOf(event);
      return runId === null ? [] : [{ runId, event }];
    });
    const last = await rows.open(
      heads,
      page.map(({ runId }) => [runId]),
    );
    const numbered = page.map(({ runId, event }): RowOf<typeof entries> => {
      const number = (last.get(runId)?.number ?? 0) + 1;
      last.put({ run_id: runId, number });
      const { position, stream, revision, id, type, metadata, recordedAt } = event;
      return {
        run_id: runId,
        number,
        position,
        stream,
        revision,
        event_id: id,
        type,
        occurred_at: metadata.occurredAt ?? recordedAt,
        actor: metadata.actor ?? 'unknown',
        source: metadata.source ?? 'unknown',
        reason: metadata.reason ?? null,
      };
    });
    await rows.append(entries, numbered);
    await last.save();
  },
} as const satisfies Projection;

/** `run-<run>`, `runbatch-<run>.<n>`, `report-<run>.<n>`, `thread-<run>.<n>.<index>`; quarantine belongs to no run. */
const runIdOf = ({ stream, category }: RecordedEvent): string | null => {
  const [runId = ''] = stream.slice(category.length + 1).split('.');
  return runId === '' || (category === 'thread' && runId === 'quarantine') ? null : runId;
};
