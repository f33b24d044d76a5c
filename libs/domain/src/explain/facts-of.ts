import { fold } from '../kernel/decider.js';
import { millisOf } from '../kernel/calendar.js';
import type { Instant } from '../kernel/message.js';
import { runDecider } from '../run/decide.js';
import { isFinal } from '../run/lifecycle.js';
import { type ExistingRun, startedOf } from '../run/state.js';
import { coursesOf, isLeftUnsent } from './courses.js';
import {
  type Course,
  type Evidence,
  evidenceOf,
  type Facts,
  type Fate,
  type HoldTold,
  type LimitsFacts,
  type PartTold,
  type QueueFacts,
  type RunTold,
} from './facts.js';
import { plain } from './plain.js';
import { type Definitions, type TextUses, writtenFacts } from './written.js';

/** What the log holds of a run, as far as it was read. */
export interface Sources {
  /** The run's own stream. */
  readonly own: readonly RunTold[];
  /** Of its batches, reports and threads: each stream in its order, a batch before what is reported of it. */
  readonly parts: readonly PartTold[];
  /** Whether `parts` holds every batch. */
  readonly allParts: boolean;
  /** Of every scope that the run's messages come under, each in its order. */
  readonly holds: readonly HoldTold[];
  readonly definitions: Definitions;
  readonly uses: TextUses;
  /** The one communication that is asked about; null for the whole run. */
  readonly one: string | null;
}

/** Null when the run is not there. */
export const factsOf = (sources: Sources): Facts | null => {
  const { own, definitions, uses } = sources;
  const run = fold(runDecider, own);
  if (run.status === 'absent') return null;
  const planned = coursesOf(sources.parts);
  const courses = sources.one === null ? planned : planned.filter((course) => course.communicationId === sources.one);
  const told = { run, courses, planned, sources, times: timesIn(own) };
  return {
    fate: { courses, ended: endIn(own) },
    of: {
      ...writtenFacts(definitions, uses),
      approval: approvalIn(told),
      replies: repliesIn(told),
      'contact data': contactDataIn(told),
      variables: variablesIn(told),
      audience: audienceIn(told),
      limits: limitsIn(told),
      queue: queueIn(told),
      timing: timingIn(told),
      provider: providerIn(told),
    },
  };
};

interface ToldRun {
  readonly run: ExistingRun;
  /** Those that are asked about. */
  readonly courses: readonly Course[];
  readonly planned: readonly Course[];
  readonly sources: Sources;
  readonly times: Times;
}

interface Times {
  readonly created: Instant | null;
  readonly queued: Instant | null;
  readonly started: Instant | null;
  readonly ended: Instant | null;
}

const timesIn = (own: readonly RunTold[]): Times => {
  const last = (type: RunTold['type']): Instant | null =>
    own.findLast((event) => event.type === type)?.metadata.occurredAt ?? null;
  const end = own.at(-1);
  return {
    created: own[0]?.metadata.occurredAt ?? null,
    queued: last('RunQueued'),
    started: last('RunStarted'),
    ended: end !== undefined && 'ledger' in end.data ? end.metadata.occurredAt : null,
  };
};

const ends = { RunCancelled: 'cancelled', RunMissed: 'missed', RunFailed: 'failed' } as const;

const endIn = (own: readonly RunTold[]): Fate['ended'] => {
  const last = own.at(-1);
  if (last?.type !== 'RunCancelled' && last?.type !== 'RunMissed' && last?.type !== 'RunFailed') return null;
  return {
    how: ends[last.type],
    failure: last.type === 'RunFailed' ? last.data.failure : null,
    detail: 'detail' in last.data ? last.data.detail : null,
    event: evidenceOf(last),
  };
};

/** Events of the run's own stream of these types. */
const ownEvents = ({ sources }: ToldRun, ...types: readonly RunTold['type'][]): readonly Evidence[] =>
  sources.own.filter(({ type }) => types.includes(type)).map(evidenceOf);

/** Events of the messages, of these types. */
const partEvents = ({ courses }: ToldRun, ...types: readonly PartTold['type'][]): readonly Evidence[] =>
  courses.flatMap(({ events }) => events.filter(({ type }) => types.some((one) => one === type)));

const count = <Item>(items: readonly Item[], key: (item: Item) => string | null): { [key: string]: number } => {
  const counts: { [key: string]: number } = {};
  for (const item of items) {
    const name = key(item);
    if (name !== null) counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
};

const approvalIn = (told: ToldRun): Facts['of']['approval'] => {
  const drafts = told.courses.flatMap(({ draft }) => draft ?? []);
  const as = count(drafts, (draft) => draft.as);
  const waits = drafts.map(({ prepared, decided }) => (decided === null ? 0 : span(prepared, decided)));
  return {
    value: {
      reviewer: startedOf(told.run)?.manifest.policies.reviewer ?? null,
      drafts: drafts.length,
      approved: as['approved'] ?? 0,
      rejected: as['rejected'] ?? 0,
      expired: as['expired'] ?? 0,
      longestMs: Math.max(0, ...waits),
    },
    events: partEvents(told, 'DraftRejected', 'DraftExpired', 'DraftApproved', 'DraftPrepared'),
  };
};

const repliesIn = (told: ToldRun): Facts['of']['replies'] => ({
  value: {
    classes: count(
      told.courses.flatMap(({ replies }) => [...replies.values()]),
      (kind) => kind,
    ),
  },
  events: partEvents(told, 'ReplyReceived', 'ReplyClassified'),
});

const byContact = (courses: readonly Course[]): ReadonlyMap<string, Course> =>
  new Map(courses.map((course) => [course.contactId, course]));

const contactDataIn = ({ courses }: ToldRun): Facts['of']['contact data'] => ({
  value: { courses: byContact(courses) },
  events: [],
});

const variablesIn = (told: ToldRun): Facts['of']['variables'] => ({
  value: {
    hash: startedOf(told.run)?.manifest.variables ?? told.run.request.variables,
    courses: byContact(told.courses),
  },
  events: ownEvents(told, 'RunRequested'),
});

const audienceIn = (told: ToldRun): Facts['of']['audience'] => {
  const { run, planned, courses, sources } = told;
  const frozen = startedOf(run)?.manifest.audience ?? null;
  const { segment } = sources.definitions;
  return {
    value: {
      kind: run.request.audience.kind,
      count: frozen?.count ?? null,
      digest: frozen?.digest ?? null,
      segment: run.request.audience.kind === 'segment' ? (segment?.pin ?? null) : null,
      filter: plain(segment?.definition.filter ?? null),
      members: new Set(planned.map(({ contactId }) => contactId)),
      allMembers: sources.allParts && frozen !== null,
      one: sources.one === null ? null : (courses[0]?.contactId ?? null),
    },
    events: [...ownEvents(told, 'RunStarted'), ...(segment === null ? [] : [segment.event])],
  };
};

/** What holds a message back by a rule of campaign or sender. */
const limitReasons = ['quiet-hours', 'rate-limit'];

const limitsIn = (told: ToldRun): Facts['of']['limits'] => {
  const { campaign, sender } = told.sources.definitions;
  return {
    value: limitsOf(told.sources.definitions, told.courses),
    events: [...partEvents(told, 'CommunicationHeld'), campaign.event, ...(sender === null ? [] : [sender.event])],
  };
};

/** Limits as defined, and the messages they held back; without messages, what would hold back new ones. */
export const limitsOf = (
  { campaign, sender }: Definitions,
  courses: readonly Course[] | null,
): NonNullable<Facts['of']['limits']>['value'] => ({
  perSecond: sender?.definition.limits.perSecond ?? null,
  set: plain({ campaign: campaign.definition.limits, sender: sender?.definition.limits ?? null }),
  messages: (courses ?? []).filter(({ addressHash }) => addressHash !== null).length,
  held: courses && heldIn(courses),
});

const heldIn = (courses: readonly Course[]): LimitsFacts['held'] =>
  count(
    courses.flatMap(({ held }) => [...new Set(held)]).filter((reason) => limitReasons.includes(reason)),
    (reason) => reason,
  );

const queueIn = (told: ToldRun): Facts['of']['queue'] => {
  const { times, sources, courses, run } = told;
  const from = times.queued ?? times.created;
  const over = isFinal(run.status) ? times.ended : null;
  const holds = holdsIn(sources.holds).filter((hold) => from !== null && overlaps(hold, from, over));
  return {
    value: {
      waitedMs: times.queued === null || times.started === null ? null : span(times.queued, times.started),
      holds: holds.map(({ scope, from: since, to }) => ({ scope, from: since, to })),
      orphaned: courses.filter((course) => course.orphaned).length,
    },
    events: [
      ...holds.flatMap(({ events }) => events),
      ...partEvents(told, 'BatchTakenOver'),
      ...ownEvents(told, 'RunQueued', 'RunPreparing', 'RunStarted'),
    ],
  };
};

type Hold = QueueFacts['holds'][number] & { readonly events: readonly Evidence[] };

/** From each placing of a hold to its lifting. */
export const holdsIn = (events: readonly HoldTold[]): readonly Hold[] => {
  const holds: Hold[] = [];
  for (const event of events) {
    const { scope } = event.data;
    if (event.type === 'HoldPlaced') {
      holds.push({ scope, from: event.metadata.occurredAt, to: null, events: [evidenceOf(event)] });
      continue;
    }
    const open = holds.findIndex((hold) => hold.scope === scope && hold.to === null);
    const before = holds[open];
    if (before === undefined) continue;
    holds[open] = { ...before, to: event.metadata.occurredAt, events: [...before.events, evidenceOf(event)] };
  }
  return holds;
};

const overlaps = (hold: Hold, from: Instant, to: Instant | null): boolean =>
  (hold.to === null || hold.to > from) && (to === null || hold.from < to);

const timingIn = (told: ToldRun): Facts['of']['timing'] => {
  const { run, times, sources } = told;
  const ended = endIn(sources.own)?.how;
  const often = (type: RunTold['type']): number => sources.own.filter((event) => event.type === type).length;
  return {
    value: {
      status: run.status,
      startAt: run.startAt,
      startedAt: times.started,
      lateMs: run.startAt === null || times.queued === null ? null : Math.max(0, span(run.startAt, times.queued)),
      rescheduled: often('RunRescheduled'),
      broughtForward: isBroughtForward(run, sources.own),
      paused: often('RunPauseRequested'),
      ended: ended === 'cancelled' || ended === 'missed' ? ended : null,
    },
    events: ownEvents(
      told,
      'RunScheduled',
      'RunRescheduled',
      'RunQueued',
      'RunPauseRequested',
      'RunResumed',
      'RunCancellationRequested',
      'RunCancelled',
      'RunMissed',
    ),
  };
};

/** A run that was to start at once can only be put off. */
const isBroughtForward = ({ startAt }: ExistingRun, own: readonly RunTold[]): boolean => {
  const first = own.find(({ type }) => type === 'RunScheduled' || type === 'RunRescheduled');
  return first?.type === 'RunScheduled' && startAt !== null && startAt < first.data.startAt;
};

const providerIn = (told: ToldRun): Facts['of']['provider'] => {
  const { courses, run } = told;
  const provider = startedOf(run)?.manifest.provider ?? null;
  const standing = count(courses, ({ status }) => status);
  return {
    value: {
      name: provider?.name ?? null,
      hash: provider?.hash ?? null,
      refused: count(
        courses.filter((course) => course.status === 'refused' && !isLeftUnsent(course)),
        ({ code }) => code ?? 'refused',
      ),
      deferred: courses.filter(({ deferrals }) => deferrals > 0).length,
      unknown: courses.filter(({ status, orphaned }) => status === 'unknown' && !orphaned).length,
      bounced: standing['bounced'] ?? 0,
    },
    events: partEvents(told, 'DeliveryReported', 'DispatchSettled', 'DispatchResolved'),
  };
};

const span = (from: Instant, to: Instant): number => millisOf(to) - millisOf(from);
