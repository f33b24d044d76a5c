import type { Category } from '#domain/events.js';
import type { RecordedEvent } from '#eventstore/port.js';
import { type EventIn, isCategory, known, UnknownEventType } from '#readmodel/vocabulary.js';
import type { History } from './history.js';

/** An event that the vocabulary knows, and its place in the log, from 0. */
export interface Entry<E extends EventIn = EventIn> {
  readonly at: number;
  readonly event: E;
}

export interface Entries {
  readonly entries: readonly Entry[];
  /** Of runs with a stream that was poisoned on purpose: what became of these says nothing of the service. */
  readonly aside: readonly Entry[];
  /** Events of no known type, or without the envelope that every event has. */
  readonly strange: readonly RecordedEvent[];
}

export const entriesOf = ({ events, poisoned }: Pick<History, 'events' | 'poisoned'>): Entries => {
  const out = new Set(poisoned.map(subjectOf));
  const strange: RecordedEvent[] = [];
  const entries: Entry[] = [];
  const aside: Entry[] = [];
  events.forEach((recorded, at) => {
    const poisonous = out.size > 0 && out.has(subjectOf(recorded.stream));
    const event = understood(recorded);
    if (event !== null) (poisonous ? aside : entries).push({ at, event });
    else if (!poisonous) strange.push(recorded);
  });
  return { entries, aside, strange };
};

/** The run that a stream belongs to; the stream itself for those that belong to none. */
export const subjectOf = (stream: string): string =>
  /^(?:run|runbatch|report|thread)-([^.]+)/.exec(stream)?.[1] ?? stream;

export const isIn = <C extends Category>(category: C, event: EventIn): event is EventIn<C> =>
  event.category === category;

const understood = (recorded: RecordedEvent): EventIn | null => {
  if (!isCategory(recorded.category) || !hasEnvelope(recorded)) return null;
  try {
    return known([recorded.category], [recorded])[0] ?? null;
  } catch (error) {
    if (error instanceof UnknownEventType) return null;
    throw error;
  }
};

const hasEnvelope = ({ metadata }: RecordedEvent): boolean =>
  [metadata.$correlationId, metadata.$causationId, metadata.actor, metadata.source].every(
    (part) => typeof part === 'string' && part !== '',
  );
