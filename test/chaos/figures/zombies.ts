import { chanceFrom } from '../../../tools/demo/src/chance.js';
import type { StackName } from '../../support/stacks.js';
import { impatience } from '../installation/build.js';
import { harm, pastLeaseMs } from '../nemesis/fault.js';
import { emailWindow, openSession } from '../session.js';
import { countOf, duplicatesIn, judged } from './judged.js';
import { startRun } from './kills.js';
import { noted } from './noted.js';

export interface ZombiesWanted {
  readonly stack: StackName;
  readonly seed: number;
  readonly pauses: number;
  readonly mails: number;
}

/** Workers paused past their leases in the middle of sending, who then go on as if nothing had been. */
export const zombiesFigure = async (wanted: ZombiesWanted, say: (line: string) => void): Promise<boolean> => {
  const { stack, seed, pauses, mails } = wanted;
  const session = await openSession({
    seed,
    stack,
    patches: impatience,
    // Slow enough that the run outlasts the pauses.
    wanted: { contacts: mails, perSecond: Math.max(1, Math.floor(mails / (pauses * 6))), kinds: [{}] },
  });
  const { installation, recording, client } = session;
  const chance = chanceFrom(seed);
  try {
    await startRun(session);
    await installation.sink.untilStored(2);
    for (let i = 0; i < pauses; i += 1) {
      const worker = chance.pick(installation.workers);
      await noted(recording, { fault: 'worker-pause', ...harm(worker.name, 1) }, async () => {
        worker.signal('SIGSTOP');
        await client.rest(pastLeaseMs);
        worker.signal('SIGCONT');
      });
      await client.rest(500 + chance.below(1_000));
    }
    const history = await session.finish(120_000);
    const verdict = judged(history, say);
    const count = (type: string): number => history.events.filter((event) => event.type === type).length;
    say(
      `${stack}: ${pauses} workers paused past their lease in ${mails} mails: take-overs ${count('BatchTakenOver')}, late results ` +
        `kept as evidence ${count('DispatchResolved')}, sent twice ${duplicatesIn(history)}, lost ${countOf(verdict, 'I5', 'lost')}, ` +
        `unknown by take-over ${countOf(verdict, 'I4', 'unknown by take-over (email)')} ≤ ${pauses * emailWindow} (pauses × W)`,
    );
    return verdict.good && duplicatesIn(history) === 0;
  } finally {
    await session.close();
  }
};
