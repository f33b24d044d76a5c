import { answered, type Schemas } from '#client/client.js';
import { api } from '../../api/client.js';

/** Commands that a person can give a run, with what each needs besides a reason. */
export type RunCommand =
  | { readonly action: 'start-now' | 'pause' | 'resume' | 'cancel' | 'retry-failed'; readonly reason: string }
  | { readonly action: 'run-again'; readonly reason: string; readonly version: 'same' | 'latest' }
  | {
      readonly action: 'reschedule';
      readonly reason: string;
      readonly startAt: { readonly local: string; readonly timeZone: string };
    };

export type CommandAction = RunCommand['action'];

type Answer = Schemas['Run'] | Schemas['Accepted'];

/** Answered once the lists show it, or after this many seconds. */
const wait = 'wait=5';

/** Sends a command. Throws `ProblemAnswer` when the API refuses. */
export const sendCommand = (id: string, command: RunCommand, key: string): Promise<Answer> => {
  const params = { path: { id }, header: { Prefer: wait, 'Idempotency-Key': key } };
  const body = command.reason === '' ? {} : { reason: command.reason };
  switch (command.action) {
    case 'start-now':
      return answered(api.POST('/v1/runs/{id}/start-now', { params, body }));
    case 'pause':
      return answered(api.POST('/v1/runs/{id}/pause', { params, body }));
    case 'resume':
      return answered(api.POST('/v1/runs/{id}/resume', { params, body }));
    case 'cancel':
      return answered(api.POST('/v1/runs/{id}/cancel', { params, body }));
    case 'retry-failed':
      return answered(api.POST('/v1/runs/{id}/retry-failed', { params, body }));
    case 'run-again':
      return answered(api.POST('/v1/runs/{id}/run-again', { params, body: { ...body, version: command.version } }));
    case 'reschedule':
      return answered(api.POST('/v1/runs/{id}/reschedule', { params, body: { ...body, startAt: command.startAt } }));
  }
};

/** Whether the lists show it already. */
export const isApplied = (answer: Answer): answer is Schemas['Run'] => 'allowedActions' in answer;
