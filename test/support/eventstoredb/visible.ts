import type { LoggedEvent } from './record.js';
import type { Stream } from './store.js';

/** The first revision of a stream that reads show, by `$tb` and `$maxCount`. */
export const firstVisible = ({ events, metadata }: Stream): number => {
  const { truncateBefore = 0, maxCount = Infinity } = metadata;
  return Math.max(0, truncateBefore, events.length - maxCount);
};

/** Hidden by `$maxAge`, which looks at the server's clock. */
export const isExpired = ({ metadata }: Stream, event: LoggedEvent): boolean =>
  metadata.maxAgeMs !== undefined && event.created + metadata.maxAgeMs < Date.now();

/** Reads of it answer "not found" as if it had never been. */
export const isGone = (stream: Stream | undefined): boolean =>
  stream === undefined || stream.events.length === 0 || stream.metadata.truncateBefore === Infinity;
