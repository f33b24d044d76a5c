import type { CampaignDefinition } from '#domain/campaign/messages.js';
import { isFinal } from '#domain/run/lifecycle.js';
import type { StackName } from '../../support/stacks.js';
import { emailWindow, openSession, type Session } from '../session.js';
import { impatience } from '../installation/build.js';
import { harm } from '../nemesis/fault.js';
import { lookAt } from '../workload/observe.js';
import { idOf } from '../workload/plan.js';
import { countOf, duplicatesIn, judged } from './judged.js';
import { noted } from './noted.js';

export interface KillsWanted {
  readonly stack: StackName;
  readonly seed: number;
  readonly kills: number;
  readonly mails: number;
  readonly onUnknown: CampaignDefinition['onUnknown'];
}

/** kill -9 of workers again and again while mails go out: what is lost, sent twice, unknown. */
export const killsFigure = async (wanted: KillsWanted, say: (line: string) => void): Promise<boolean> => {
  const { stack, seed, kills, mails, onUnknown } = wanted;
  const session = await openSession({
    seed,
    stack,
    patches: impatience,
    wanted: { contacts: mails, perSecond: 1_000, kinds: [{ onUnknown }] },
  });
  try {
    const runId = await startRun(session);
    const done = await killAlong(session, runId, { kills, mails });
    const history = await session.finish(120_000);
    const verdict = judged(history, say);
    const unknown = countOf(verdict, 'I5', 'unknown');
    const byTakeOver = countOf(verdict, 'I4', 'unknown by take-over (email)');
    const lost = countOf(verdict, 'I5', 'lost');
    const limit = done * emailWindow;
    say(
      `${stack}, ${onUnknown}: ${done} kill -9 of workers in ${mails} mails: lost ${lost}, twice ${duplicatesIn(history)} ` +
        `(explained ${countOf(verdict, 'I4', 'duplicates explained')}), unknown by take-over ${byTakeOver} ≤ ${limit} ` +
        `(kills × W, W = ${emailWindow}), unknown in the end ${unknown}, accepted ${countOf(verdict, 'I5', 'accepted')}`,
    );
    return verdict.good && lost === 0 && byTakeOver <= limit && (onUnknown === 'resend' || duplicatesIn(history) === 0);
  } finally {
    await session.close();
  }
};

export const startRun = async ({ client, scene }: Session): Promise<string> => {
  const [campaign] = scene.plan.campaigns;
  const path = `/v1/campaigns/${campaign?.id ?? ''}/runs`;
  const answered = await client.carryThrough({ name: 'start-run', method: 'POST', path, changes: 'always' });
  const runId = idOf(answered?.body);
  scene.runs.push(runId);
  return runId;
};

/** One worker after the other, spread over the run; each is back before the next is killed. */
const killAlong = async (
  { client, scene, installation, recording }: Session,
  runId: string,
  { kills, mails }: { readonly kills: number; readonly mails: number },
): Promise<number> => {
  const { sink, workers } = installation;
  const before = sink.stored.length;
  let done = 0;
  // Those of unknown fate may never come: what is sure to be stored is what the kills are spread over.
  const sure = mails - kills * emailWindow;
  for (let kill = 1; kill <= kills; kill += 1) {
    const goal = before + Math.floor((kill * Math.max(sure, kills + 1)) / (kills + 1));
    while (sink.stored.length < goal) {
      await Promise.race([sink.untilStored(goal), client.rest(2_000)]);
      const read = sink.stored.length < goal ? await lookAt(client, scene, runId) : null;
      if (read !== null && isFinal(read.status)) return done;
    }
    const worker = workers[kill % workers.length];
    if (!worker) throw new Error('there is no worker');
    await worker.untilReady();
    await noted(recording, { fault: 'worker-kill', ...harm(worker.name, 1) }, () => {
      worker.signal('SIGKILL');
      return worker.untilGone();
    });
    done += 1;
  }
  return done;
};
