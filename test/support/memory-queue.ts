import { setTimeout as pause } from 'node:timers/promises';
import type { JobTaker, NewJob, QueueBackend, TakenJob } from '../../apps/worker/src/queue/backend.js';

/** A queue inside this process: for simulations, and to show that the contract asks for no more than a queue. */
export interface MemoryQueue extends QueueBackend {
  /** As a flush does. */
  loseEverything(): void;
  /** Knows its jobs, and hands none of them out any more. */
  loseOrder(): void;
}

/** `idle`: before somebody who found nothing is told so. */
export const memoryQueue = (idle: () => Promise<void> = () => pause(5)): MemoryQueue => {
  const jobs = new Map<string, NewJob>();
  let waiting: string[] = [];
  const active = new Set<string>();

  const take = (): TakenJob | null => {
    const id = waiting.shift();
    const job = id === undefined ? undefined : jobs.get(id);
    if (job === undefined) return null;
    active.add(job.id);
    return {
      id: job.id,
      data: job.data,
      complete: async () => {
        active.delete(job.id);
        jobs.delete(job.id);
      },
    };
  };
  return {
    openStore: async () => ({
      add: async (added) => {
        for (const job of added) {
          if (jobs.has(job.id)) continue;
          jobs.set(job.id, job);
          if (job.urgent === true) waiting.unshift(job.id);
          else waiting.push(job.id);
        }
      },
      removeDead: async (ids) => {
        for (const id of ids) if (!waiting.includes(id) && !active.has(id)) jobs.delete(id);
      },
      handedOut: async () => [...active],
      counts: async () => ({ waiting: waiting.length, active: active.size, delayed: 0 }),
      troubles: async () => [],
      close: async () => undefined,
    }),
    openTaker: async (): Promise<JobTaker> => ({
      next: async () => {
        const job = take();
        if (job === null) await idle();
        return job;
      },
      interrupt: async () => undefined,
      close: async () => undefined,
    }),
    loseEverything: () => {
      jobs.clear();
      active.clear();
      waiting = [];
    },
    loseOrder: () => {
      waiting = [];
    },
  };
};
