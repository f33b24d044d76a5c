import { maxBytes, maxEvents } from '#eventstore/append-request.js';
import type { EventStore } from '#eventstore/port.js';
import { TransferRefused } from './installation.js';
import type { CarriedEvent } from './log-file/log-lines.js';

/**
 * Appends events of another log one stretch of a stream after the other, so that their order stays. `dressed` puts
 * what the adapter cannot write by itself into the metadata. Events that are there already count as appended.
 */
export const importByAppends = async (
  store: EventStore,
  events: readonly CarriedEvent[],
  dressed: (event: CarriedEvent) => CarriedEvent['metadata'],
): Promise<void> => {
  for (const stretch of stretches(events)) {
    const [first] = stretch;
    if (first === undefined) continue;
    const { stream, revision } = first;
    const expected = revision === 0 ? 'none' : revision - 1;
    const appended = stretch.map((event) => {
      const { id, type, data } = event;
      return { id, type, data, metadata: dressed(event) };
    });
    const result = await store.append(stream, expected, appended);
    if (!result.ok) {
      throw new TransferRefused(
        `${stream} stands at revision ${result.actual} and not at ${expected}: somebody else writes to the log, or the file lacks events.`,
      );
    }
  }
};

/** Neighbours of one stream, as many as one append holds. */
function* stretches(events: readonly CarriedEvent[]): Generator<readonly CarriedEvent[]> {
  let stretch: CarriedEvent[] = [];
  let size = 0;
  for (const event of events) {
    // Metadata grows a little by what the adapter adds.
    const own = JSON.stringify(event.data).length * 3 + JSON.stringify(event.metadata).length * 3 + 500;
    const last = stretch.at(-1);
    const follows = last !== undefined && last.stream === event.stream && last.revision + 1 === event.revision;
    if (last !== undefined && (!follows || stretch.length === maxEvents || size + own > maxBytes)) {
      yield stretch;
      stretch = [];
      size = 0;
    }
    stretch.push(event);
    size += own;
  }
  if (stretch.length > 0) yield stretch;
}
