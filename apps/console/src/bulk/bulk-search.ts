import { oneOf, present, someOf, textIn } from '../api/search-params.js';

export const jobStatuses = ['running', 'aborting', 'aborted', 'completed'] as const;
export type JobStatus = (typeof jobStatuses)[number];

export const bulkSearch = (raw: Record<string, unknown>) =>
  present({ status: someOf(raw['status'], jobStatuses), after: textIn(raw['after']) });

export type BulkSearch = ReturnType<typeof bulkSearch>;

/** `open`: those whose turn has not come, or did not come before the job ended. */
export const results = ['done', 'refused', 'failed', 'open'] as const;
export type RowResult = (typeof results)[number];

export const bulkJobSearch = (raw: Record<string, unknown>) => present({ result: oneOf(raw['result'], results) });

export type BulkJobSearch = ReturnType<typeof bulkJobSearch>;
