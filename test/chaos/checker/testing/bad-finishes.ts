import { emptyLedger } from '#domain/run/ledger.js';
import type { Finish, History } from '../history.js';
import { type BadHistory, each, seen } from './bad-histories.js';

const finish = (change: (finish: Finish) => Partial<Finish>): (() => History) =>
  seen(({ finish: before }) => ({ finish: before && { ...before, ...change(before) } }));

const read = (change: (read: History['reads'][number]) => Partial<History['reads'][number]>) =>
  seen(({ reads }) => ({ reads: reads.map((one, at) => (at === 4 ? { ...one, ...change(one) } : one)) }));

/** What is shown, and what is left when all is done. */
export const badFinishes: readonly BadHistory[] = [
  {
    what: 'a list that shows another status than the log',
    violates: 'I8',
    tells: /run mixed is not as the log says\nlog   .*"completed_with_failures".*\nshown .*"failed"/,
    history: finish(({ runs }) => ({
      runs: each(
        runs,
        ({ runId }) => runId === 'mixed',
        (run) => ({ ...run, status: 'failed' }),
      ),
    })),
  },
  {
    what: 'a list that shows another ledger than the log',
    violates: 'I8',
    tells: /run mixed is not as the log says\nlog   .*"accepted":2.*\nshown .*"accepted":3/,
    history: finish(({ runs }) => ({
      runs: each(
        runs,
        ({ runId }) => runId === 'mixed',
        (run) => ({ ...run, ledger: { ...run.ledger, accepted: 3, refused: 0 } }),
      ),
    })),
  },
  {
    what: 'a list without a run',
    violates: 'I8',
    tells: /the list does not show run mixed$/,
    history: finish(({ runs }) => ({ runs: runs.filter(({ runId }) => runId !== 'mixed') })),
  },
  {
    what: 'a list with a run that never was',
    violates: 'I8',
    tells: /the list shows run ghost, of which the log has nothing/,
    history: finish(({ runs }) => ({
      runs: [...runs, { runId: 'ghost', status: 'queued', revision: 1, ledger: emptyLedger }],
    })),
  },
  {
    what: 'a message shown otherwise than the log says',
    violates: 'I8',
    tells: /message mixed.1.0 is not as the log says\nlog   accepted after 1 attempts\nshown refused after 1 attempts/,
    history: finish(({ communications }) => ({
      communications: each(
        communications,
        ({ communicationId }) => communicationId === 'mixed.1.0',
        (one) => ({ ...one, status: 'refused' }),
      ),
    })),
  },
  {
    what: 'a message shown with another number of attempts',
    violates: 'I8',
    tells: /shown accepted after 2 attempts/,
    history: finish(({ communications }) => ({
      communications: each(
        communications,
        ({ communicationId }) => communicationId === 'mixed.1.0',
        (one) => ({ ...one, attempt: 2 }),
      ),
    })),
  },
  {
    what: 'a list without a message',
    violates: 'I8',
    tells: /the list does not show message mixed.1.0/,
    history: finish(({ communications }) => ({
      communications: communications.filter(({ communicationId }) => communicationId !== 'mixed.1.0'),
    })),
  },
  {
    what: 'a list with a message that was never planned',
    violates: 'I8',
    tells: /the list shows message mixed.1.9, which the log never planned/,
    history: finish(({ communications }) => ({
      communications: [...communications, { communicationId: 'mixed.1.9', status: 'accepted', attempt: 1 }],
    })),
  },
  {
    what: 'a projection that a rebuild would change',
    violates: 'I8',
    tells: /projection runs is not what a rebuild from zero gives/,
    history: finish(() => ({ verified: [{ projection: 'runs', equal: false, parked: [] }] })),
  },
  {
    what: 'a stream parked that nobody poisoned',
    violates: 'I8',
    tells: /projection runs has parked run-mixed, which is sound/,
    history: finish(() => ({ verified: [{ projection: 'runs', equal: true, parked: ['run-mixed'] }] })),
  },
  {
    what: 'a read that shows what the run never was',
    violates: 'I8',
    tells: /the log says preparing of that revision\n.*c1 read run mixed by id: failed at revision 2/,
    history: read(() => ({ status: 'failed' })),
  },
  {
    what: 'a read ahead of the log',
    violates: 'I8',
    tells: /the log says nothing of that revision\n.*revision 99/,
    history: seen(({ reads }) => ({ reads: reads.slice(0, 1).map((one) => ({ ...one, revision: 99 })) })),
  },
  {
    what: 'a read whose ledger does not balance',
    violates: 'I8',
    tells: /a ledger that does not balance: .*"accepted":5.*\n.*c1 read run mixed/,
    history: read(({ ledger }) => ({ ledger: { ...ledger, accepted: 5 } })),
  },
  {
    what: 'a recovery that took too long',
    violates: 'I9',
    tells:
      /batches of a killed worker resumed: after 5001 ms, 5000 ms are allowed\n#1 worker-kill of worker-1 from 2026/,
    history: seen(({ recoveries }) => ({ recoveries: recoveries.map((one) => ({ ...one, tookMs: 5_001 })) })),
  },
  {
    what: 'a recovery that never came',
    violates: 'I9',
    tells: /not before the end, 5000 ms are allowed/,
    history: seen(({ recoveries }) => ({ recoveries: recoveries.map((one) => ({ ...one, tookMs: null })) })),
  },
  {
    what: 'due work that nobody has',
    violates: 'I10',
    tells: /2026.* batch:paused.1 is due, and neither queued nor in work/,
    history: seen(({ queueLooks }) => ({ queueLooks: queueLooks.map((look) => ({ ...look, queued: [] })) })),
  },
  {
    what: 'a replay that sends',
    violates: 'I14',
    tells: /rebuild of runs: 1 messages were sent and 0 events written/,
    history: seen(({ replays }) => ({
      replays: replays.map((one) => ({ ...one, receiptsAfter: one.receiptsAfter + 1 })),
    })),
  },
  {
    what: 'a replay that writes',
    violates: 'I14',
    tells: /rebuild of runs: 0 messages were sent and 2 events written/,
    history: seen(({ replays }) => ({ replays: replays.map((one) => ({ ...one, eventsAfter: one.eventsAfter + 2 })) })),
  },
  {
    what: 'a process that grows beyond its limit',
    violates: 'I15',
    tells: /worker-2 held 257 MiB, 256 MiB are allowed/,
    history: seen(({ memory, settings }) => ({
      memory: memory.map((sample) => ({ ...sample, rss: settings.memoryLimit + 1 })),
    })),
  },
  {
    what: 'a process that ended by itself',
    violates: 'I15',
    tells: /worker-1 ended by itself with SIGABRT/,
    history: seen(({ exits }) => ({ exits: exits.map((exit) => ({ ...exit, signal: 'SIGABRT', wanted: false })) })),
  },
  {
    what: 'a process that gave up',
    violates: 'I15',
    tells: /worker-1 ended by itself with exit code 1/,
    history: seen(({ exits }) => ({ exits: exits.map((exit) => ({ ...exit, code: 1, signal: null, wanted: false })) })),
  },
];
