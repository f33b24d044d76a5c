import type { RecordedEvent } from '../port.js';
import type { Row } from './connections.js';
import { tokenOf } from './place.js';

/** What `eventOf` reads, in its order. */
export const columns = 'epoch, tx, position, stream, revision, category, id, type, data, meta, recorded_at';

export const eventOf = (row: Row): RecordedEvent => {
  const [epoch, tx, position, stream, revision, category, id, type, data, meta, recordedAt] = row;
  return {
    id: text(id),
    type: text(type),
    data: JSON.parse(text(data)),
    metadata: JSON.parse(text(meta)),
    stream: text(stream),
    category: text(category),
    revision: Number(revision),
    position: tokenOf(text(epoch), text(tx), text(position)),
    recordedAt: instantOf(text(recordedAt)),
  };
};

/** `2026-11-22 09:30:00.123456+00` as an instant. With all its digits, as nearly always, it need not be understood. */
export const instantOf = (time: string): string =>
  time.length === withMicroseconds.length
    ? `${time.slice(0, 10)}T${time.slice(11, 23)}Z`
    : new Date(time).toISOString();

const withMicroseconds = '2026-11-22 09:30:00.123456+00';

/** Rough size in memory, for bounding buffers. */
export const sizeOf = (row: Row): number => 500 + 2 * (text(row[8]).length + text(row[9]).length);

export const text = (value: string | null | undefined): string => {
  if (value === null || value === undefined) throw new Error('the log answered a row with a hole');
  return value;
};
