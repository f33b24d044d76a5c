import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';

import type { LoggedEvent } from './record.js';

export interface Filter {
  readonly matches: (event: LoggedEvent) => boolean;
  /** Considered events between two checkpoints. */
  readonly checkpointEvery: number;
}

/** Events that are looked at in one page unless the reader says otherwise. */
export const pageSize = 32;

/** Throws on an expression that is none. System events pass like all others. */
export const filterOf = (options: ReadReq.Options.FilterOptions): Filter => {
  const byStream = options.getStreamIdentifier();
  const expression = byStream ?? options.getEventType();
  const regex = expression?.getRegex() ?? '';
  const prefixes = expression?.getPrefixList() ?? [];
  const pattern = regex === '' ? undefined : new RegExp(regex);
  const passes = (text: string): boolean => pattern?.test(text) ?? prefixes.some((prefix) => text.startsWith(prefix));
  const window = options.hasMax() ? options.getMax() : pageSize;
  return {
    matches: byStream === undefined ? ({ type }) => passes(type) : ({ stream }) => passes(stream),
    checkpointEvery: Math.max(1, options.getCheckpointintervalmultiplier()) * window,
  };
};
