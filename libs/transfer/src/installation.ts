import type pg from 'pg';
import type { EventStore } from '#eventstore/port.js';
import type { CarriedEvent } from './log-file/log-lines.js';

/** The stores of an installation that nobody else works with meanwhile, as copying them needs them. */
export interface Installation {
  readonly pool: pg.Pool;
  /** Folder of keys.json. */
  readonly dataDir: string;
  /** Opens the log, which has its tables. `raw`: events as they were stored, whatever release wrote them. */
  openLog(options: { readonly raw: boolean }): Promise<EventStore>;
  /** Appends events of another log as they are, in their order. */
  importEvents(store: EventStore, events: readonly CarriedEvent[]): Promise<void>;
  /** Begins the log's next life, with a number above `above`; what is open then has to be opened again. */
  openNextEpoch(above: number): Promise<number>;
}

/** What cannot be done as things are, and what to do instead. For people. */
export class TransferRefused extends Error {
  override readonly name = 'TransferRefused';
}

/** Told now and then while something takes long. */
export type OnProgress = (progress: {
  readonly step: string;
  readonly done: number;
  readonly total: number | null;
}) => void;

/** Works with an open log and closes it whatever happens. */
export const withLog = async <T>(
  installation: Installation,
  raw: boolean,
  work: (store: EventStore) => Promise<T>,
): Promise<T> => {
  const store = await installation.openLog({ raw });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
};
