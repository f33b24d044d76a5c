import type { RunRequest } from './messages.js';
import { type ExistingRun, startedOf } from './state.js';

/** The run for everybody whose message was refused in another one: of the same versions, with the same variables. */
export const retryOf = (
  parent: ExistingRun,
  { runId, trigger, variables }: Pick<RunRequest, 'runId' | 'trigger' | 'variables'>,
): RunRequest => {
  const { request } = parent;
  const { campaign, goal, segment, sender } = startedOf(parent)?.manifest ?? request.pins;
  return {
    runId,
    campaignId: request.campaignId,
    type: request.type === 'test' ? 'test' : 'retry',
    trigger,
    channel: request.channel,
    pins: { campaign, goal, segment, sender },
    follow: 'pinned',
    audience: { kind: 'communications', of: request.runId, communicationIds: 'refused' },
    variables,
    metadata: request.metadata,
    parent: { runId: request.runId, relation: 'retry' },
    ...(request.startWithinSeconds === undefined ? {} : { startWithinSeconds: request.startWithinSeconds }),
  };
};
