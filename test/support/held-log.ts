import type { Service } from './service.js';
import type { EventStoreDouble } from './eventstoredb/start.js';
import { eventually } from './eventually.js';
import { lockTable } from './table-lock.js';

/** Keeps every append of a service without an answer; reading goes on. */
export interface HeldLog {
  /** Resolves when so many appends have arrived and wait. */
  untilWaiting(count: number): Promise<void>;
  /** From now on appends are answered again. What waited has been stored, or never will be, as it was begun. */
  release(): Promise<void>;
}

/**
 * What becomes of appends that arrive meanwhile: stored, while nobody is told; or lost, as their clients die with them.
 * The clients of what is to be lost must be dead before the release.
 */
export type Fate = 'stored' | 'lost';

export const holdLog = ({ stack, databaseUrl }: Pick<Service, 'stack' | 'databaseUrl'>, fate: Fate): Promise<HeldLog> =>
  stack.double ? holdDouble(stack.double, fate) : holdTable(databaseUrl, fate);

const holdTable = async (databaseUrl: string, fate: Fate): Promise<HeldLog> => {
  const lock = await lockTable(databaseUrl, 'log.events');
  return {
    untilWaiting: (count) => lock.untilWaiting(count),
    release: async () => {
      if (fate === 'lost') await lock.cutOff();
      await lock.release();
    },
  };
};

const holdDouble = async (double: EventStoreDouble, fate: Fate): Promise<HeldLog> => {
  const arrived = async (): Promise<number> => {
    const { held, calls } = await double.state();
    return fate === 'stored' ? held : (calls['append'] ?? 0) + (calls['batchAppend'] ?? 0);
  };
  await double.fault(
    fate === 'stored' ? { kind: 'hold-answers' } : { kind: 'drop-answer', when: 'before-commit', times: 1_000_000 },
  );
  const before = await arrived();
  return {
    untilWaiting: async (count) => {
      await eventually(async () => (await arrived()) >= before + count);
    },
    release: () => double.heal(),
  };
};
