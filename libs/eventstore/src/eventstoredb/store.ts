import { serialized } from '../append-request.js';
import { SharedTails } from '../feed/shared-tails.js';
import { subscription } from '../feed/subscription.js';
import { oneByOne } from '../in-turn.js';
import { type EventStore, type FeedFilter, LogUnavailable } from '../port.js';
import { type Upcasters, upcasters as released, upcastStrictly } from '../upcasters.js';
import { append } from './append.js';
import { coalesced } from '../coalesced.js';
import { type Connection, connectionTo } from './connection.js';
import { Decoder } from './decoder.js';
import { Epochs } from './epochs.js';
import { LogPages } from './log-pages.js';
import { beginning, comparePlaces, type Place, placeOf, tokenOf } from './place.js';
import { serverVersion, supportedVersions, supportOf } from './server-version.js';
import { readStream, type StreamRange } from './streams.js';
import { type OtherLog, places, Tail } from './tail.js';

export interface EventStoreDbOptions {
  /** As `EVENTSTORE_URL` has it. */
  readonly url: string;
  /** How long a call with its repetitions may take before the log counts as away; default 10 s. */
  readonly patienceMs?: number;
  /** How often the subscription is compared with the end of the log; default 15 s. */
  readonly watchMs?: number;
  /** How far behind the end of the log the subscription may stand still before it is taken up again; default 5 s. */
  readonly silenceMs?: number;
  /** Default: those of this release. */
  readonly upcasters?: Upcasters;
  /** Trouble that mends itself, for a log: every call and subscription still answers or goes on. */
  readonly onTrouble?: (error: Error) => void;
}

/** How long the subscription goes on when nobody reads from it. */
const lingerMs = 60_000;
/** A subscription that catches up goes through so many pages of the log before it says where it is. */
const pagesBetweenCheckpoints = 10;

/** The log in an EventStoreDB or KurrentDB. Throws `LogUnavailable` when it cannot be reached. */
export const openEventStoreDb = async (options: EventStoreDbOptions): Promise<EventStore> => {
  const { patienceMs = 10_000, upcasters = released, onTrouble = () => undefined } = options;
  const connection = connectionTo(options.url, patienceMs, onTrouble);
  const epochs = await opened(connection);
  void tellOldServer(connection, onTrouble);
  const decoder = new Decoder(epochs, upcasters, onTrouble);
  const pages = new LogPages(connection, epochs, decoder);
  const readEnd = coalesced(async () => (await pages.backwards(undefined, 1))[0]?.place);
  const closed = new AbortController();
  const { watchMs = 15_000, silenceMs = 5_000 } = options;
  /** Outlasts the tail that has found out: whoever subscribes again must not read on from it. */
  let otherLog: OtherLog | undefined;
  const onOtherLog = (error: OtherLog): void => void (otherLog = error);
  const tailOptions = { connection, epochs, decoder, pages, readEnd, onTrouble, onOtherLog, watchMs, silenceMs };
  const tails = new SharedTails((from: Place) => new Tail(from, tailOptions), lingerMs);

  const refuseFailed = (): void => {
    const failed = otherLog ?? tails.running?.failed;
    if (failed) throw new LogUnavailable(failed.message, { cause: failed });
  };
  const strictly = async (stream: string, range: StreamRange) => {
    refuseFailed();
    const events = await readStream(connection, epochs, stream, range);
    return events.map((event) => upcastStrictly(event, upcasters));
  };
  /** Near the end without reading anything but the end itself. */
  const pageAfter = async (after: Place, limit: number, filter: FeedFilter, most?: number) => {
    const { running } = tails;
    if (running && running.pages.slice(after, 1, filter) !== 'behind') {
      await running.catchUp();
      const slice = running.pages.slice(after, limit, filter);
      if (slice !== 'behind') return { ...slice, caughtUp: slice.events.length < limit };
    }
    return pages.read(after, limit, filter, most);
  };

  const appendOne: EventStore['append'] = async (stream, expected, events) => {
    const request = serialized(stream, expected, events);
    refuseFailed();
    return append(connection, epochs, stream, expected, request);
  };

  return {
    epoch: epochs.newest,
    append: appendOne,
    appendInTurn: (appends) => oneByOne(appendOne, appends),
    read: (stream, { from = 0, limit } = {}) => strictly(stream, { direction: 'forwards', from, limit }),
    readBackwards: (stream, limit) => strictly(stream, { direction: 'backwards', limit }),
    async readAll(after, limit, filter = {}) {
      refuseFailed();
      const { events, to, caughtUp } = await pageAfter(placeOf(after), limit, filter);
      return { events, checkpoint: tokenOf(to), caughtUp };
    },
    subscribe(after, { signal, pageSize = 500, ...filter }) {
      if (closed.signal.aborted) throw new LogUnavailable('the log is closed');
      const either = AbortSignal.any([signal, closed.signal]);
      const readPage = async (from: Place, limit: number) => {
        if (otherLog) throw otherLog;
        return pages.read(from, limit, filter, pagesBetweenCheckpoints);
      };
      const reading = { places, readPage, tail: tails, onTrouble, pageSize, signal: either };
      return subscription(placeOf(after), { ...filter, ...reading });
    },
    async head({ categories } = {}) {
      refuseFailed();
      if (!categories) return tokenOf((await readEnd()) ?? beginning);
      const from = tails.running ? undefined : await readEnd();
      const tail = tails.join(from ?? beginning);
      try {
        await tail.catchUp();
        return tokenOf(await tail.newest.of(categories));
      } finally {
        tails.leave();
      }
    },
    compare: (a, b) => comparePlaces(placeOf(a), placeOf(b)),
    async close() {
      closed.abort();
      // First: it ends the calls that the tail may be waiting for.
      await Promise.all([connection.close(), tails.stop()]);
    },
  };
};

const opened = async (connection: Connection): Promise<Epochs> => {
  try {
    return await Epochs.open(connection);
  } catch (error) {
    await connection.close();
    throw error;
  }
};

/** Only a warning: what works for its operator shall go on working. */
const tellOldServer = async (connection: Connection, onTrouble: (error: Error) => void): Promise<void> => {
  try {
    const version = await serverVersion(connection);
    if (supportOf(version) === 'supported') return;
    onTrouble(new Error(`the log's server calls itself ${version}; supported are ${supportedVersions}`));
  } catch (error) {
    onTrouble(error instanceof Error ? error : new Error(String(error)));
  }
};
