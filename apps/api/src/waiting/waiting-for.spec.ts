import { runStatuses } from '#domain/run/lifecycle.js';
import { waitingFor, type WaitingFacts, waitKinds } from './waiting-for.js';

const now = '2026-11-22T09:00:00.000Z';
const later = '2026-11-22T09:30:00.000Z';

const nothing = { count: 0, until: null };
const facts: WaitingFacts = {
  now,
  status: 'running',
  since: '2026-11-22T08:00:00.000Z',
  startAt: null,
  lastProgressAt: '2026-11-22T08:59:00.000Z',
  waits: { claimable: 0, drafts: nothing, deferred: nothing, unreachable: 0, held: [], claimed: [] },
  holds: [],
  limited: null,
  lines: [],
  worker: true,
  queueDown: false,
  leases: [],
  behindSince: null,
};
const waits = (changes: Partial<WaitingFacts['waits']>) => ({ waits: { ...facts.waits, ...changes } });
const lease = (silent: boolean) => ({ batch: 1, owner: 'w', until: later, silent });

const cases: [string, Partial<WaitingFacts>, [string, number][]][] = [
  ['getting on', waits({ claimable: 5 }), []],
  ['its time', { status: 'scheduled', startAt: later }, [['time', 0]]],
  [
    'its time, which is over, with nobody to see it',
    { status: 'scheduled', startAt: '2026-11-22T08:00:00.000Z', worker: false },
    [
      ['time', 0],
      ['no-worker', 0],
    ],
  ],
  ['reviewers', { status: 'awaiting_approval', ...waits({ drafts: { count: 3, until: later } }) }, [['approval', 3]]],
  [
    'the end of a quiet time',
    waits({ held: [{ reason: 'quiet-hours', count: 4, until: later }] }),
    [['quiet-hours', 4]],
  ],
  ['a sender that is used up', { limited: { perSecond: 2 }, ...waits({ claimable: 7 }) }, [['rate-limit', 7]]],
  [
    'its turn, in each line that it stands in',
    {
      status: 'queued',
      lines: [
        { runId: 'r1', scope: 'campaign:c1', most: 1, underWay: 1, ahead: 0, since: now },
        { runId: 'r1', scope: 'sender:s1', most: 2, underWay: 1, ahead: 3, since: now },
      ],
    },
    [
      ['concurrency', 0],
      ['concurrency', 0],
    ],
  ],
  ['a provider that asked to come back', waits({ deferred: { count: 2, until: later } }), [['back-off', 2]]],
  [
    'one that cannot be reached',
    waits({ deferred: { count: 5, until: later }, unreachable: 5 }),
    [['provider-down', 5]],
  ],
  [
    'both kinds of providers',
    waits({ deferred: { count: 5, until: later }, unreachable: 2 }),
    [
      ['back-off', 3],
      ['provider-down', 2],
    ],
  ],
  ['whoever paused it', { status: 'paused', ...waits({ claimable: 6 }) }, [['paused', 6]]],
  [
    'whoever holds it, and then the limit does not matter',
    {
      holds: [{ scope: 'all', since: now, actor: 'ann', reason: null }],
      limited: { perSecond: 2 },
      ...waits({ claimable: 6 }),
    },
    [['hold', 6]],
  ],
  [
    'whoever looks through it after a restore, from before its start on',
    { status: 'scheduled', startAt: later, holds: [{ scope: 'run:r1', since: now, actor: 'ann', reason: 'restored' }] },
    [
      ['time', 0],
      ['hold', 0],
    ],
  ],
  ['a worker', { status: 'queued', worker: false }, [['no-worker', 0]]],
  [
    'a worker for what is in flight',
    { worker: false, ...waits({ claimable: 1, claimed: [{ batch: 1, count: 2 }] }) },
    [['no-worker', 3]],
  ],
  ['a queue that can be used', { queueDown: true, ...waits({ claimable: 4 }) }, [['queue-down', 4]]],
  ['a worker before its queue', { worker: false, queueDown: true }, [['no-worker', 0]]],
  [
    'an owner who is silent',
    { leases: [lease(true)], ...waits({ claimed: [{ batch: 1, count: 2 }] }) },
    [['silent-lease', 2]],
  ],
  ['an owner who is gone', waits({ claimed: [{ batch: 1, count: 2 }] }), [['silent-lease', 2]]],
  ['nobody while an owner sends', { leases: [lease(false)], ...waits({ claimed: [{ batch: 1, count: 2 }] }) }, []],
  ['its read model', { behindSince: now }, [['read-model-behind', 0]]],
];

test.each(cases)('a run waits for %s', (_, changes, expected) => {
  const found = waitingFor({ ...facts, ...changes });
  expect(found.map(({ kind, count }) => [kind, count])).toEqual(expected);
  for (const { releasedBy } of found) expect(releasedBy).not.toBe('');
});

test('every kind of wait has a case here', () => {
  expect(new Set(cases.flatMap(([, , expected]) => expected.map(([kind]) => kind)))).toEqual(new Set(waitKinds));
});

test('a run that has ended waits for nothing, whatever else is wrong', () => {
  const everything = { ...facts, worker: false, behindSince: now, startAt: later, ...waits({ claimable: 9 }) };
  for (const status of runStatuses.filter((each) => ['completed', 'failed', 'cancelled', 'missed'].includes(each))) {
    expect(waitingFor({ ...everything, status })).toEqual([]);
  }
});
