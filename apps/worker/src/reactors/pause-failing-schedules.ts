import type { RunEvent } from '#domain/run/messages.js';
import { scheduleDecider } from '#domain/schedule/decide.js';
import { execute } from '#eventstore/execute.js';
import type { EventStore } from '#eventstore/port.js';
import type { Clock } from '#platform/clock.js';
import { loadRun } from '../deliveries/plan.js';
import { loadSchedule } from '../schedules/start-occurrence.js';
import { workerContext } from '../worker-context.js';
import type { Reactor } from './reactor.js';

export interface PauseFailingDeps {
  readonly store: EventStore;
  readonly worker: string;
  readonly now: Clock;
}

/** Pauses a schedule whose run the service had to stop, when the schedule says so. */
export const pauseFailingSchedules = (deps: PauseFailingDeps): Reactor => ({
  name: 'pause-failing-schedules',
  categories: ['run'],
  react: async (events) => {
    for (const { type, data } of events as unknown as readonly RunEvent[])
      if (type === 'RunFailed') await pauseAfter(deps, data.runId, data.detail);
  },
});

const pauseAfter = async ({ store, worker, now }: PauseFailingDeps, runId: string, detail: string): Promise<void> => {
  const run = await loadRun(store, runId);
  if (run.status === 'absent' || run.request.schedule === undefined) return;
  const { id } = run.request.schedule;
  const schedule = await loadSchedule(store, id);
  if (schedule === null || !schedule.definition.pauseOnFailure) return;
  const reason = `run ${runId} failed: ${detail}`;
  // The same failure pauses once, also when somebody has let the schedule go on since.
  const context = {
    ...workerContext({ worker, part: 'planner', about: id, now, reason }),
    commandId: `failed ${runId}`,
  };
  await execute(store, scheduleDecider, `schedule-${id}`, { type: 'PauseSchedule', data: {} }, context);
};
