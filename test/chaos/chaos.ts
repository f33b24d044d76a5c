import { setTimeout as pause } from 'node:timers/promises';
import { hmac } from '#platform/ids.js';
import { addressKey } from '#vault/contacts/address.js';
import { chanceFrom } from '../../tools/demo/src/chance.js';
import { ServiceClient } from '../support/service-client.js';
import type { ChaosArguments } from './arguments.js';
import type { History, Settings } from './checker/history.js';
import { finishOf, historyRows, receiptOf } from './history/finish.js';
import { Follower } from './history/follower.js';
import { openLog, wholeLog } from './history/log.js';
import { lookAtQueue } from './history/queue-look.js';
import { newRecording, type Recording } from './history/recording.js';
import { rebuildAll, watchMemory } from './history/watch.js';
import { impatience } from './installation/build.js';
import type { Installation, InstallationOptions } from './installation/installation.js';
import { startInstallation } from './installation/start-installation.js';
import type { Fault } from './nemesis/fault.js';
import { faults } from './nemesis/faults.js';
import { Nemesis } from './nemesis/nemesis.js';
import type { Scene } from './workload/scene.js';
import { postTo } from './workload/answers.js';
import { comeToRest, healAll } from './workload/come-to-rest.js';
import { layOut, mixedKinds, type Plan } from './workload/plan.js';
import { RecordingClient } from './workload/recording-client.js';
import { Workload } from './workload/workload.js';

/** W of a worker's email channel: twice its connections. */
export const emailWindow = 10;
const restPatienceMs = 150_000;
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
  const startedAt = Date.now();
  const installation = await startInstallation({
    stack: args.stack,
    apis: 2,
    workers: 2,
    patches: args.realWaits ? [] : impatience,
    ...needsOf(args.faults),
  });
  const giveUp = new AbortController();
  const log = await openLog(installation);
  try {
    const recording = newRecording();
    const setting = {
      urls: installation.apiUrls,
      key: installation.keys.localApiKey,
      recording,
      giveUp: giveUp.signal,
    };
    const client = new RecordingClient('operator', setting, chanceFrom(args.seed));
    const followers = [new Follower(log.store, 'all', null), new Follower(log.store, 'batches', ['run', 'runbatch'])];
    const memory = watchMemory(installation, recording);
    const plan = await layOut(client, { contacts: 25, perSecond: 60, kinds: mixedKinds });
    const scene: Scene = sceneOf(installation, recording, plan);
    const workload = new Workload(scene, setting, { clients: 4, restMs: 600, seed: args.seed });
    workload.start();
    const chosen = chosenFaults(installation, args.faults, say);
    const nemesis = new Nemesis({
      installation,
      scene,
      store: log.store,
      recording,
      say,
      client: new RecordingClient('nemesis', setting, chanceFrom(args.seed + 2)),
      chance: chanceFrom(args.seed + 1),
      faults: chosen,
    });
    await nemesis.rage(performance.now() + args.minutes * 60_000);
    await healAll(installation);
    // Clients go on, and the reconciler has had its time: everything due must be in somebody's hands.
    await pause(reconciledMs);
    recording.queueLooks.push(await lookAtQueue(installation, log.store));
    await workload.stop();
    const rested = await comeToRest(client, scene, restPatienceMs);
    say(rested ? 'everything has come to rest' : `not at rest after ${restPatienceMs / 1_000} s`);
    const service = new ServiceClient(installation.apiUrls[0] ?? '', installation.keys.localApiKey);
    for (const follower of followers) await follower.untilCaughtUp(10_000);
    const finish = rested ? await finishOf(service) : null;
    if (rested) recording.replays.push(await rebuildAll(service, { installation, store: log.store }));
    memory.stop();
    const events = await wholeLog(log.store);
    const { sink, tls } = installation;
    const history: History = {
      ...recording,
      settings: settingsOf(args, { installation, plan, startedAt }),
      events,
      subscribers: [
        ...(await Promise.all(followers.map((follower) => follower.stop()))),
        ...(rested ? [await historyRows(installation.databaseUrl, events)] : []),
      ],
      receipts: installation.sink.stored.map(receiptOf),
      exits: installation.processes.flatMap(({ exits }) => exits),
      finish,
    };
    return { history, mailsInTheClear: tls ? sink.stored.filter(({ secure }) => !secure).length : 0 };
  } finally {
    giveUp.abort();
    await log.close();
    await installation.stop();
  }
};

const sceneOf = (installation: Installation, recording: Recording, plan: Plan): Scene => ({
  plan,
  recording,
  sink: installation.sink,
  post: postTo(() => installation.inboundPort),
  runs: [],
  statuses: new Map(),
  holds: new Set(),
});

/** What has to be there from the start for some faults. */
const needsOf = (chosen: readonly string[] | null): Pick<InstallationOptions, 'clocks' | 'diskBytes' | 'tls'> => ({
  ...(chosen === null || chosen.includes('clock-step') ? { clocks: true } : {}),
  ...(chosen === null || chosen.includes('tls-stripped') ? { tls: true } : {}),
  ...(chosen === null || chosen.includes('disk-full') ? { diskBytes: 1.5 * 1024 ** 3 } : {}),
});

const chosenFaults = (
  installation: Installation,
  names: readonly string[] | null,
  say: (line: string) => void,
): Readonly<Record<string, Fault>> =>
  Object.fromEntries(
    Object.entries(faults).filter(([name, { lacks }]) => {
      if (names !== null && !names.includes(name)) return false;
      const missing = lacks?.(installation) ?? null;
      if (missing !== null && names !== null) say(`left out: ${name} needs ${missing}`);
      return missing === null;
    }),
  );

const settingsOf = (
  args: ChaosArguments,
  {
    installation,
    plan,
    startedAt,
  }: { readonly installation: Installation; readonly plan: Plan; readonly startedAt: number },
): Settings => ({
  seed: args.seed,
  stack: args.stack,
  startedAt,
  workers: installation.workers.length,
  window: { email: emailWindow },
  channelsWithSink: ['email'],
  suppressionHashes: Object.fromEntries(
    plan.addresses.map((address) => [address, hmac(installation.keys.suppressionKey, addressKey(address))]),
  ),
  raceMs: 5_000,
  memoryLimit: 512 * 1024 ** 2,
  otherClients: false,
});
