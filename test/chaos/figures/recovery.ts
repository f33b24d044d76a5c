import type { EventMetadata } from '#domain/kernel/message.js';
import type { RecordedEvent } from '#eventstore/port.js';
import type { StackName } from '../../support/stacks.js';
import { wholeLog } from '../history/log.js';
import { impatience } from '../installation/build.js';
import { harm } from '../nemesis/fault.js';
import type { NodeProcess } from '../processes/node-process.js';
import { openSession, type Session } from '../session.js';
import { judged } from './judged.js';
import { startRun } from './kills.js';
import { noted } from './noted.js';

export interface RecoveryWanted {
  readonly stack: StackName;
  readonly seed: number;
  readonly times: number;
}

/** How soon after a crash somebody else goes on, and how soon after its start the database is served from. */
export const recoveryFigure = async (
  { stack, seed, times }: RecoveryWanted,
  say: (line: string) => void,
): Promise<boolean> => {
  const session = await openSession({
    seed,
    stack,
    patches: impatience,
    wanted: { contacts: 600 * times, perSecond: 40, kinds: [{}] },
  });
  try {
    await startRun(session);
    await session.installation.sink.untilStored(40);
    const resumed: number[] = [];
    const served: number[] = [];
    for (let i = 0; i < times; i += 1) {
      resumed.push(...(await killAndSee(session)));
      served.push(await restartAndSee(session));
    }
    const verdict = judged(await session.finish(120_000), say);
    const worst = (list: readonly number[]): number => Math.max(...list);
    say(
      `${stack}: worker killed ${times} times: its ${resumed.length} batches went on after ${middle(resumed)} ms (median), ` +
        `${worst(resumed)} ms (worst; goal 5000); PostgreSQL restarted ${times} times: commands accepted again after ` +
        `${middle(served)} ms (median), ${worst(served)} ms (worst; goal 3000)`,
    );
    return verdict.good && worst(resumed) < 5_000 && worst(served) < 3_000;
  } finally {
    await session.close();
  }
};

const middle = (list: readonly number[]): number => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;

/** For each batch that the killed worker had: how long after the kill another worker took it over. */
const killAndSee = async ({ installation, client, log, recording }: Session): Promise<readonly number[]> => {
  const before = await wholeLog(log.store);
  const [busiest] = installation.workers
    .map((worker) => ({ worker, had: batchesOf(before, worker) }))
    .toSorted((a, b) => b.had.size - a.had.size);
  if (!busiest || busiest.had.size === 0) throw new Error('no worker has a batch: the run is over, or has not begun');
  const { worker, had } = busiest;
  const dead = { pid: worker.pid };
  const killedAt = Date.now();
  await noted(recording, { fault: 'worker-kill', ...harm(worker.name, 1) }, () => {
    worker.signal('SIGKILL');
    return worker.untilGone();
  });
  for (;;) {
    await client.rest(500);
    const since = (await wholeLog(log.store)).slice(before.length);
    const goneOn = [...had].flatMap((stream) => {
      const next = since.find(
        (event) => event.stream === stream && isDelivery(event.metadata) && !isOf(dead, event.metadata),
      );
      return next === undefined ? [] : [Date.parse(next.recordedAt) - killedAt];
    });
    if (goneOn.length === had.size || Date.now() - killedAt > 60_000) {
      await worker.untilReady();
      return goneOn;
    }
  }
};

const isDelivery = ({ actor }: Pick<EventMetadata, 'actor'>): boolean => actor.startsWith('deliveries@');
const isOf = ({ pid }: Pick<NodeProcess, 'pid'>, { actor }: Pick<EventMetadata, 'actor'>): boolean =>
  actor.endsWith(`-${pid}`);

/** Open batches that this process was the last to work on. */
const batchesOf = (events: readonly RecordedEvent[], worker: Pick<NodeProcess, 'pid'>): ReadonlySet<string> => {
  const owners = new Map<string, string>();
  for (const { stream, type, metadata } of events) {
    if (isDelivery(metadata)) owners.set(stream, metadata.actor);
    if (type === 'BatchClosed') owners.delete(stream);
  }
  return new Set([...owners].flatMap(([stream, owner]) => (isOf(worker, { actor: owner }) ? [stream] : [])));
};

/** From the moment that PostgreSQL takes connections again until an API has made a command durable. */
const restartAndSee = async ({ installation: { postgres, workers }, client, recording }: Session): Promise<number> => {
  await noted(recording, { fault: 'postgres-restart', ...harm('postgres', workers.length) }, async () => {
    await postgres.crash();
    await postgres.start();
  });
  const begun = performance.now();
  const body = { name: 'Another', statement: 'to be there' };
  await client.carryThrough({ name: 'define-goal', method: 'POST', path: '/v1/goals', body, changes: 'always' });
  return Math.round(performance.now() - begun);
};
