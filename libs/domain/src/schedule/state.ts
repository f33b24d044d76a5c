import { assertNever } from '../kernel/decider.js';
import type { Instant } from '../kernel/message.js';
import type { ScheduleDefinition, ScheduleEvent } from './messages.js';

/** What the schedule was from a moment on, until the next edition. */
export interface Edition {
  readonly from: Instant;
  readonly definition: ScheduleDefinition;
}

/** `to` is null while it lasts. */
export interface Pause {
  readonly from: Instant;
  readonly to: Instant | null;
}

export interface ExistingSchedule {
  readonly status: 'active' | 'paused' | 'archived';
  readonly scheduleId: string;
  readonly version: number;
  /** What is set now. */
  readonly definition: ScheduleDefinition;
  /** Every one, the oldest first: what was due before a change is judged by what counted then. */
  readonly editions: readonly Edition[];
  readonly pauses: readonly Pause[];
}

export type ScheduleState = { readonly status: 'absent' } | ExistingSchedule;

export const evolveSchedule = (state: ScheduleState, event: ScheduleEvent): ScheduleState => {
  if (event.type === 'ScheduleSet') {
    const { scheduleId, version, definition, from } = event.data;
    const before = state.status === 'absent' ? { status: 'active' as const, editions: [], pauses: [] } : state;
    return { ...before, scheduleId, version, definition, editions: [...before.editions, { from, definition }] };
  }
  if (state.status === 'absent') return state;
  switch (event.type) {
    case 'SchedulePaused':
      return { ...state, status: 'paused', pauses: [...state.pauses, { from: event.data.at, to: null }] };
    case 'ScheduleUnpaused':
      return { ...state, status: 'active', pauses: ended(state.pauses, event.data.at) };
    case 'ScheduleArchived':
      return { ...state, status: 'archived', pauses: [...state.pauses, { from: event.data.at, to: null }] };
    case 'ScheduleTriggered':
    case 'BackfillRequested':
      return state;
    default:
      return assertNever(event);
  }
};

const ended = (pauses: readonly Pause[], at: Instant): readonly Pause[] =>
  pauses.map((pause) => (pause.to === null ? { ...pause, to: at } : pause));

export const isPausedAt = ({ pauses }: ExistingSchedule, moment: Instant): boolean =>
  pauses.some(({ from, to }) => from <= moment && (to === null || moment < to));
