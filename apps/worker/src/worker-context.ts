import type { CommandContext } from '#eventstore/execute.js';
import type { Clock } from '#platform/clock.js';
import { newId } from '#platform/ids.js';

/** What the worker's own commands say of themselves: its part is the actor, the run (or other subject) the conversation. */
export const workerContext = ({
  worker,
  part,
  about,
  now,
  reason,
}: {
  readonly worker: string;
  readonly part:
    | 'deliveries'
    | 'preparation'
    | 'run-manager'
    | 'planner'
    | 'inbound'
    | 'erasure'
    | 'verification'
    | 'bulk';
  readonly about: string;
  readonly now: Clock;
  readonly reason?: string;
}): CommandContext => ({
  commandId: newId(),
  actor: { name: `${part}@${worker}`, source: part === 'planner' ? 'planner' : 'worker' },
  correlationId: about,
  now,
  ...(reason === undefined ? {} : { reason }),
});
