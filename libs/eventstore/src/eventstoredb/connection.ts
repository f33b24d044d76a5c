import { setMaxListeners } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Credentials } from '@eventstore/db-client';
import { type EventStoreAddress, eventStoreAddress } from '#platform/config/event-store-address.js';
import { backOffMs, waitOrAbort } from '../back-off.js';
import { LogUnavailable } from '../port.js';
import { type Client, credentialsOf, openClient } from './client.js';
import { Gate } from './gate.js';
import { isPassing, isSilence, NoAnswer, reasonOf, translated } from './trouble.js';

export interface CallOptions {
  readonly credentials: Credentials;
  readonly requiresLeader: true;
  /** ms from now; the client heeds it in appends only. */
  readonly deadline: number;
}

/** One call of the client, which must end by itself or by the signal. */
export type Work<T> = (client: Client, options: CallOptions, signal: AbortSignal) => Promise<T>;

/** Subscriptions and reads share one connection of 100 streams at most: a client at that limit waits for ever. */
const mostCalls = 64;
const tries = 6;
const between = { first: 50, most: 800 };
/** So many calls without an answer in a row, and the connection counts as dead. */
const mostSilences = 2;

/** The process's way to the server: bounds calls in number and time, repeats them, and replaces a dead connection. */
export class Connection {
  private readonly gate = new Gate(mostCalls);
  private readonly credentials: Credentials;
  private readonly closed = new AbortController();
  private generation = 0;
  private silences = 0;
  private client: Client;
  private readonly underWay = new Set<AbortController>();

  constructor(
    private readonly address: EventStoreAddress,
    /** How long a call with its repetitions may take. */
    private readonly patienceMs: number,
    private readonly onTrouble: (error: Error) => void,
  ) {
    setMaxListeners(0, this.closed.signal);
    this.credentials = credentialsOf(address);
    this.client = openClient(address, this.generation);
  }

  /**
   * Throws in the words of the port. Only for work that may be done twice. A try ends early enough for another, for
   * the first may have hit a connection that is no more.
   */
  async call<T>(work: Work<T>): Promise<T> {
    const giveUpAt = performance.now() + this.patienceMs;
    for (let failures = 0; ; failures += 1) {
      try {
        return await this.gate.through(() => {
          if (performance.now() >= giveUpAt)
            throw new LogUnavailable('the log answers too slowly: others wait already');
          return this.once(work, this.patienceMs / 2);
        });
      } catch (error) {
        if (this.closed.signal.aborted) throw new LogUnavailable('the log is closed', { cause: error });
        const spent = failures + 1 >= tries || performance.now() >= giveUpAt;
        if (spent || !isPassing(error)) throw translated(error);
      }
      await waitOrAbort(backOffMs(failures, between), this.closed.signal);
    }
  }

  /** For calls that last: not counted, not timed, not repeated. */
  async hold<T>(work: Work<T>, signal: AbortSignal): Promise<T> {
    await nextTurn();
    this.refuseClosed();
    const held = new AbortController();
    const stop = (): void => held.abort(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    this.underWay.add(held);
    try {
      return await work(this.client, this.optionsOf(this.patienceMs), held.signal);
    } catch (error) {
      throw translated(error);
    } finally {
      this.underWay.delete(held);
      signal.removeEventListener('abort', stop);
    }
  }

  async close(): Promise<void> {
    this.closed.abort();
    await this.putAway(this.client, new LogUnavailable('the log is closed'));
  }

  /** Discovery and reads of the client know no deadline, so that this watches the time. */
  private async once<T>(work: Work<T>, patienceMs: number): Promise<T> {
    // When a call fails, the client closes its channel some microtasks later, and an append that has fetched the
    // channel by then ends the process with an unhandled rejection. In a turn of its own it fetches the next one.
    await nextTurn();
    this.refuseClosed();
    const { client } = this;
    const over = new AbortController();
    this.underWay.add(over);
    const silence = new NoAnswer(`no answer within ${Math.round(patienceMs)} ms`);
    const timer = setTimeout(() => over.abort(silence), patienceMs);
    const abandoned = new Promise<never>((_, reject) => {
      over.signal.addEventListener('abort', () => reject(reasonOf(over.signal)), { once: true });
    });
    try {
      const result = await Promise.race([work(client, this.optionsOf(patienceMs), over.signal), abandoned]);
      this.silences = 0;
      return result;
    } catch (error) {
      if (isSilence(error)) this.heardNothing(client);
      throw error;
    } finally {
      clearTimeout(timer);
      this.underWay.delete(over);
    }
  }

  private optionsOf(deadline: number): CallOptions {
    return { credentials: this.credentials, requiresLeader: true, deadline };
  }

  /** Keep-alive would find a dead connection out after 20 s at the earliest. */
  private heardNothing(client: Client): void {
    if (client !== this.client) return;
    this.silences += 1;
    if (this.silences < mostSilences || this.closed.signal.aborted) return;
    this.silences = 0;
    this.generation += 1;
    this.client = openClient(this.address, this.generation);
    const silent = new LogUnavailable('the log does not answer: connecting anew');
    this.onTrouble(silent);
    this.putAway(client, silent).catch((error: unknown) => this.onTrouble(translated(error)));
  }

  /** A client that is put away ends its reads as if they were complete: they must hear of it first. */
  private async putAway(client: Client, because: Error): Promise<void> {
    for (const call of this.underWay) call.abort(because);
    await client.end();
  }

  private refuseClosed(): void {
    if (this.closed.signal.aborted) throw new LogUnavailable('the log is closed');
  }
}

/** By the text of `EVENTSTORE_URL`. Throws `RangeError`, without the password, when it says nothing. */
export const connectionTo = (
  url: string,
  patienceMs: number,
  onTrouble: (error: Error) => void = () => undefined,
): Connection => {
  const address = eventStoreAddress(url);
  if (!address.ok) throw new RangeError(`EVENTSTORE_URL ${address.fault}`);
  return new Connection(address.value, patienceMs, onTrouble);
};
