import type { OccurrenceEvent } from '#domain/occurrence/messages.js';
import type { RunEvent } from '#domain/run/messages.js';
import type { RecordedEvent } from '#eventstore/port.js';
import type { Session } from '../session.js';
import { idOf } from '../workload/plan.js';

/** A schedule that is due every second for a while. */
export interface Planned {
  readonly id: string;
  readonly planned: number;
  /** After the last occurrence, ms since 1970. */
  readonly endsAt: number;
}

/** Sets it; the first occurrence is a few seconds away. */
export const everySecond = async (
  { client, scene }: Pick<Session, 'client' | 'scene'>,
  seconds: number,
): Promise<Planned> => {
  const [campaign] = scene.plan.campaigns;
  if (campaign === undefined) throw new Error('there is no campaign');
  const startsAt = Math.ceil(Date.now() / 1_000) * 1_000 + 5_000;
  const endsAt = startsAt + seconds * 1_000;
  const body = {
    name: 'Every second',
    campaignId: campaign.id,
    timeZone: 'UTC',
    specs: [{ kind: 'interval', everySeconds: 1 }],
    startsAt: new Date(startsAt).toISOString(),
    endsAt: new Date(endsAt).toISOString(),
    overlap: 'allow',
    mostOpenRuns: 100,
    catchUpSeconds: 60,
  };
  const set = await client.carryThrough({
    name: 'set-schedule',
    method: 'POST',
    path: '/v1/schedules',
    body,
    changes: 'always',
  });
  if (set === null || set.status >= 300) throw new Error(`the schedule was not taken: ${JSON.stringify(set)}`);
  return { id: idOf(set.body), planned: seconds, endsAt };
};

/** What the log says of a schedule's occurrences. */
export interface Kept {
  /** Occurrences that fired, were skipped, or were missed. */
  readonly accounted: number;
  readonly fired: number;
  /** Runs that were requested for them. */
  readonly runs: number;
  /** Verdicts on an occurrence that had one already, and runs of one that had a run already. */
  readonly double: number;
  /** How many of which verdict. */
  readonly told: string;
  /** Of those that fired, until the log had them. */
  readonly lateMs: { readonly p50: number; readonly p99: number; readonly max: number };
}

const verdicts = ['OccurrenceFired', 'OccurrenceSkipped', 'OccurrenceMissed'] as const;
const words = {
  OccurrenceFired: 'fired',
  OccurrenceSkipped: 'skipped',
  OccurrenceMissed: 'missed',
} as const satisfies Record<(typeof verdicts)[number], string>;

export const keptIn = (events: readonly RecordedEvent[], scheduleId: string): Kept => {
  const decided = occurrencesIn(events, scheduleId).flatMap((event) =>
    verdicts.flatMap((type) => (event.type === type ? [{ type, dueAt: event.data.dueAt, late: lateMsOf(event) }] : [])),
  );
  const runsDue = events.flatMap((event) => {
    const { type, data } = event as unknown as RunEvent;
    return type === 'RunRequested' && data.schedule?.id === scheduleId ? [data.schedule.dueAt] : [];
  });
  const [accounted, withRun] = [new Set(decided.map(({ dueAt }) => dueAt)), new Set(runsDue)];
  const fired = decided.filter(({ type }) => type === 'OccurrenceFired');
  const late = fired.map((one) => one.late).toSorted((a, b) => a - b);
  const lateAt = (share: number): number => late[Math.max(0, Math.ceil(late.length * share) - 1)] ?? Number.NaN;
  return {
    accounted: accounted.size,
    fired: fired.length,
    runs: runsDue.length,
    double: decided.length - accounted.size + runsDue.length - withRun.size,
    told: verdicts.map((type) => `${words[type]} ${decided.filter((one) => one.type === type).length}`).join(', '),
    lateMs: { p50: lateAt(0.5), p99: lateAt(0.99), max: lateAt(1) },
  };
};

export type RecordedOccurrence = RecordedEvent & OccurrenceEvent;

export const occurrencesIn = (events: readonly RecordedEvent[], scheduleId: string): readonly RecordedOccurrence[] =>
  events.filter((event): event is RecordedOccurrence => event.stream.startsWith(`occurrence-${scheduleId}.`));

export const lateMsOf = ({ recordedAt, data }: RecordedOccurrence): number =>
  Date.parse(recordedAt) - Date.parse(data.dueAt);
