import { type Fate, holdLog } from '../../support/held-log.js';
import type { SinkBehaviour } from '../../support/smtp-sink.js';
import { type Fault, harm, pastLeaseMs, type Victim } from './fault.js';

/** Waits until somebody stands at the step, or for a while; answers how the step is freed. */
type Ambush = (victim: Victim) => Promise<() => Promise<void>>;

const ambushMs = 3_000;

const atTheSink =
  (behaviour: SinkBehaviour): Ambush =>
  async ({ installation: { sink }, hold }) => {
    sink.forgetReached();
    sink.everyone = behaviour;
    await Promise.race([sink.untilAnyReached(1), hold(ambushMs)]);
    return async () => {
      sink.everyone = 'accept';
      sink.release();
      if (typeof behaviour === 'object') sink.dropAll();
      await Promise.resolve();
    };
  };

const atTheLog =
  (fate: Fate, before?: Ambush): Ambush =>
  async (victim) => {
    const goOn = await before?.(victim);
    const log = await holdLog(victim.installation, fate);
    await goOn?.();
    await Promise.race([log.untilWaiting(1).catch(() => undefined), victim.hold(ambushMs)]);
    return () => log.release();
  };

/** The steps of the send protocol between which a worker can be lost. */
const steps = {
  'before-claim': atTheLog('lost'),
  'claim-on-its-way': atTheLog('stored'),
  'after-claim': atTheSink({ hang: 'rcpt' }),
  'in-data': atTheSink({ hang: 'data' }),
  'before-250': atTheSink('store-then-wait'),
  'before-settle': atTheLog('lost', atTheSink('store-then-wait')),
} satisfies Record<string, Ambush>;

const killAt = (ambush: Ambush): Fault => ({
  inject: async (victim) => {
    const { workers } = victim.installation;
    const free = await ambush(victim);
    for (const worker of workers) worker.signal('SIGKILL');
    await Promise.all(workers.map((worker) => worker.untilGone()));
    await free();
    await Promise.all(workers.map((worker) => worker.untilReady()));
    return harm('every worker', workers.length);
  },
});

const pauseAt = (ambush: Ambush): Fault => ({
  inject: async (victim) => {
    const { installation, chance, hold } = victim;
    const free = await ambush(victim);
    const worker = chance.pick(installation.workers);
    worker.signal('SIGSTOP');
    await free();
    await hold(pastLeaseMs);
    worker.signal('SIGCONT');
    return harm(worker.name, 1);
  },
});

const named = Object.entries(steps);
/** kill -9 and SIGSTOP/SIGCONT of workers at every step of sending. */
export const sendFaults: Readonly<Record<string, Fault>> = Object.fromEntries([
  ...named.map(([step, ambush]) => [`worker-kill-${step}`, killAt(ambush)]),
  ...named.map(([step, ambush]) => [`worker-pause-${step}`, pauseAt(ambush)]),
]);

const misbehave = (behaviour: SinkBehaviour | 'accept', ms = 1_500): Fault => ({
  inject: async ({ installation: { sink }, chance, hold }) => {
    sink.everyone = behaviour;
    await hold(ms + chance.below(1_000));
    sink.everyone = 'accept';
    sink.release();
    return harm('mail server');
  },
});

/** What mail servers do; each of these is an outcome that the log has a word for. */
export const mailServerFaults = {
  'smtp-4xx-rcpt': misbehave({ answer: 451, at: 'rcpt' }),
  'smtp-4xx-data': misbehave({ answer: 452, at: 'data' }),
  'smtp-5xx-rcpt': misbehave({ answer: 550, at: 'rcpt' }, 500),
  'smtp-5xx-data': misbehave({ answer: 554, at: 'data' }, 500),
  'smtp-timeout-before-data': misbehave({ hang: 'rcpt' }, 1_000),
  'smtp-timeout-after-data': misbehave({ hang: 'data' }, 1_000),
  'smtp-dies-before-data': misbehave({ drop: 'rcpt' }),
  'smtp-dies-in-data': misbehave({ drop: 'data' }),
  'smtp-accepts-then-dies': misbehave('store-then-die'),
  'smtp-late-250': misbehave('store-then-wait', 1_500),
  'smtp-421': {
    inject: async ({ installation: { sink }, chance, hold }) => {
      sink.answerToMail = 421;
      await hold(1_000 + chance.below(1_000));
      sink.answerToMail = undefined;
      return harm('mail server');
    },
  },
} satisfies Record<string, Fault>;
