import type { RecordedEvent } from './port.js';

/** Makes the data of one schema version into that of the next. Pure. */
export type Upcast = (data: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** By event type: the steps from v1 to v2, from v2 to v3, … A type without an entry is at v1. */
export interface Upcasters {
  readonly [type: string]: readonly Upcast[];
}

/** Every change of an event's shape since the first release. Steps are added at the end, never edited. */
export const upcasters: Upcasters = {};

/** The version in which events of this type are written and handed out. */
export const currentVersion = (type: string, table: Upcasters = upcasters): number => 1 + stepsOf(type, table).length;

/** Lifts an event to the current version; one that is newer than this program stays as it is. */
export const upcast = (event: RecordedEvent, table: Upcasters): RecordedEvent => {
  const steps = stepsOf(event.type, table);
  const { v } = event.metadata;
  if (v > steps.length) return event;
  let data: Readonly<Record<string, unknown>> = { ...event.data };
  for (const step of steps.slice(v - 1)) data = step(data);
  return { ...event, data, metadata: { ...event.metadata, v: steps.length + 1 } };
};

/** The same, for who must understand every event (aggregates): a newer one throws `UnknownEventVersion`. */
export const upcastStrictly = (event: RecordedEvent, table: Upcasters): RecordedEvent => {
  if (event.metadata.v > currentVersion(event.type, table)) throw new UnknownEventVersion(event);
  return upcast(event, table);
};

const stepsOf = (type: string, table: Upcasters): readonly Upcast[] =>
  Object.hasOwn(table, type) ? (table[type] ?? []) : [];

/** A later release wrote this event. Deciding on half-understood facts would be worse than stopping. */
export class UnknownEventVersion extends Error {
  override readonly name = 'UnknownEventVersion';

  constructor({ stream, revision, type, metadata }: RecordedEvent) {
    super(`${stream} revision ${revision}: ${type} has version ${metadata.v}, newer than this program knows`);
  }
}
