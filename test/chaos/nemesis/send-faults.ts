import { lockTable } from '../../support/table-lock.js';
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

/** `stored`: what waits for the log is stored in the end, although nobody hears of it. */
const atTheLog =
  ({ stored, after }: { readonly stored: boolean; readonly after?: Ambush }): Ambush =>
  async (victim) => {
    const goOn = await after?.(victim);
    const log = await lockTable(victim.installation.databaseUrl, 'log.events');
    await goOn?.();
    await log.untilWaiting(1, ambushMs).catch(() => undefined);
    return async () => {
      if (!stored) await log.cutOff();
      await log.release();
    };
  };

/** The steps of the send protocol between which a worker can be lost. */
const steps = {
  'before-claim': atTheLog({ stored: false }),
  'claim-on-its-way': atTheLog({ stored: true }),
  'after-claim': atTheSink({ hang: 'rcpt' }),
  'in-data': atTheSink({ hang: 'data' }),
  'before-250': atTheSink('store-then-wait'),
  'before-settle': atTheLog({ stored: false, after: atTheSink('store-then-wait') }),
} satisfies Record<string, Ambush>;

const noLogToLock = ({ installation }: Pick<Victim, 'installation'>): string | null =>
  installation.logIsInPostgres ? null : 'a log in PostgreSQL, whose table can be locked';

const lacksFor = (step: string): Pick<Fault, 'lacks'> =>
  step === 'after-claim' || step === 'in-data' || step === 'before-250'
    ? {}
    : { lacks: (installation) => noLogToLock({ installation }) };

const killAt = (step: string, ambush: Ambush): Fault => ({
  ...lacksFor(step),
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

const pauseAt = (step: string, ambush: Ambush): Fault => ({
  ...lacksFor(step),
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
  ...named.map(([step, ambush]) => [`worker-kill-${step}`, killAt(step, ambush)]),
  ...named.map(([step, ambush]) => [`worker-pause-${step}`, pauseAt(step, ambush)]),
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
