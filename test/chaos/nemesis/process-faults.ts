import { lockTable } from '../../support/table-lock.js';
import { type Fault, harm, pastLeaseMs } from './fault.js';

/** Longest wait for somebody to come to a place where he is to be met, ms. */
const ambushMs = 3_000;

export const processFaults = {
  'worker-kill': {
    inject: async ({ installation, chance }) => {
      const worker = chance.pick(installation.workers);
      worker.signal('SIGKILL');
      await worker.untilGone();
      await worker.untilReady();
      return harm(worker.name, 1);
    },
  },
  'worker-pause': {
    inject: async ({ installation, chance, hold }) => {
      const worker = chance.pick(installation.workers);
      worker.signal('SIGSTOP');
      await hold(pastLeaseMs + chance.below(2_000));
      worker.signal('SIGCONT');
      return harm(worker.name, 1);
    },
  },
  'worker-stutter': {
    inject: async ({ installation, chance, hold }) => {
      const worker = chance.pick(installation.workers);
      for (let i = 0; i < 10; i += 1) {
        worker.signal('SIGSTOP');
        await hold(50 + chance.below(200));
        worker.signal('SIGCONT');
        await hold(50 + chance.below(200));
      }
      return harm(worker.name, 0, true);
    },
  },
  'api-kill': {
    inject: async ({ installation, chance }) => {
      const api = chance.pick(installation.apis);
      api.signal('SIGKILL');
      await api.untilGone();
      await api.untilReady();
      return harm(api.name);
    },
  },
  'api-kill-between-append-and-answer': {
    inject: async ({ installation, chance }) => {
      const api = chance.pick(installation.apis);
      const answers = installation.network.edge(`client>${api.name}`);
      // The append goes through, the answer does not; then the process is gone.
      answers.set({ kind: 'black-hole', towards: 'client' });
      await new Promise((resolve) => setTimeout(resolve, 300 + chance.below(700)));
      api.signal('SIGKILL');
      answers.set({ kind: 'reset' });
      answers.heal();
      await api.untilGone();
      await api.untilReady();
      return harm(api.name);
    },
  },
  'projector-kill': {
    inject: async ({ installation }) => {
      const lock = await lockTable(installation.databaseUrl, 'rm_runs.ledgers');
      await lock.untilWaiting(1, ambushMs).catch(() => undefined);
      for (const worker of installation.workers) worker.signal('SIGKILL');
      await Promise.all(installation.workers.map((worker) => worker.untilGone()));
      await lock.cutOff();
      await lock.release();
      await Promise.all(installation.workers.map((worker) => worker.untilReady()));
      return harm('every worker', installation.workers.length);
    },
  },
  'rolling-restart': {
    inject: async ({ installation }) => {
      for (const one of installation.processes) {
        one.signal('SIGTERM');
        await one.untilGone();
        await one.untilReady();
      }
      return harm('every process');
    },
  },
} satisfies Record<string, Fault>;
