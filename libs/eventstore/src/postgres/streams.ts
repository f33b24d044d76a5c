import { grouped } from '#platform/grouped.js';
import type { Row, Run, Statement } from './connections.js';
import { columns, text } from './rows.js';

export const forwards: Statement = {
  name: 'log-read',
  text: `select ${columns} from log.events where stream = $1 and revision >= $2::int order by revision limit $3::int`,
};

export const togetherForwards: Statement = {
  name: 'log-read-together',
  text: `
    select e.*, s.n
    from unnest($1::text[], $2::int[]) with ordinality as s (stream, first, n), lateral (
      select ${columns} from log.events where stream = s.stream and revision >= s.first order by revision
    ) as e
    order by s.n, e.revision`,
};

export const backwards: Statement = {
  name: 'log-read-backwards',
  text: `select ${columns} from log.events where stream = $1 order by revision desc limit $2::int`,
};

export type ReadStream = (
  stream: string,
  range: { readonly from?: number; readonly limit?: number },
) => Promise<readonly Row[]>;

/** Statements that read whole streams under way at most, and streams in each. */
const limits = { atOnce: 4, most: 32, weightOf: () => 1 };

interface Wanted {
  readonly stream: string;
  readonly from: number;
}

/** Streams that are asked for while others are being read are read together: nothing is older than its question. */
export const openReads = (run: Run): ReadStream => {
  const read = grouped<Wanted, readonly Row[]>(limits, async (group) => {
    const [only] = group;
    if (only && group.length === 1) return [await run(forwards, [only.stream, only.from, null])];
    const rows = await run(togetherForwards, [group.map(({ stream }) => stream), group.map(({ from }) => from)]);
    const found: Row[][] = group.map(() => []);
    for (const row of rows) found[Number(text(row[place])) - 1]?.push(row);
    return found;
  });
  return (stream, { from = 0, limit }) =>
    limit === undefined ? read({ stream, from }) : run(forwards, [stream, from, limit]);
};

/** Where a row bears its number among the streams that were read with it. */
const place = columns.split(',').length;

export const readStreamBackwards = (run: Run, stream: string, limit: number): Promise<readonly Row[]> =>
  run(backwards, [stream, limit]);
