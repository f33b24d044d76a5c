import type { Schemas } from '#client/client.js';

export interface Step {
  readonly label: string;
  readonly state: 'done' | 'now' | 'ahead' | 'left-out' | 'ended-badly';
  /** The event that brought the run there; null: not yet, or never. */
  readonly event: { readonly number: number; readonly at: string; readonly actor: string } | null;
  /** From the step before, in ms. */
  readonly tookMs: number | null;
}

type Status = Schemas['RunStatus'];
type Milestone = Pick<Schemas['HistoryItem'], 'number' | 'type' | 'occurredAt' | 'actor'>;

const stages = ['Requested', 'Scheduled', 'Queued', 'Preparing', 'Sending'] as const;
type Stage = (typeof stages)[number];

const events: Readonly<Record<Stage, readonly string[]>> = {
  Requested: ['RunRequested'],
  Scheduled: ['RunScheduled', 'RunRescheduled'],
  Queued: ['RunQueued'],
  Preparing: ['RunPreparing'],
  Sending: ['RunStarted'],
};

/** Where a run is in each status; the end has a label of its own. */
const places = {
  requested: 'Requested',
  scheduled: 'Scheduled',
  queued: 'Queued',
  preparing: 'Preparing',
  running: 'Sending',
  awaiting_approval: 'Sending',
  pausing: 'Sending',
  paused: 'Sending',
  cancelling: 'Sending',
  completed: { end: 'Completed' },
  completed_with_failures: { end: 'Completed with failures' },
  failed: { end: 'Failed' },
  cancelled: { end: 'Cancelled' },
  missed: { end: 'Missed' },
} as const satisfies Record<Status, Stage | { readonly end: string }>;

const finalTypes = ['RunCompleted', 'RunFailed', 'RunCancelled', 'RunMissed'];

/** The way of a run through its life, from the turns that its history tells of. */
export const lifecycleOf = (status: Status, milestones: readonly Milestone[]): readonly Step[] => {
  const place = places[status];
  const ended = typeof place === 'object';
  const newest = (types: readonly string[]) => milestones.findLast(({ type }) => types.includes(type));
  let before: string | null = null;
  const stepTo = (label: string, state: Step['state'], { number, occurredAt: at, actor }: Milestone): Step => {
    const tookMs = before === null ? null : Date.parse(at) - Date.parse(before);
    before = at;
    return { label, state, event: { number, at, actor }, tookMs };
  };
  const missing = (label: string, state: Step['state']): Step => ({ label, state, event: null, tookMs: null });
  const steps = stages.flatMap((label): readonly Step[] => {
    const event = newest(events[label]);
    if (event !== undefined) return [stepTo(label, place === label ? 'now' : 'done', event)];
    // A run that was to start at once was never scheduled.
    return label === 'Scheduled' ? [] : [missing(label, ended ? 'left-out' : 'ahead')];
  });
  const last = newest(finalTypes);
  if (!ended || last === undefined) return [...steps, missing('Ended', 'ahead')];
  return [...steps, stepTo(place.end, status === 'completed' ? 'done' : 'ended-badly', last)];
};
