import { everythingHasACause } from './causes.js';
import { commandsHaveTheirEvents } from './commands.js';
import { duplicatesAreExplained } from './duplicates.js';
import { everyMessageEnds } from './ends.js';
import type { History, Invariant, Verdict } from './history.js';
import { oneAnswerPerKey } from './idempotency.js';
import { readLog } from './log.js';
import { everyEventArrives } from './order.js';
import { processesStayUp } from './processes.js';
import { dueWorkIsQueued } from './queue.js';
import { rateLimitsHold } from './rates.js';
import { readModelsAreFolds } from './read-models.js';
import { wellAgainInTime } from './recovery.js';
import { replaysSendNothing } from './replays.js';
import { startsHappenOnce } from './starts.js';
import { statusGoesForwards } from './status.js';
import { nothingIsSentAfterAStop } from './stops.js';
import type { Check } from './verdict.js';

const checks = {
  I1: commandsHaveTheirEvents,
  I2: everythingHasACause,
  I3: everyEventArrives,
  I4: duplicatesAreExplained,
  I5: everyMessageEnds,
  I6: startsHappenOnce,
  I7: statusGoesForwards,
  I8: readModelsAreFolds,
  I9: wellAgainInTime,
  I10: dueWorkIsQueued,
  I11: oneAnswerPerKey,
  I12: nothingIsSentAfterAStop,
  I13: rateLimitsHold,
  I14: replaysSendNothing,
  I15: processesStayUp,
} as const satisfies Record<Invariant, Check>;

/** Judges a history by every invariant, in their order. Pure: the same history gets the same verdicts. */
export const checkHistory = (history: History): readonly Verdict[] => {
  const log = readLog(history);
  return Object.values(checks).map((check) => check(history, log));
};
