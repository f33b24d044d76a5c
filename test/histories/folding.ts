import { batchDecider } from '#domain/batch/decide.js';
import { reportDecider } from '#domain/batch/report.js';
import { bulkDecider } from '#domain/bulk/decide.js';
import { campaignDecider } from '#domain/campaign/decide.js';
import { contactDecider } from '#domain/contact/decide.js';
import type { Category } from '#domain/events.js';
import { goalDecider } from '#domain/goal/decide.js';
import { holdDecider } from '#domain/hold/decide.js';
import { type Decider, fold } from '#domain/kernel/decider.js';
import type { Message } from '#domain/kernel/message.js';
import { lessonDecider } from '#domain/lesson/decide.js';
import { occurrenceDecider } from '#domain/occurrence/decide.js';
import { runDecider } from '#domain/run/decide.js';
import { scheduleDecider } from '#domain/schedule/decide.js';
import { segmentDecider } from '#domain/segment/decide.js';
import { senderDecider } from '#domain/sender/decide.js';
import { suppressionDecider } from '#domain/suppression/decide.js';
import { threadDecider } from '#domain/thread/decide.js';
import type { RecordedEvent } from '#eventstore/port.js';

/** Folds the events of one stream as a command on it would; throws where this release no longer can. */
type FoldStream = (events: readonly RecordedEvent[]) => unknown;

/** What a stream of the category holds are events of that category's decider. */
const folding =
  <Event extends Message, State>(decider: Pick<Decider<never, Event, State>, 'initial' | 'evolve'>): FoldStream =>
  (events) =>
    fold(decider, events as unknown as readonly Event[]);

/** The code that reads each category of streams. A new category does not build until it has its own. */
export const foldStream = {
  goal: folding(goalDecider),
  segment: folding(segmentDecider),
  sender: folding(senderDecider),
  campaign: folding(campaignDecider),
  contact: folding(contactDecider),
  suppression: folding(suppressionDecider),
  hold: folding(holdDecider),
  run: folding(runDecider),
  runbatch: folding(batchDecider),
  report: folding(reportDecider),
  thread: folding(threadDecider),
  schedule: folding(scheduleDecider),
  occurrence: folding(occurrenceDecider),
  bulk: folding(bulkDecider),
  lesson: folding(lessonDecider),
} as const satisfies Record<Category, FoldStream>;
