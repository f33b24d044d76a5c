import { cpus, loadavg } from 'node:os';
import { stackLines } from '../../../tools/demo/src/stack.js';
import type { Stack } from '../../support/stacks.js';
import type { Contestant } from './contestant.js';
import { onPostgres, onRedis } from './delayed-jobs.js';
import { latenessAt, type Ratio, ratiosOf, type Round, round, type Row, rowsOf } from './figures.js';
import { handWritten } from './hand-written.js';
import { installed } from './installed.js';
import { product } from './product.js';

export interface LatenessWanted {
  readonly starts: number;
  readonly rounds: number;
}

export interface LatenessFigures {
  readonly stack: string;
  readonly machine: string;
  readonly starts: number;
  readonly rounds: number;
  readonly rows: readonly Row[];
  readonly ratios: readonly Ratio[];
  /** Each start was found exactly once, and none before its time; a round in which one was not has thrown. */
  readonly verified: boolean;
}

const spreadMs = 20_000;
/** Carried out before anything is measured. */
const warmUp = 100;

/** When the starts are due, ms after the first. */
const patterns = {
  'spread over 20 s': (starts: number) =>
    Array.from({ length: starts }, (_, at) => Math.round((at * spreadMs) / starts)),
  'at the same second': (starts: number) => Array.from({ length: starts }, () => 0),
} as const;

/**
 * How late starts are, beside BullMQ's delayed jobs and a due table written by hand, one after the other on the same
 * machine, round by round.
 */
export const benchLateness = async (
  stack: Stack,
  wanted: LatenessWanted,
  say: (line: string) => void,
): Promise<LatenessFigures> => {
  const service = await installed(stack);
  const { databaseUrl } = service.installation;
  const contestants: Contestant[] = [];
  try {
    const ours = [await product(service, 'run scheduled once'), await product(service, 'occurrence of a schedule')];
    contestants.push(...ours, await handWritten(databaseUrl), await delayedJobs(stack, databaseUrl));
    for (const one of contestants)
      await one.carryOut(patterns['spread over 20 s'](warmUp).map((at) => Math.round(at / 10)));
    const rounds: Round[] = [];
    for (let turn = 1; turn <= wanted.rounds; turn += 1)
      for (const pattern of patternNames)
        for (const one of contestants) {
          const lateness = latenessAt(await one.carryOut(patterns[pattern](wanted.starts)));
          rounds.push({ turn, pattern, who: one.name, ours: ours.includes(one), ...lateness });
          say(`round ${turn}, ${pattern}, ${one.name}: ${JSON.stringify(lateness)}, load ${round(loadavg()[0] ?? 0)}`);
        }
    return {
      stack: stackLines(stack).join(', '),
      machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, load ${round(loadavg()[0] ?? 0)}`,
      ...wanted,
      rows: rowsOf(rounds),
      ratios: ratiosOf(rounds),
      verified: true,
    };
  } finally {
    for (const one of contestants) await one.close();
    await service.stop();
  }
};

const patternNames = Object.keys(patterns) as readonly (keyof typeof patterns)[];

const delayedJobs = ({ settings: { REDIS_URL: url } }: Stack, databaseUrl: string): Promise<Contestant> =>
  url === undefined ? onPostgres(databaseUrl) : onRedis(url);
