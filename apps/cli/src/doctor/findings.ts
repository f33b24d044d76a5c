import type { ServerFound } from '#eventstore/eventstoredb/server-version.js';
import type { RedisCheck } from '#platform/redis/redis-check.js';
import { count, duration, moment } from '../output/times.js';
import { fine, type Finding } from './check.js';

/** Beyond this, times that processes compare cannot be trusted, ms. */
const noticedSkewMs = 2_000;
const badSkewMs = 30_000;

export const skewFinding = (skewMs: number): Finding => {
  if (skewMs < noticedSkewMs) return fine('they agree');
  return {
    verdict: skewMs < badSkewMs ? 'look' : 'bad',
    evidence: `they are ${duration(skewMs)} apart`,
    next: 'timedatectl status',
  };
};

/** Read models catch up within a second; what is slower means that nobody folds, or too much at a time. */
const noticedLagMs = 5_000;
const badLagMs = 60_000;

interface Lagging {
  readonly name: string;
  readonly behindMs: number;
  readonly rebuildRequestedAt?: string | null;
}

export const lagFinding = (readModels: readonly Lagging[]): Finding => {
  const slowest = readModels.toSorted((a, b) => b.behindMs - a.behindMs)[0];
  if (slowest === undefined)
    return { verdict: 'bad', evidence: 'no read model was ever started: no worker has run', next: 'npm start' };
  const rebuilding = readModels.filter(({ rebuildRequestedAt }) => rebuildRequestedAt != null);
  if (rebuilding.length > 0)
    return {
      verdict: 'look',
      evidence: rebuilding
        .map(({ name, rebuildRequestedAt }) => `${name} is being rebuilt since ${moment(rebuildRequestedAt)}`)
        .join('; '),
      next: 'sortie projections list',
    };
  if (slowest.behindMs < noticedLagMs) return fine(`${count(readModels.length)}, none is behind`);
  return {
    verdict: slowest.behindMs < badLagMs ? 'look' : 'bad',
    evidence: `${slowest.name} is ${duration(slowest.behindMs)} behind the log`,
    next: 'sortie projections list',
  };
};

/** What living workers say of the queue. */
export const queueFinding = ({
  jobs,
  trouble,
}: {
  readonly jobs: { readonly waiting: number; readonly active: number } | null;
  readonly trouble: string | null;
}): Finding => {
  if (trouble !== null) return { verdict: 'bad', evidence: trouble, next: 'sortie queue reconcile' };
  if (jobs === null) return { verdict: 'unknown', evidence: 'no worker lives that sees it', next: 'npm start' };
  return fine(`${count(jobs.waiting)} jobs wait, ${count(jobs.active)} are at work`);
};

/** What the server of the log calls itself. */
export const eventStoreFinding = ({ version, support, supported }: ServerFound): Finding =>
  support === 'supported'
    ? fine(`version ${version}`)
    : { verdict: 'look', evidence: `it calls itself ${version}; supported are ${supported}`, next: null };

/** What Redis itself says; nothing of the log is in it. */
export const redisFinding = (check: RedisCheck): Finding => {
  if (check.kind !== 'answered')
    return { verdict: 'bad', evidence: `Redis ${verbs[check.kind]}: ${check.detail}`, next: null };
  const wrong = [...check.faults, ...check.troubles];
  if (wrong.length > 0) return { verdict: 'bad', evidence: `Redis ${wrong.join('; it ')}`, next: null };
  return fine(check.servers.map(({ version, policy }) => `Redis ${version}, ${policy}`).join('; '));
};

const verbs = { refused: 'does not let us in', unreachable: 'cannot be reached' } as const;
