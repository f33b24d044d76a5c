import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import { streams } from './definitions.js';
import { streamDeleted } from './errors.js';
import { filterOf, pageSize, type Filter } from './filter.js';
import type { Node } from './node.js';
import type { Outbox } from './outbox.js';
import { streamName } from './proposals.js';
import type { LoggedEvent } from './record.js';
import { Signal } from './signal.js';
import { firstVisible, isExpired } from './visible.js';

/** What a subscription follows: the log or a stream, by index. */
interface Source {
  readonly events: readonly LoggedEvent[];
  /** Of the first event to deliver. */
  readonly start: number;
  readonly changed: Signal;
  readonly passes: (event: LoggedEvent) => boolean;
  readonly filter?: Filter;
}

/** So many undelivered events make a live subscription read the log again, and catch up again. */
const liveBuffer = 32;
const lastPosition = String(2n ** 64n - 1n);

export const subscribe = async (node: Node, outbox: Outbox, options: ReadReq.Options): Promise<void> => {
  const name = streamName(options.getStream()?.getStreamIdentifier());
  if (options.hasStream() && node.store.isTombstoned(name)) return void outbox.call.emit('error', streamDeleted(name));
  const source = options.hasStream() ? ofStream(node, options, name) : ofLog(node, options);
  await outbox.send(confirmation());
  await new Subscription(node, outbox, source).run();
};

const ofLog = (node: Node, options: ReadReq.Options): Source => {
  const { log, appended } = node.store;
  const filterOptions = options.getFilter();
  const filter = filterOptions === undefined ? undefined : filterOf(filterOptions);
  const position = options.getAll()?.getPosition();
  let start = options.getAll()?.hasEnd() === true ? log.length : 0;
  // Strictly after; 2^64-1 means the end to the server, as its own wrong checkpoints show.
  if (position !== undefined) start = node.store.indexFrom(BigInt(position.getCommitPosition()) + 1n);
  return { events: log, start, changed: appended, passes: filter?.matches ?? (() => true), ...(filter && { filter }) };
};

const ofStream = (node: Node, options: ReadReq.Options, name: string): Source => {
  const stream = node.store.streamOrNew(name);
  stream.changed ??= new Signal();
  const from = options.getStream();
  let start = 0;
  if (from?.hasEnd() === true) start = stream.events.length;
  if (from?.hasRevision() === true) start = Number(from.getRevision()) + 1;
  start = Math.max(start, stream.metadata.truncateBefore === Infinity ? stream.events.length : firstVisible(stream));
  return { events: stream.events, start, changed: stream.changed, passes: (event) => !isExpired(stream, event) };
};

class Subscription {
  private cursor: number;
  private live: boolean;
  private considered = 0;
  private silent = false;

  constructor(
    private readonly node: Node,
    private readonly outbox: Outbox,
    private readonly source: Source,
  ) {
    this.cursor = source.start;
    this.live = this.cursor >= source.events.length;
  }

  async run(): Promise<void> {
    const { outbox, source, node } = this;
    const leave = node.subscribed({ silence: () => this.silence(), repeatCaughtUp: () => this.repeat() });
    if (this.live) await outbox.send(caughtUp());
    while (!outbox.ended) {
      while (this.cursor < source.events.length && !outbox.ended && !this.silent) {
        await this.deliverPage();
        if (this.live && this.isOverrun()) this.live = false;
      }
      if (!this.live && !this.silent) await this.catchUp();
      if (this.silent) await outbox.wait(() => undefined);
      else if (this.cursor >= source.events.length) await outbox.wait((wake) => source.changed.add(wake));
      if (this.live && this.isOverrun()) this.live = false;
    }
    leave();
  }

  private async deliverPage(): Promise<void> {
    const { outbox, source, node } = this;
    const end = Math.min(this.cursor + pageSize, source.events.length);
    for (; this.cursor < end; this.cursor += 1) {
      const event = source.events[this.cursor];
      if (event === undefined) break;
      this.considered += 1;
      const full = source.passes(event) ? outbox.sendEvent(event) : undefined;
      if (full !== undefined) await full;
      if (source.filter && this.considered % source.filter.checkpointEvery === 0) await this.checkpoint(event);
      if (node.faults.has('repeat-caught-up')) await outbox.send(caughtUp());
    }
    if (node.faults.readerPauseMs > 0) await pause(node.faults.readerPauseMs);
    else if (this.considered % (32 * pageSize) < pageSize) await new Promise(setImmediate);
  }

  private async catchUp(): Promise<void> {
    this.live = true;
    const last = this.source.events[this.cursor - 1];
    const { filter } = this.source;
    if (filter && last !== undefined) await this.checkpoint(last);
    if (filter && this.node.faults.has('wrong-checkpoint')) await this.outbox.send(checkpoint(lastPosition));
    await this.outbox.send(caughtUp());
  }

  private async checkpoint(event: LoggedEvent): Promise<void> {
    await this.outbox.send(checkpoint(this.node.store.positionText(event.position)));
  }

  private isOverrun(): boolean {
    const { events, passes } = this.source;
    const behind = events.slice(this.cursor, this.cursor + 32 * liveBuffer);
    return behind.length === 32 * liveBuffer || behind.filter(passes).length > liveBuffer;
  }

  /** Of faults: to the reader at once, whatever the loop is waiting for. */
  private repeat(): void {
    if (this.source.filter && this.node.faults.has('wrong-checkpoint')) this.outbox.push(checkpoint(lastPosition));
    this.outbox.push(caughtUp());
  }

  private silence(): void {
    this.silent = true;
  }
}

const confirmation = (): ReadResp =>
  new streams.ReadResp().setConfirmation(
    new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(randomUUID()),
  );

const caughtUp = (): ReadResp => new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp());

const checkpoint = (position: string): ReadResp =>
  new streams.ReadResp().setCheckpoint(
    new streams.ReadResp.Checkpoint().setCommitPosition(position).setPreparePosition(position),
  );
