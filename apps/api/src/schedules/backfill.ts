import { instantOf, millisOf } from '#domain/kernel/calendar.js';
import type { Instant } from '#domain/kernel/message.js';
import type { ScheduleDefinition } from '#domain/schedule/messages.js';
import { occurrenceTimes } from '#domain/schedule/times.js';
import { intlZones } from '#platform/zones/zones.js';
import { occurrencesWithRun } from '#readmodel/schedules/queries.js';
import { invalidRequest } from '../http/problem.js';
import type { Installation } from '../installation.js';
import type { BackfillPreview } from './schedule-view.js';

/** All of them start at once. */
const mostOccurrences = 1_000;

/** What a backfill would start, as far as the read model knows; the occurrences' streams let none run twice. */
export const backfillPreview = async (
  { pool }: Installation,
  id: string,
  definition: ScheduleDefinition,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): Promise<BackfillPreview> => {
  if (to <= from) throw invalidRequest([{ pointer: '/to', code: 'out-of-range', detail: 'must be after from' }]);
  const { next, isExcluded } = occurrenceTimes(definition, intlZones);
  const ran = await occurrencesWithRun(pool, id, { from, to });
  const open: Instant[] = [];
  for (let at = next(millisOf(from) - 1); at !== null && at < millisOf(to); at = next(at)) {
    const dueAt = instantOf(at);
    if (!isExcluded(at) && !ran.has(dueAt)) open.push(dueAt);
    if (open.length > mostOccurrences)
      throw invalidRequest([
        { pointer: '/to', code: 'too-many', detail: `the range has more than ${mostOccurrences} occurrences to start` },
      ]);
  }
  return { from, to, count: open.length, first: open[0] ?? null, last: open.at(-1) ?? null, ran: ran.size };
};
