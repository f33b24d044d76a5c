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

/** When so many starts are due, ms after the first. */
const spread = (starts: number): readonly number[] =>
  Array.from({ length: starts }, (_, at) => Math.round((at * spreadMs) / starts));
const byWholeSeconds = (starts: number): readonly number[] =>
  spread(starts).map((at) => Math.floor(at / 1_000) * 1_000);
const atOnce = (starts: number): readonly number[] => Array.from({ length: starts }, () => 0);

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
    const occurrences = await product(service, 'occurrence of a schedule');
    const ours = [await product(service, 'run scheduled once'), occurrences];
    const peers = [await handWritten(databaseUrl), await delayedJobs(stack, databaseUrl)];
    contestants.push(...ours, ...peers);
    for (const one of contestants) await one.carryOut(spread(warmUp).map((at) => Math.round(at / 10)));
    const rounds: Round[] = [];
    const { starts } = wanted;
    const inBursts = `spread, ${Math.round((starts * 1_000) / spreadMs)} in each second`;
    for (let turn = 1; turn <= wanted.rounds; turn += 1) {
      const measure = async (one: Contestant, pattern: string, offsets: readonly number[]): Promise<Round> => {
        const lateness = latenessAt(await one.carryOut(offsets));
        const measured = { turn, pattern, who: one.name, ours: ours.includes(one), ...lateness };
        rounds.push(measured);
        say(`round ${turn}, ${pattern}, ${one.name}: ${JSON.stringify(lateness)}, load ${round(loadavg()[0] ?? 0)}`);
        return measured;
      };
      const spreadOut: Round[] = [];
      for (const one of contestants) spreadOut.push(await measure(one, 'spread over 20 s', spread(starts)));
      // Schedules go by whole seconds: to them what was spread has come like this already.
      const like = spreadOut.filter(({ who }) => who === occurrences.name);
      rounds.push(...like.map((measured) => ({ ...measured, pattern: inBursts })));
      for (const one of peers) await measure(one, inBursts, byWholeSeconds(starts));
      for (const one of contestants) await measure(one, 'at the same second', atOnce(starts));
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

const delayedJobs = ({ settings: { REDIS_URL: url } }: Stack, databaseUrl: string): Promise<Contestant> =>
  url === undefined ? onPostgres(databaseUrl) : onRedis(url);
