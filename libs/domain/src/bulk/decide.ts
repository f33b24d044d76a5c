import { assertNever, type Decider, reject } from '../kernel/decider.js';
import type { BulkCommand, BulkEvent, BulkRequest, BulkTotals } from './messages.js';

export type BulkRejectionCode = 'no-such-job' | 'exists-already' | 'ended' | 'not-over' | 'miscounted';

export interface BulkRejection {
  readonly rejected: BulkRejectionCode;
  readonly detail: string;
}

export const bulkStatuses = ['running', 'aborting', 'completed', 'aborted'] as const;
export type BulkStatus = (typeof bulkStatuses)[number];

export type BulkState =
  | { readonly status: 'absent' }
  | { readonly status: 'running' | 'aborting'; readonly request: BulkRequest }
  | { readonly status: 'completed' | 'aborted'; readonly request: BulkRequest; readonly totals: BulkTotals };

type Decision = readonly BulkEvent[] | BulkRejection;

const decide = (command: BulkCommand, job: BulkState): Decision => {
  if (command.type === 'RequestBulk')
    return job.status === 'absent'
      ? [{ type: 'BulkRequested', data: command.data }]
      : reject('exists-already', 'a job with this id exists');
  if (job.status === 'absent') return reject('no-such-job', 'there is no such job');
  const { bulkId } = job.request;
  switch (command.type) {
    case 'AbortBulk':
      if (job.status === 'completed') return reject('ended', 'the job is completed: there is nothing left to abort');
      return job.status === 'running' ? [{ type: 'BulkAbortRequested', data: { bulkId } }] : [];
    case 'FinishBulk':
      return finish(job, command.data);
    default:
      return assertNever(command);
  }
};

const finish = (
  job: Exclude<BulkState, { status: 'absent' }>,
  { totals, lost }: { readonly totals: BulkTotals; readonly lost?: string },
): Decision => {
  const { bulkId, count } = job.request;
  if (job.status === 'completed' || job.status === 'aborted') return [];
  if (sumOf(totals) !== count)
    return reject('miscounted', `${sumOf(totals)} runs are accounted for, ${count} were chosen`);
  if (lost !== undefined) return [{ type: 'BulkAborted', data: { bulkId, totals, detail: lost } }];
  if (job.status === 'aborting') return [{ type: 'BulkAborted', data: { bulkId, totals } }];
  return totals.notAttempted === 0
    ? [{ type: 'BulkCompleted', data: { bulkId, totals } }]
    : reject('not-over', `${totals.notAttempted} runs wait for their turn`);
};

const sumOf = ({ done, refused, failed, notAttempted }: BulkTotals): number => done + refused + failed + notAttempted;

const evolve = (job: BulkState, event: BulkEvent): BulkState => {
  if (event.type === 'BulkRequested') return { status: 'running', request: event.data };
  if (job.status === 'absent') return job;
  const { request } = job;
  switch (event.type) {
    case 'BulkAbortRequested':
      return { status: 'aborting', request };
    case 'BulkAborted':
      return { status: 'aborted', request, totals: event.data.totals };
    case 'BulkCompleted':
      return { status: 'completed', request, totals: event.data.totals };
    default:
      return assertNever(event);
  }
};

export const bulkDecider: Decider<BulkCommand, BulkEvent, BulkState, BulkRejection> = {
  initial: { status: 'absent' },
  decide,
  evolve,
};
