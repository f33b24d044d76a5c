import type { Instant } from '#domain/kernel/message.js';
import { isFinal, type RunStatus } from '#domain/run/lifecycle.js';
import type { HoldInForce } from '#readmodel/gates/queries.js';
import type { PlaceInLine } from '#readmodel/due/run-places.js';
import type { RunWaits } from '#readmodel/due/waits.js';

export const waitKinds = [
  'time',
  'approval',
  'quiet-hours',
  'rate-limit',
  'concurrency',
  'back-off',
  'provider-down',
  'paused',
  'hold',
  'no-worker',
  'queue-down',
  'silent-lease',
  'read-model-behind',
] as const;
export type WaitKind = (typeof waitKinds)[number];

/** Something that a run waits for. Several at a time are possible; none means that it is getting on. */
export interface Wait {
  readonly kind: WaitKind;
  /** Null where nobody noted it. */
  readonly since: Instant | null;
  /** Null: no time is set. */
  readonly until: Instant | null;
  /** Recipients who wait; 0 while the run itself waits and has none yet. */
  readonly count: number;
  /** What ends it, for people. */
  readonly releasedBy: string;
}

export interface WaitingFacts {
  readonly now: Instant;
  readonly status: RunStatus;
  /** When the run came into its status. */
  readonly since: Instant | null;
  readonly startAt: Instant | null;
  readonly lastProgressAt: Instant | null;
  readonly waits: RunWaits;
  /** Those that stop messages of this run. */
  readonly holds: readonly HoldInForce[];
  /** The sender's limit is used up at this moment. */
  readonly limited: { readonly perSecond: number } | null;
  /** Lines that the run stands in and that are not its turn yet. */
  readonly lines: readonly PlaceInLine[];
  /** A worker shows that it lives. */
  readonly worker: boolean;
  /** A living worker cannot use the queue. */
  readonly queueDown: boolean;
  /** Batches in somebody's hands; `silent`: their owner has not renewed the lease in time. */
  readonly leases: readonly {
    readonly batch: number;
    readonly owner: string;
    readonly until: Instant;
    readonly silent: boolean;
  }[];
  /** When the log wrote the first event that the read model of due work lacks; null when it is up to date. */
  readonly behindSince: Instant | null;
}

type Rule = (facts: WaitingFacts) => readonly Omit<Wait, 'kind'>[];

const inProgress: readonly RunStatus[] = ['running', 'awaiting_approval'];
/** Statuses in which a worker has something to do for the run. */
const worked: readonly RunStatus[] = [
  'requested',
  'queued',
  'preparing',
  'running',
  'awaiting_approval',
  'pausing',
  'cancelling',
];

const claims = ({ waits }: WaitingFacts): number => waits.claimed.reduce((sum, { count }) => sum + count, 0);

/** One rule per kind; each says for itself whether the run waits for it. */
const rules = {
  time: ({ status, since, startAt }) =>
    status === 'scheduled' && startAt !== null
      ? [{ since, until: startAt, count: 0, releasedBy: 'the planner, at that time; or "start now"' }]
      : [],

  approval: ({ status, waits: { drafts } }) =>
    inProgress.includes(status) && drafts.count > 0
      ? [
          {
            since: null,
            until: drafts.until,
            count: drafts.count,
            releasedBy: 'a reviewer; at that time the first drafts expire',
          },
        ]
      : [],

  'quiet-hours': (facts) => heldFor(facts, 'quiet-hours', 'the end of the quiet hours'),

  'rate-limit': (facts) => [
    ...heldFor(facts, 'rate-limit', 'the limit, when there is room again'),
    ...(inProgress.includes(facts.status) &&
    facts.limited !== null &&
    facts.waits.claimable > 0 &&
    facts.holds.length === 0
      ? [
          {
            since: facts.lastProgressAt,
            until: null,
            count: facts.waits.claimable,
            releasedBy: `the sender's limit of ${facts.limited.perSecond} a second, one after the other`,
          },
        ]
      : []),
  ],

  concurrency: ({ status, lines }) =>
    status === 'queued'
      ? lines.map(({ scope, most, underWay, ahead, since }) => ({
          since,
          until: null,
          count: 0,
          releasedBy: `the end of another run of ${scope}, which may have ${most} at a time: ${underWay} under way, ${ahead} before this one in line`,
        }))
      : [],

  'back-off': ({ status, waits: { deferred, unreachable } }) =>
    inProgress.includes(status) && deferred.count > unreachable
      ? [
          {
            since: null,
            until: deferred.until,
            count: deferred.count - unreachable,
            releasedBy: 'the next attempt, when the provider asked to come back',
          },
        ]
      : [],

  'provider-down': ({ status, waits: { deferred, unreachable } }) =>
    inProgress.includes(status) && unreachable > 0
      ? [
          {
            since: null,
            until: deferred.until,
            count: unreachable,
            releasedBy: 'the next attempt, if the provider can be reached by then',
          },
        ]
      : [],

  paused: (facts) =>
    facts.status === 'paused' || facts.status === 'pausing'
      ? [
          {
            since: facts.since,
            until: null,
            count: facts.waits.claimable + facts.waits.drafts.count + facts.waits.deferred.count,
            releasedBy: 'resuming the run',
          },
        ]
      : [],

  // A hold on the run itself is told before there is anything to hold: somebody has to release it or cancel the run.
  hold: ({ status, holds, waits }) =>
    holds
      .filter(({ scope }) => inProgress.includes(status) || scope.startsWith('run:'))
      .map(({ scope, since, reason }) => ({
        since,
        until: null,
        count: waits.claimable,
        releasedBy: `lifting the hold on ${scope}${reason === null ? '' : ` (${reason})`}`,
      })),

  'no-worker': (facts) =>
    !facts.worker && (worked.includes(facts.status) || isOverdue(facts))
      ? [
          {
            since: facts.lastProgressAt,
            until: null,
            count: facts.waits.claimable + claims(facts),
            releasedBy: 'starting a worker',
          },
        ]
      : [],

  'queue-down': ({ status, worker, queueDown, waits, lastProgressAt }) =>
    worker && queueDown && worked.includes(status)
      ? [
          {
            since: lastProgressAt,
            until: null,
            count: waits.claimable,
            releasedBy: 'the queue, when it can be used again; `sortie doctor` says what it lacks',
          },
        ]
      : [],

  'silent-lease': ({ worker, waits, leases, lastProgressAt }) => {
    if (!worker) return [];
    const open = waits.claimed.flatMap(({ batch, count }) => {
      const lease = leases.find((each) => each.batch === batch);
      return lease === undefined || lease.silent ? [{ count, until: lease?.until ?? null }] : [];
    });
    if (open.length === 0) return [];
    return [
      {
        since: lastProgressAt,
        until: open.reduce<Instant | null>((first, { until }) => (until === null ? first : until), null),
        count: open.reduce((sum, { count }) => sum + count, 0),
        releasedBy: 'another worker, which takes the batch over when the lease has run out',
      },
    ];
  },

  'read-model-behind': ({ behindSince }) =>
    behindSince === null
      ? []
      : [
          {
            since: behindSince,
            until: null,
            count: 0,
            releasedBy: 'the read model of due work, when it has caught up',
          },
        ],
} as const satisfies Record<WaitKind, Rule>;

/** Everything that a run waits for, in the order of the kinds; nothing once it has ended. */
export const waitingFor = (facts: WaitingFacts): readonly Wait[] =>
  isFinal(facts.status) ? [] : waitKinds.flatMap((kind) => rules[kind](facts).map((wait) => ({ kind, ...wait })));

const heldFor = (
  { status, since, waits }: WaitingFacts,
  reason: RunWaits['held'][number]['reason'],
  releasedBy: string,
): readonly Omit<Wait, 'kind'>[] =>
  inProgress.includes(status)
    ? waits.held
        .filter((held) => held.reason === reason)
        .map(({ count, until }) => ({ since, until, count, releasedBy }))
    : [];

/** The planner looks every quarter of a second. */
const isOverdue = ({ status, startAt, now }: WaitingFacts): boolean =>
  status === 'scheduled' && startAt !== null && startAt < now;
