import type { EventStore } from '#eventstore/port.js';
import type { ProjectionState } from '#readmodel/projection-state.js';
import { eventually } from '../../support/eventually.js';
import type { ServiceClient } from '../../support/service-client.js';
import type { Replay } from '../checker/history.js';
import type { Installation } from '../installation/installation.js';
import { wholeLog } from './log.js';
import type { Recording } from './recording.js';

const everyMs = 1_000;

export const watchMemory = (
  { processes }: Pick<Installation, 'processes'>,
  { memory }: Recording,
): { stop(): void } => {
  const timer = setInterval(() => {
    for (const one of processes) {
      const rss = one.memory();
      if (rss !== null) memory.push({ process: one.name, at: Date.now(), rss });
    }
  }, everyMs);
  return { stop: () => clearInterval(timer) };
};

/** Builds every read model anew from the log, and counts what was sent or said meanwhile. */
export const rebuildAll = async (
  client: ServiceClient,
  { installation: { sink }, store }: { readonly installation: Installation; readonly store: EventStore },
): Promise<Replay> => {
  const states = async (): Promise<readonly ProjectionState[]> =>
    (await client.get<{ readonly items: readonly ProjectionState[] }>('/v1/projections')).items;
  const eventsBefore = (await wholeLog(store)).length;
  const receiptsBefore = sink.stored.length;
  const before = new Map((await states()).map(({ name, rebuiltAt }) => [name, rebuiltAt]));
  for (const name of before.keys()) await client.command(`/v1/projections/${name}/rebuild`);
  const isRebuilt = ({ name, rebuiltAt }: ProjectionState): boolean => rebuiltAt !== before.get(name);
  await eventually(async () => (await states()).every(isRebuilt), { patienceMs: 600_000, everyMs: 200 });
  return {
    what: 'every read model rebuilt',
    receiptsBefore,
    receiptsAfter: sink.stored.length,
    eventsBefore,
    eventsAfter: (await wholeLog(store)).length,
  };
};
