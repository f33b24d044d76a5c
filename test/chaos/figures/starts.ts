import type { StackName } from '../../support/stacks.js';
import { wholeLog } from '../history/log.js';
import { impatience } from '../installation/build.js';
import { harm } from '../nemesis/fault.js';
import { openSession, type Session } from '../session.js';
import { judged } from './judged.js';
import { everySecond, keptIn, lateMsOf, occurrencesIn, type Planned } from './kept.js';
import { noted } from './noted.js';

export interface StartsWanted {
  readonly stack: StackName;
  readonly seed: number;
  readonly times: number;
}

/** Between two kills, s: the service is well again by then. */
const betweenSeconds = 20;
/** The next start is to be less late than this, ms. */
const goalMs = 10_000;

/** How late the next start is after kill -9 of the worker that plans, and after kill -9 of what the queue lies in. */
export const startsFigure = async (
  { stack, seed, times }: StartsWanted,
  say: (line: string) => void,
): Promise<boolean> => {
  const session = await openSession({
    seed,
    stack,
    patches: impatience,
    wanted: { contacts: 1, perSecond: 1_000, kinds: [{}] },
  });
  try {
    const schedule = await everySecond(session, (2 * times + 1) * betweenSeconds);
    await session.client.rest(betweenSeconds * 1_000);
    const [planner, queue]: [number[], number[]] = [[], []];
    for (let i = 0; i < times; i += 1) {
      planner.push(await nextAfter(session, schedule, () => killPlanner(session, schedule)));
      queue.push(await nextAfter(session, schedule, () => killQueue(session)));
    }
    await session.client.rest(Math.max(0, schedule.endsAt + 5_000 - Date.now()));
    const history = await session.finish(120_000);
    const { good } = judged(history, say);
    const kept = keptIn(history.events, schedule.id);
    const [worstPlanner, worstQueue] = [Math.max(...planner), Math.max(...queue)];
    say(
      `${stack}: the next start was late by ${planner.join(', ')} ms after kill -9 of the planner's worker, by ${queue.join(', ')} ms after ` +
        `kill -9 of the queue's server (goal ${goalMs}); ${kept.accounted} of ${schedule.planned} occurrences accounted for (${kept.told}), ` +
        `${kept.double} double`,
    );
    return (
      good && Math.max(worstPlanner, worstQueue) < goalMs && kept.accounted === schedule.planned && kept.double === 0
    );
  } finally {
    await session.close();
  }
};

/** Does harm, and answers how late the log had the first start that was due afterwards. */
const nextAfter = async (
  { client, log }: Session,
  { id }: Planned,
  harmed: () => Promise<unknown>,
): Promise<number> => {
  const at = new Date();
  await harmed();
  await client.rest(betweenSeconds * 1_000 - (Date.now() - at.getTime()));
  for (;;) {
    const due = occurrencesIn(await wholeLog(log.store), id).filter(({ data }) => data.dueAt > at.toISOString());
    const [next] = due.toSorted((a, b) => (a.data.dueAt < b.data.dueAt ? -1 : 1));
    if (next !== undefined) return lateMsOf(next);
    await client.rest(500);
  }
};

const killPlanner = async ({ installation, log, recording }: Session, { id }: Planned): Promise<void> => {
  const last = occurrencesIn(await wholeLog(log.store), id).at(-1);
  const worker = installation.workers.find(({ pid }) => last?.metadata.actor.endsWith(`-${pid}`) === true);
  if (worker === undefined) throw new Error(`no worker plans: ${last?.metadata.actor ?? 'nothing was started'}`);
  await noted(recording, { fault: 'worker-kill', ...harm(worker.name, 1) }, () => {
    worker.signal('SIGKILL');
    return worker.untilGone();
  });
};

/** Redis, or PostgreSQL where the queue is in it. */
const killQueue = ({ installation: { stack, postgres, workers }, recording }: Session): Promise<void> =>
  stack.redis === undefined
    ? noted(recording, { fault: 'postgres-restart', ...harm('postgres', workers.length) }, async () => {
        await postgres.crash();
        await postgres.start();
      })
    : noted(recording, { fault: 'redis-restart', ...harm('redis') }, async () => {
        await stack.redis?.kill();
        await stack.redis?.restart();
      });
