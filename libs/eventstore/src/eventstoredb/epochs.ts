import { randomUUID } from 'node:crypto';
import { jsonEvent, NO_STREAM, type RecordedEvent, WrongExpectedVersionError } from '@eventstore/db-client';
import type { Connection } from './connection.js';
import { drained } from './drain.js';
import { isStreamNotFound } from './trouble.js';
import { beginning, type Place } from './place.js';

/**
 * Where the log keeps its own epochs. No stream of the domain can have this name (append-request.ts), and readers are
 * not given what is in it.
 */
export const epochStream = '_sortie-epochs';
const epochOpened = 'EpochOpened';

interface Begun {
  readonly epoch: number;
  /** Position of the event that opened it. */
  readonly commit: bigint;
}

/** The lives of one log. Grows as the feed passes the opening of another. */
export class Epochs {
  private constructor(
    /** Id of the first opening: another one means another log. */
    readonly log: string,
    private readonly begun: Begun[],
  ) {}

  /** Reads them; the first to look into an empty log opens epoch 1. */
  static async open(connection: Connection): Promise<Epochs> {
    const found = await readEpochs(connection);
    if (found.length === 0) {
      await appendEpoch(connection, undefined, 1);
      return Epochs.open(connection);
    }
    return new Epochs(found[0]?.id ?? '', found.flatMap(begunBy));
  }

  get newest(): number {
    return this.begun.at(-1)?.epoch ?? 0;
  }

  placeOf(commit: bigint): Place {
    for (let index = this.begun.length - 1; index > 0; index -= 1) {
      const begun = this.begun[index];
      if (begun && begun.commit <= commit) return { epoch: begun.epoch, commit };
    }
    return { epoch: this.begun[0]?.epoch ?? 0, commit };
  }

  /**
   * The position after which a reader at the place goes on; undefined at the beginning. When the log was put back to
   * an older state since, what he has seen of it last is gone, and he goes on where the next epoch begins.
   */
  resume(place: Place): bigint | undefined {
    if (place.epoch === beginning.epoch) return undefined;
    const next = this.begun.find(({ epoch }) => epoch > place.epoch);
    return next && next.commit < place.commit ? next.commit : place.commit;
  }

  /** Takes note when the event opens an epoch. */
  learn(event: RecordedEvent): void {
    if (event.streamId !== epochStream) return;
    for (const begun of begunBy(event)) if (begun.epoch > this.newest) this.begun.push(begun);
  }

  /** Whether this is still the log that was opened. */
  async same(connection: Connection): Promise<boolean> {
    const [first] = await readEpochs(connection, 1);
    return first?.id === this.log;
  }
}

/** Begins the log's next life, with a number above `above` too. Every process must have stopped. */
export const openNextEpoch = async (connection: Connection, above = 0): Promise<number> => {
  const found = await readEpochs(connection);
  const newest = found.flatMap(begunBy).reduce((most, { epoch }) => Math.max(most, epoch), above);
  const opened = await appendEpoch(connection, found.at(-1)?.revision, newest + 1);
  return opened ? newest + 1 : openNextEpoch(connection, above);
};

const readEpochs = async (connection: Connection, maxCount = 10_000): Promise<RecordedEvent[]> => {
  try {
    const resolved = await connection.call((client, options, signal) =>
      drained(client.readStream(epochStream, { ...options, maxCount }), signal),
    );
    return resolved.flatMap(({ event }) => (event?.type === epochOpened ? [event] : []));
  } catch (error) {
    if (isStreamNotFound(error)) return [];
    throw error;
  }
};

/** False when another process was first. */
const appendEpoch = async (connection: Connection, last: bigint | undefined, epoch: number): Promise<boolean> => {
  const event = jsonEvent({ id: randomUUID(), type: epochOpened, data: { epoch } });
  try {
    await connection.call((client, options) =>
      client.appendToStream(epochStream, event, { ...options, expectedRevision: last ?? NO_STREAM }),
    );
    return true;
  } catch (error) {
    if (error instanceof WrongExpectedVersionError) return false;
    throw error;
  }
};

const begunBy = ({ data, position }: RecordedEvent): Begun[] => {
  const epoch: unknown = typeof data === 'object' ? Reflect.get(data, 'epoch') : undefined;
  return typeof epoch === 'number' && position ? [{ epoch, commit: position.commit }] : [];
};
