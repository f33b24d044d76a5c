import type { EventIn } from '../vocabulary.js';
import type { JobRow } from './tables.js';

/** A job after one more event of its stream; undefined before its first. */
export const foldJob = (job: JobRow | undefined, event: EventIn<'bulk'>): JobRow | undefined => {
  const { metadata } = event;
  if (event.type === 'BulkRequested') {
    const { bulkId, action, selection, count, role } = event.data;
    return {
      bulk_id: bulkId,
      status: 'running',
      kind: action.kind,
      action,
      selection,
      count,
      requested_by: metadata.actor,
      role,
      reason: metadata.reason ?? null,
      created_at: metadata.occurredAt,
      aborted_by: null,
      ended_at: null,
      totals: null,
      detail: null,
    };
  }
  if (job === undefined) return undefined;
  switch (event.type) {
    case 'BulkAbortRequested':
      return { ...job, status: 'aborting', aborted_by: metadata.actor };
    case 'BulkAborted': {
      const { totals, detail = null } = event.data;
      return { ...job, status: 'aborted', ended_at: metadata.occurredAt, totals, detail };
    }
    case 'BulkCompleted':
      return { ...job, status: 'completed', ended_at: metadata.occurredAt, totals: event.data.totals };
  }
};
