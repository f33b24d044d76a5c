import { setMaxListeners } from 'node:events';
import { hostname } from 'node:os';
import type { Logger } from 'pino';
import { openEventStore } from '#eventstore/open.js';
import type { EventStore } from '#eventstore/port.js';
import type { Config } from '#platform/config/config.js';
import { openPool } from '#platform/database/pool.js';
import { openPreparedPool } from '#platform/database/prepared.js';
import { openSharedClock } from '#platform/database/shared-clock.js';
import { Leases } from '#platform/leases/leases.js';
import { signUnsubscribeToken } from '#platform/tokens/communication-token.js';
import { unsubscribeUrl } from '#platform/tokens/token-address.js';
import { providersOf } from '#platform/config/providers.js';
import { openChannels } from './channels/registry.js';
import { carryOutBulk } from './bulk/carry-out-bulk.js';
import { carryOut } from './carry-out.js';
import { keepHouse } from './keep-house.js';
import { settleBatches } from './manager/settle-batches.js';
import { superviseRuns } from './manager/supervise-runs.js';
import { planStarts } from './planner/plan-starts.js';
import { reconcile } from './planner/reconcile.js';
import { givingWay, RightOfWay } from './planner/right-of-way.js';
import { runProjections } from '#readmodel/runner/run-projections.js';
import { projectionNews } from './projection-news.js';
import { queueBackend } from './queue/open-queue.js';
import { startTaking } from './queue/taking.js';
import { workQueue } from './queue/work-queue.js';
import { enqueueWork } from './reactors/enqueue-work.js';
import { eraseContacts } from './reactors/erase-contacts.js';
import { pauseFailingSchedules } from './reactors/pause-failing-schedules.js';
import { runReactor } from './reactors/reactor.js';
import { startOccurrences } from './reactors/start-occurrences.js';
import { suppressRefused } from './reactors/suppress-refused.js';
import { verifySenders } from './reactors/verify-senders.js';
import { startInbound } from './inbound/start-inbound.js';

export interface RunningWorker {
  /** Takes nothing new, settles what is in flight, gives every lease back. */
  stop(): Promise<void>;
}

/** How long a silent process keeps what it leased, ms: a killed worker's batches go on after so long. */
const leaseMs = 3_000;
/** How long a claim waits for the gates' read model before it is put off, ms. */
const patienceMs = 2_000;
/** Batches carried out at once; they share each channel's window. */
const concurrency = 8;

export const startWorker = async (config: Config, log: Logger): Promise<RunningWorker> => {
  const worker = `${hostname()}-${process.pid}`;
  const idleError = (error: Error): void => log.warn({ err: error.message }, 'database connection');
  const pool = openPool(config.databaseUrl, {
    name: 'sortie-worker',
    max: 17,
    onIdleError: idleError,
  });
  // Of its own, and few: what they have parsed and planned stays in use.
  const readModels = openPreparedPool(config.databaseUrl, {
    name: 'sortie-read-models',
    max: 3,
    onIdleError: idleError,
  });
  const openLog = (): Promise<EventStore> =>
    openEventStore({
      pool,
      databaseUrl: config.databaseUrl,
      eventStoreUrl: config.eventStoreUrl,
      onTrouble: (error) => log.warn({ err: error.message }, 'log'),
    });
  const sharedLog = await openLog();
  // Connections of its own: a start that is due must not wait behind what the starts before it have set going. What
  // comes it hears from the feed that all parts share, and the others give way to it.
  const ownLog = await openLog();
  const plannerLog = { ...ownLog, subscribe: sharedLog.subscribe };
  const rightOfWay = new RightOfWay();
  const store = givingWay(sharedLog, rightOfWay);
  const leases = new Leases(pool, worker);
  const clock = await openSharedClock(pool);
  const channels = openChannels(config, clock.now);
  const backend = queueBackend(config);
  const queue = workQueue(backend, store.epoch);
  const stop = new AbortController();
  setMaxListeners(0, stop.signal); // every part of the worker listens to it
  const shared = {
    store,
    pool,
    sql: pool,
    leases,
    log,
    leaseMs,
    worker,
    queue,
    channels,
    config,
    now: clock.now,
    email: channels.email.channel,
    suppressionKey: config.keys.suppressionKey,
    patienceMs,
    timeZone: config.timeZone,
    channelRuns: config.channelRuns,
    unsubscribeUrl: (communicationId: string) =>
      unsubscribeUrl(config.http.publicUrl, signUnsubscribeToken(config.keys.unsubscribe, communicationId)),
    providerOf: providersOf(config),
  };

  const following = [
    runProjections({ ...shared, following: readModels, report: projectionNews(log) }, stop.signal),
    runReactor(shared, enqueueWork(store, queue), stop.signal),
    runReactor(shared, eraseContacts(pool), stop.signal),
    runReactor(shared, verifySenders(shared), stop.signal),
    runReactor(shared, suppressRefused(shared), stop.signal),
    runReactor(shared, startOccurrences(shared), stop.signal),
    runReactor(shared, pauseFailingSchedules(shared), stop.signal),
    settleBatches(shared, stop.signal),
    superviseRuns(shared, stop.signal),
    planStarts({ ...shared, store: plannerLog, rightOfWay }, stop.signal),
    reconcile(shared, stop.signal),
    keepHouse(shared, stop.signal),
    carryOutBulk(shared, stop.signal),
  ];
  const carry = carryOut(shared, stop.signal);
  const taking = startTaking(backend, {
    epoch: store.epoch,
    concurrency,
    log,
    carryOut: async (work) => {
      await rightOfWay.giveWay();
      await carry(work);
    },
  });
  const inbound = startInbound(shared);
  log.info({ worker, windows: channels.windows }, 'windows of unsettled claims');

  return {
    stop: async () => {
      stop.abort();
      clock.stop();
      await Promise.all([taking.close(), inbound.close(), ...following]);
      await queue.close();
      await channels.close();
      await Promise.all([store.close(), ownLog.close()]);
      await Promise.all([pool.end(), readModels.end()]);
    },
  };
};
