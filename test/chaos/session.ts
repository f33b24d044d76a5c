import { setMaxListeners } from 'node:events';
import { hmac } from '#platform/ids.js';
import { addressKey } from '#vault/contacts/address.js';
import { chanceFrom } from '../../tools/demo/src/chance.js';
import { ServiceClient } from '../support/service-client.js';
import type { History, Settings } from './checker/history.js';
import { finishOf, historyRows, receiptOf } from './history/finish.js';
import { Follower } from './history/follower.js';
import { openLog, type OpenLog, wholeLog } from './history/log.js';
import { newRecording, type Recording } from './history/recording.js';
import { rebuildAll, watchMemory } from './history/watch.js';
import { asOfThisRelease } from './installation/build.js';
import type { Installation, InstallationOptions } from './installation/installation.js';
import { startInstallation } from './installation/start-installation.js';
import { postTo } from './workload/answers.js';
import { comeToRest } from './workload/come-to-rest.js';
import { layOut, type Wanted } from './workload/plan.js';
import { RecordingClient, type Setting } from './workload/recording-client.js';
import type { Scene } from './workload/scene.js';

/** W of a worker's email channel: twice its connections. */
export const emailWindow = 10;

export interface SessionOptions extends Omit<InstallationOptions, 'apis' | 'workers'> {
  readonly seed: number;
  readonly wanted: Wanted;
}

/** A service with something to do, watched from its first event to its last. */
export interface Session {
  readonly installation: Installation;
  readonly recording: Recording;
  readonly setting: Setting;
  readonly client: RecordingClient;
  readonly scene: Scene;
  readonly log: OpenLog;
  /** Waits until every run has ended, and gathers what the checker needs. */
  finish(restPatienceMs: number): Promise<History>;
  close(): Promise<void>;
}

/** Two APIs, two workers, and what the clients need defined. */
export const openSession = async ({ seed, wanted, ...options }: SessionOptions): Promise<Session> => {
  const startedAt = Date.now();
  const installation = await startInstallation({ ...options, apis: 2, workers: 2 });
  const giveUp = new AbortController();
  setMaxListeners(0, giveUp.signal); // every client that rests listens to it
  try {
    const log = await openLog(installation);
    const recording = newRecording();
    const key = installation.keys.localApiKey;
    const setting = { urls: installation.apiUrls, key, recording, giveUp: giveUp.signal };
    const client = new RecordingClient('operator', setting, chanceFrom(seed));
    const followers = [new Follower(log.store, 'all', null), new Follower(log.store, 'batches', ['run', 'runbatch'])];
    const memory = watchMemory(installation, recording);
    const plan = await layOut(client, wanted);
    const scene: Scene = {
      plan,
      recording,
      sink: installation.sink,
      post: postTo(() => installation.inboundPort),
      runs: [],
      statuses: new Map(),
      holds: new Set(),
    };
    const finish = async (restPatienceMs: number): Promise<History> => {
      const rested = await comeToRest(client, scene, restPatienceMs);
      const service = new ServiceClient(installation.apiUrls[0] ?? '', key);
      for (const follower of followers) await follower.untilCaughtUp(10_000);
      const finished = rested ? await finishOf(service, recording.poisoned) : null;
      if (rested) recording.replays.push(await rebuildAll(service, { installation, store: log.store }));
      memory.stop();
      const events = (await wholeLog(log.store)).map(asOfThisRelease);
      const feeds = await Promise.all(followers.map((follower) => follower.stop()));
      return {
        ...recording,
        settings: settingsOf(installation, { seed, startedAt, addresses: plan.addresses }),
        events,
        subscribers: [...feeds, ...(rested ? [await historyRows(installation.databaseUrl, events)] : [])],
        receipts: installation.sink.stored.map(receiptOf),
        exits: installation.processes.flatMap(({ exits }) => exits),
        finish: finished,
      };
    };
    const close = async (): Promise<void> => {
      giveUp.abort();
      memory.stop();
      await Promise.all(followers.map((follower) => follower.stop()));
      await log.close();
      await installation.stop();
    };
    return { installation, recording, setting, client, scene, log, finish, close };
  } catch (error) {
    giveUp.abort();
    await installation.stop();
    throw error;
  }
};

const settingsOf = (
  { stack, workers, keys }: Installation,
  {
    seed,
    startedAt,
    addresses,
  }: { readonly seed: number; readonly startedAt: number; readonly addresses: readonly string[] },
): Settings => ({
  seed,
  stack: stack.name,
  startedAt,
  workers: workers.length,
  window: { email: emailWindow },
  channelsWithSink: ['email'],
  suppressionHashes: Object.fromEntries(
    addresses.map((address) => [address, hmac(keys.suppressionKey, addressKey(address))]),
  ),
  raceMs: 5_000,
  memoryLimit: 512 * 1024 ** 2,
  otherClients: false,
});
