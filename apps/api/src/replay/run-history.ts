import type { EventStore, RecordedEvent } from '#eventstore/port.js';
import type { Sql } from '#platform/database/pool.js';
import { type HistoryEntry, historyOfRun } from '#readmodel/history/queries.js';

/** An event of a run with its number in the run's history. */
export interface NumberedEvent {
  readonly entry: HistoryEntry;
  readonly event: RecordedEvent;
}

const pageSize = 1_000;

/**
 * A run's events in the order of its history, up to and with a number; page by page, so that long histories need no
 * more memory than short ones. Order and numbers are the read model's, every event comes from the log itself.
 */
export async function* historyEvents(
  { store, pool }: { readonly store: EventStore; readonly pool: Sql },
  runId: string,
  { after = 0, upTo }: { readonly after?: number; readonly upTo?: number } = {},
): AsyncGenerator<readonly NumberedEvent[], void, void> {
  for (let last = after; ;) {
    const asked = { runId, after: last, limit: pageSize, ...(upTo === undefined ? {} : { upTo }) };
    const { items, more } = await historyOfRun(pool, asked);
    if (items.length > 0) yield await eventsOf(store, items);
    last = items.at(-1)?.number ?? last;
    if (!more) return;
  }
}

/** The events of these entries, in their order. Throws when the log lacks one: the entries are not of this log then. */
export const eventsOf = async (
  store: EventStore,
  entries: readonly HistoryEntry[],
): Promise<readonly NumberedEvent[]> => {
  const spans = new Map<string, { from: number; to: number }>();
  for (const { stream, revision } of entries) {
    const { from, to } = spans.get(stream) ?? { from: revision, to: revision };
    spans.set(stream, { from: Math.min(from, revision), to: Math.max(to, revision) });
  }
  const found = new Map<string, RecordedEvent>();
  for (const [stream, { from, to }] of spans) {
    for (const event of await store.read(stream, { from, limit: to - from + 1 })) {
      found.set(placeOf(stream, event.revision), event);
    }
  }
  return entries.map((entry) => {
    const event = found.get(placeOf(entry.stream, entry.revision));
    if (event === undefined) throw new Error(`the log has no revision ${entry.revision} of ${entry.stream}`);
    return { entry, event };
  });
};

const placeOf = (stream: string, revision: number): string => `${revision}@${stream}`;
