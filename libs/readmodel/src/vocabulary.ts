import type { Category, EventsByCategory } from '#domain/events.js';
import type { Message } from '#domain/kernel/message.js';
import type { RecordedEvent } from '#eventstore/port.js';
import { currentVersion } from '#eventstore/upcasters.js';

/** Every event type by category. A new type does not build until it is named here. */
const vocabulary = {
  goal: { GoalDefined: true, GoalRevised: true, GoalArchived: true },
  segment: { SegmentDefined: true, SegmentRevised: true, SegmentArchived: true },
  sender: {
    SenderDefined: true,
    SenderRevised: true,
    SenderArchived: true,
    SenderVerificationRequested: true,
    SenderVerified: true,
    SenderVerificationFailed: true,
  },
  campaign: {
    CampaignDefined: true,
    CampaignRevised: true,
    CampaignArchived: true,
    CampaignActivated: true,
    CampaignPaused: true,
  },
  contact: { ConsentChanged: true, ContactEventRecorded: true, ContactErased: true },
  suppression: { AddressSuppressed: true, AddressReleased: true },
  hold: { HoldPlaced: true, HoldLifted: true },
  run: {
    RunRequested: true,
    RunScheduled: true,
    RunRescheduled: true,
    RunRepinned: true,
    RunQueued: true,
    RunPreparing: true,
    RunStarted: true,
    RunApprovalRequested: true,
    RunPauseRequested: true,
    RunPaused: true,
    RunResumed: true,
    BatchesSettled: true,
    RunCancellationRequested: true,
    RunCancelled: true,
    RunCompleted: true,
    RunFailed: true,
    RunMissed: true,
  },
  runbatch: {
    BatchPlanned: true,
    BatchTakenOver: true,
    DraftPrepared: true,
    DraftApproved: true,
    DraftRejected: true,
    DraftExpired: true,
    CommunicationHeld: true,
    CommunicationSkipped: true,
    DispatchClaimed: true,
    DispatchSettled: true,
    BatchClosed: true,
  },
  report: { DeliveryReported: true, DispatchResolved: true },
  thread: { ReplyReceived: true, ReplyQuarantined: true, ReplyClassified: true },
  schedule: {
    ScheduleSet: true,
    SchedulePaused: true,
    ScheduleUnpaused: true,
    ScheduleArchived: true,
    ScheduleTriggered: true,
    BackfillRequested: true,
  },
  occurrence: {
    OccurrenceFired: true,
    OccurrenceSkipped: true,
    OccurrenceMissed: true,
    OccurrenceBuffered: true,
    OccurrenceBackfilled: true,
  },
  bulk: { BulkRequested: true, BulkAbortRequested: true, BulkAborted: true, BulkCompleted: true },
  lesson: { LessonRecorded: true },
} as const satisfies { readonly [C in Category]: { readonly [Type in EventsByCategory[C]['type']]: true } };

export const isCategory = (name: string): name is Category => Object.hasOwn(vocabulary, name);

/** Every category of streams. */
export const categories: readonly Category[] = Object.keys(vocabulary).filter(isCategory);

const typesOf: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(vocabulary).map(([category, types]) => [category, new Set(Object.keys(types))]),
);

type Recorded<E extends Message> = E extends Message ? RecordedEvent<E> : never;

/** A recorded event of the given categories: a union by `type`. */
export type EventIn<C extends Category = Category> = Recorded<EventsByCategory[C]>;

/** An event this program has no name for, perhaps of a later release. Its stream is parked until it is understood. */
export class UnknownEventType extends Error {
  override readonly name = 'UnknownEventType';
}

/** The types of a category but these. */
export const typesBut = <C extends Category>(
  category: C,
  those: readonly EventsByCategory[C]['type'][],
): ReadonlySet<string> => {
  const kept: ReadonlySet<string> = new Set(those);
  return new Set([...(typesOf.get(category) ?? [])].filter((type) => !kept.has(type)));
};

/**
 * The same events as a union by type, but for those types that the fold has no use for: what nobody reads, nobody misreads.
 * Throws `UnknownEventType` at one that is not of these categories' vocabulary.
 */
export const known = <C extends Category>(
  categories: readonly C[],
  events: readonly RecordedEvent[],
  without: ReadonlySet<string> = nothing,
): readonly EventIn<C>[] =>
  events.filter((event): event is EventIn<C> => !without.has(event.type) && isKnown(categories, event));

const nothing: ReadonlySet<string> = new Set();

const isKnown = <C extends Category>(categories: readonly C[], event: RecordedEvent): event is EventIn<C> => {
  const named = typesOf.get(event.category)?.has(event.type) ?? false;
  if (!named || !categories.some((category) => category === event.category)) {
    throw new UnknownEventType(`${event.category} has no event ${event.type}`);
  }
  if (event.metadata.v > currentVersion(event.type)) {
    throw new UnknownEventType(`${event.type} has version ${event.metadata.v}, newer than this program knows`);
  }
  return true;
};
