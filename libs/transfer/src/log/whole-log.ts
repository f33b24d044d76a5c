import { setTimeout as pause } from 'node:timers/promises';
import { maxEvents } from '#eventstore/append-request.js';
import { type EventStore, type Position, type RecordedEvent, start } from '#eventstore/port.js';

const lookMs = 50;
/** How long a slow transaction elsewhere may hide events that are already acknowledged, ms. */
const patienceMs = 120_000;

/** Every event strictly after one place, up to and with another, in the order of the log. */
export async function* eventsBetween(
  store: Pick<EventStore, 'readAll' | 'compare'>,
  after: Position,
  to: Position,
): AsyncGenerator<readonly RecordedEvent[]> {
  let place = after;
  let stillSince = performance.now();
  while (store.compare(place, to) < 0) {
    const { events, checkpoint } = await store.readAll(place, maxEvents);
    const wanted = events.filter(({ position }) => store.compare(position, to) <= 0);
    if (wanted.length > 0) yield wanted;
    if (store.compare(checkpoint, place) > 0) stillSince = performance.now();
    else if (performance.now() - stillSince > patienceMs) {
      throw new Error('the log does not get on: a write transaction of the database has been open for two minutes');
    } else await pause(lookMs);
    place = checkpoint;
  }
}

/** The whole log as it is when the reading begins. */
export async function* wholeLog(
  store: Pick<EventStore, 'readAll' | 'compare' | 'head'>,
): AsyncGenerator<readonly RecordedEvent[]> {
  yield* eventsBetween(store, start, await store.head());
}
