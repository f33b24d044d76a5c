import type { Category } from '#domain/events.js';
import type { FeedFilter, RecordedEvent } from '#eventstore/port.js';

export interface EventFilter {
  /** Absent: all. */
  readonly types?: readonly string[];
  /** Events of this run: of its own stream, its batches, its reports and the threads of its messages. */
  readonly run?: string;
}

const ofRuns: readonly Category[] = ['run', 'runbatch', 'report', 'thread'];

/** What the log itself can leave out. */
export const feedFilterOf = ({ run }: EventFilter): FeedFilter => (run === undefined ? {} : { categories: ofRuns });

export const passes = ({ types, run }: EventFilter, { type, stream, category }: RecordedEvent): boolean => {
  if (types !== undefined && !types.includes(type)) return false;
  if (run === undefined) return true;
  const name = `${category}-${run}`;
  return stream === name || stream.startsWith(`${name}.`);
};
