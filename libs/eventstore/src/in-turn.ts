import type { AppendResult, EventStore, InTurnResult, StreamAppend } from './port.js';

/** Appends in turn, each by itself: for a log that has no commit over several streams, and for whoever could not use it. */
export const oneByOne = async (
  append: EventStore['append'],
  appends: readonly StreamAppend[],
): Promise<InTurnResult> => {
  let last: AppendResult | undefined;
  for (const [stored, { stream, expected, events }] of appends.entries()) {
    last = await append(stream, expected, events);
    if (!last.ok) return { ok: false, stored };
  }
  if (last?.ok !== true) throw new RangeError('nothing to append');
  return last;
};
