import type { Category } from '#domain/events.js';
import type { Instant } from '#domain/kernel/message.js';
import type { EventIn } from '#readmodel/vocabulary.js';
import { type Check, type Findings, findings, neverAtRest, told } from './verdict.js';

/** How the streams of one category tell of planned starts. */
interface PlannedStarts {
  /** Names the start that the event is about. */
  readonly slotOf: (event: EventIn) => string;
  /** The start is to be, for a run at the time that the event names; a later one moves it. */
  readonly plans: readonly EventIn['type'][];
  /** The time has come. */
  readonly begins: readonly EventIn['type'][];
  /** The one thing that must not happen twice. */
  readonly starts: readonly EventIn['type'][];
  /** It will not start, for a reason that is recorded. */
  readonly drops: readonly EventIn['type'][];
  /** A start of what had been dropped, because a person asked for it. */
  readonly revives: readonly EventIn['type'][];
}

const occurrences = ['OccurrenceFired', 'OccurrenceSkipped', 'OccurrenceMissed', 'OccurrenceBuffered'] as const;

/** Where planned starts come from. */
const tellers: Partial<Record<Category, PlannedStarts>> = {
  run: {
    slotOf: ({ stream }) => stream,
    plans: ['RunScheduled', 'RunRescheduled'],
    begins: ['RunQueued'],
    starts: ['RunStarted'],
    drops: ['RunMissed', 'RunCancelled', 'RunFailed'],
    revives: [],
  },
  occurrence: {
    slotOf: ({ data }) => ('dueAt' in data ? `${data.scheduleId} ${data.dueAt}` : ''),
    plans: occurrences,
    begins: [],
    starts: ['OccurrenceFired', 'OccurrenceBackfilled'],
    drops: ['OccurrenceSkipped', 'OccurrenceMissed'],
    revives: ['OccurrenceBackfilled'],
  },
};

const tellerOf: ReadonlyMap<string, PlannedStarts> = new Map(Object.entries(tellers));

interface Slot {
  due: Instant | null;
  plan: EventIn | null;
  begun: EventIn | null;
  started: EventIn | null;
  dropped: EventIn | null;
}

/** I6. Every planned start happens once, not before its time, or the log says why it does not. */
export const startsHappenOnce: Check = ({ finish }, { entries }) => {
  const found = findings('I6', 'planned', 'started', 'dropped', 'still to come', 'latest start, ms');
  const slots = new Map<string, Slot>();
  for (const { event } of entries) {
    const teller = tellerOf.get(event.category);
    if (teller === undefined) continue;
    const name = teller.slotOf(event);
    const slot = slots.get(name) ?? { due: null, plan: null, begun: null, started: null, dropped: null };
    slots.set(name, slot);
    take(slot, event, teller, found);
  }
  const planned = [...slots.values()].filter(({ plan }) => plan !== null);
  if (finish === null && planned.length > 0) found.violation(neverAtRest);
  const now = finish === null ? null : new Date(finish.at).toISOString();
  for (const { due, plan, begun, started, dropped } of planned) {
    found.count('planned');
    if (dropped !== null) found.count('dropped');
    else if (started !== null) found.count('started');
    else if (begun === null && due !== null && now !== null && due > now) found.count('still to come');
    else if (begun === null && plan !== null && now !== null) {
      found.violation('its time has passed and nothing happened', told(plan));
    }
  }
  return found.verdict();
};

const take = (slot: Slot, event: EventIn, teller: PlannedStarts, found: Findings): void => {
  if (teller.plans.includes(event.type)) {
    slot.due = 'startAt' in event.data ? event.data.startAt : null;
    slot.plan = event;
    slot.begun = null;
  }
  if (teller.begins.includes(event.type)) {
    if (slot.begun !== null) found.violation('begun twice', told(slot.begun), told(event));
    slot.begun = event;
    checkTime(slot, event, found);
  } else if (teller.starts.includes(event.type)) {
    if (slot.started !== null) found.violation('started twice', told(slot.started), told(event));
    else if (slot.dropped !== null && !teller.revives.includes(event.type))
      found.violation('dropped, and started all the same', told(slot.dropped), told(event));
    slot.started = event;
  } else if (teller.drops.includes(event.type)) {
    if (slot.dropped !== null) found.violation('dropped twice', told(slot.dropped), told(event));
    slot.dropped = event;
  }
};

/** People may start early; the planner goes by the database's clock. */
const checkTime = ({ due, plan }: Slot, event: EventIn, found: Findings): void => {
  if (due === null || plan === null || event.metadata.source !== 'planner') return;
  const late = Date.parse(event.metadata.occurredAt) - Date.parse(due);
  if (late < 0) found.violation(`${-late} ms before its time`, told(plan), told(event));
  else found.most('latest start, ms', late);
};
