import { type QueueCounts, QueueUnavailable, type WorkQueue } from './work.js';

export interface QueueCondition {
  /** Null: it cannot be seen. */
  readonly counts: QueueCounts | null;
  /** Why it cannot be used, or loses jobs; null: all is well. */
  readonly trouble: string | null;
}

export const conditionOf = async (queue: WorkQueue): Promise<QueueCondition> => {
  try {
    const [counts, troubles] = await Promise.all([queue.counts(), queue.troubles()]);
    return { counts, trouble: troubles.length === 0 ? null : troubles.join('; ') };
  } catch (error) {
    if (error instanceof QueueUnavailable) return { counts: null, trouble: error.message };
    throw error;
  }
};
