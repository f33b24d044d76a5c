import type { Row, Run, Statement } from './connections.js';
import { columns } from './rows.js';

export const forwards: Statement = {
  name: 'log-read',
  text: `select ${columns} from log.events where stream = $1 and revision >= $2::int order by revision limit $3::int`,
};

export const backwards: Statement = {
  name: 'log-read-backwards',
  text: `select ${columns} from log.events where stream = $1 order by revision desc limit $2::int`,
};

export const readStream = (
  run: Run,
  stream: string,
  { from = 0, limit }: { from?: number; limit?: number },
): Promise<readonly Row[]> => run(forwards, [stream, from, limit ?? null]);

export const readStreamBackwards = (run: Run, stream: string, limit: number): Promise<readonly Row[]> =>
  run(backwards, [stream, limit]);
