import { setTimeout as pause } from 'node:timers/promises';
import { chanceFrom } from '../../tools/demo/src/chance.js';
import type { ChaosArguments } from './arguments.js';
import type { History } from './checker/history.js';
import { lookAtQueue } from './history/queue-look.js';
import { impatience } from './installation/build.js';
import type { Installation, InstallationOptions } from './installation/installation.js';
import type { Fault } from './nemesis/fault.js';
import { faults } from './nemesis/faults.js';
import { Nemesis } from './nemesis/nemesis.js';
import { openSession } from './session.js';
import { healAll } from './workload/come-to-rest.js';
import { mixedKinds } from './workload/plan.js';
import { RecordingClient } from './workload/recording-client.js';
import { Workload } from './workload/workload.js';

const restPatienceMs = 90_000;
/** After so long everything that was lost is queued again (issue 3: 10 s). */
const reconciledMs = 10_000;

export interface ChaosRun {
  /** Everything that the checker needs to judge it. */
  readonly history: History;
  /** Mails that came in the clear although they were to be sent with TLS only. */
  readonly mailsInTheClear: number;
}

/** A service under faults, from its start to its rest. */
export const runChaos = async (args: ChaosArguments, say: (line: string) => void): Promise<ChaosRun> => {
  const { seed, stack } = args;
  const session = await openSession({
    seed,
    stack,
    patches: args.realWaits ? [] : impatience,
    wanted: { contacts: 25, perSecond: 60, kinds: mixedKinds },
    ...needsOf(args.faults),
  });
  const { installation, recording, setting, scene, log } = session;
  try {
    const workload = new Workload(scene, setting, { clients: 4, restMs: 600, seed });
    workload.start();
    const nemesis = new Nemesis({
      installation,
      scene,
      store: log.store,
      recording,
      say,
      client: new RecordingClient('nemesis', setting, chanceFrom(seed + 2)),
      chance: chanceFrom(seed + 1),
      faults: chosenFaults(installation, args.faults, say),
    });
    await nemesis.rage(performance.now() + args.minutes * 60_000);
    await healAll(installation);
    // Clients go on, and the reconciler has had its time: everything due must be in somebody's hands.
    await pause(reconciledMs);
    recording.queueLooks.push(await lookAtQueue(installation, log.store));
    await workload.stop();
    say('every client has its answers');
    const history = await session.finish(restPatienceMs);
    const { sink, tls } = installation;
    return { history, mailsInTheClear: tls ? sink.stored.filter(({ secure }) => !secure).length : 0 };
  } finally {
    await session.close();
  }
};

/** What has to be there from the start for some faults. */
const needsOf = (chosen: readonly string[] | null): Pick<InstallationOptions, 'clocks' | 'diskBytes' | 'tls'> => ({
  ...(chosen === null || chosen.includes('clock-step') ? { clocks: true } : {}),
  ...(chosen === null || chosen.includes('tls-stripped') ? { tls: true } : {}),
  ...(chosen === null || chosen.includes('disk-full') ? { diskBytes: 1.5 * 1024 ** 3 } : {}),
});

/** Those that were asked for, as far as this installation can have them. */
const chosenFaults = (
  installation: Installation,
  names: readonly string[] | null,
  say: (line: string) => void,
): Readonly<Record<string, Fault>> =>
  Object.fromEntries(
    Object.entries(faults).filter(([name, { lacks }]) => {
      if (names !== null && !names.includes(name)) return false;
      const missing = lacks?.(installation) ?? null;
      if (missing !== null) say(`left out: ${name} needs ${missing}`);
      return missing === null;
    }),
  );
