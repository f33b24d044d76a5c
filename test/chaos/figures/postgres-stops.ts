import { setTimeout as pause } from 'node:timers/promises';
import { chanceFrom } from '../../../tools/demo/src/chance.js';
import type { StackName } from '../../support/stacks.js';
import { impatience } from '../installation/build.js';
import { postgresFaults } from '../nemesis/postgres-faults.js';
import { openSession, type Session } from '../session.js';
import { healAll } from '../workload/come-to-rest.js';
import { RecordingClient } from '../workload/recording-client.js';
import { Workload } from '../workload/workload.js';
import { countOf, duplicatesIn, judged } from './judged.js';

export interface StopsWanted {
  readonly stack: StackName;
  readonly seed: number;
  readonly runs: number;
  readonly replies: number;
}

/** PostgreSQL stopped every 5 to 10 s, down for 0 to 2 s, until so many runs were started and replies taken. */
export const postgresStopsFigure = async (wanted: StopsWanted, say: (line: string) => void): Promise<boolean> => {
  const { stack, seed, runs, replies } = wanted;
  const session = await openSession({
    seed,
    stack,
    patches: impatience,
    wanted: { contacts: 2, perSecond: 1_000, kinds: [{}, {}, {}, {}] },
  });
  const { scene, setting, recording } = session;
  try {
    const [starting, answering] = [
      new Workload(scene, setting, { clients: 4, restMs: 100, seed, only: ['start-run', 'look'] }),
      new Workload(scene, setting, { clients: 4, restMs: 100, seed: seed + 7, only: ['reply'] }),
    ];
    const over = new AbortController();
    const stops = stopAgainAndAgain(session, seed, over.signal);
    const taken = (name: string): number =>
      recording.operations.filter((one) => one.name === name && one.attempts.some(({ result }) => result === 'ok'))
        .length;
    starting.start();
    while (taken('start-run') < runs) await pause(500);
    await starting.stop();
    answering.start();
    while (taken('reply') < replies) await pause(500);
    await answering.stop();
    over.abort();
    const count = await stops;
    await healAll(session.installation);
    const history = await session.finish(120_000);
    const verdict = judged(history, say);
    say(
      `${stack}: PostgreSQL stopped ${count} times (immediate, every 5–10 s, down 0–2 s) under ${taken('start-run')} runs and ` +
        `${taken('reply')} replies: lost ${countOf(verdict, 'I5', 'lost')}, sent twice ${duplicatesIn(history)}, ` +
        `read models verified ${countOf(verdict, 'I8', 'projections verified')}, ${verdict.good ? 'all equal to the fold' : 'VIOLATIONS'}`,
    );
    return verdict.good;
  } finally {
    await session.close();
  }
};

const stopAgainAndAgain = async (
  { installation, recording, scene, setting, log }: Session,
  seed: number,
  over: AbortSignal,
): Promise<number> => {
  const chance = chanceFrom(seed + 1);
  const client = new RecordingClient('nemesis', setting, chance);
  const hold = (ms: number): Promise<void> => pause(ms);
  for (let id = 0; ; id += 1) {
    await pause(5_000 + chance.below(5_000), undefined, { signal: over }).catch(() => undefined);
    if (over.aborted) return id;
    const from = Date.now();
    const harm = await postgresFaults['postgres-restart'].inject({
      installation,
      scene,
      store: log.store,
      chance,
      client,
      hold,
    });
    recording.injections.push({ id: id + 1, fault: 'postgres-restart', from, until: Date.now(), ...harm });
  }
};
