import type { ServerWritableStream } from '@grpc/grpc-js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';

import { shared, streams } from './definitions.js';
import { resolveLink } from './links.js';
import type { Node } from './node.js';
import { frameOf, type LoggedEvent } from './record.js';

/** A read's answers; events are the bytes that were encoded when they were written. */
export type ReadCall = ServerWritableStream<ReadReq, ReadResp | Buffer>;

/** Writes to one reader as fast as it takes it, and knows when it is gone. */
export class Outbox {
  private gone = false;
  private resume = (): void => undefined;

  constructor(
    private readonly node: Node,
    readonly call: ReadCall,
    private readonly options: ReadReq.Options,
  ) {
    const wake = (): void => this.resume();
    call.on('drain', wake);
    for (const end of ['cancelled', 'close', 'error']) {
      call.on(end, () => {
        this.gone = true;
        this.resume();
      });
    }
  }

  get ended(): boolean {
    return this.gone || this.call.cancelled;
  }

  /** Resolves when `arm`'s callback is called, or the reader is gone. */
  wait(arm: (wake: () => void) => void): Promise<void> {
    if (this.ended) return Promise.resolve();
    return new Promise((resolve) => {
      this.resume = resolve;
      arm(resolve);
    });
  }

  sendEvent(event: LoggedEvent): Promise<void> | undefined {
    const plain = !this.options.getResolveLinks() || event.type !== '$>';
    if (plain && this.options.getUuidOption()?.hasStructured() !== true) return this.send(frameOf(event));
    const response = plain ? streams.ReadResp.deserializeBinary(frameOf(event)) : resolveLink(this.node.store, event);
    if (this.options.getUuidOption()?.hasStructured() === true) structureIds(response);
    return this.send(response);
  }

  /** A promise only when the reader has to be waited for. */
  send(message: ReadResp | Buffer): Promise<void> | undefined {
    if (this.ended) return undefined;
    if (this.node.frozen) return this.sendWhenThawed(message);
    if (this.call.write(message) || this.ended) return undefined;
    return this.wait(() => undefined);
  }

  /** Without waiting for anything; nothing while the node is frozen. */
  push(message: ReadResp): void {
    if (!this.ended && !this.node.frozen) this.call.write(message);
  }

  private async sendWhenThawed(message: ReadResp | Buffer): Promise<void> {
    await this.wait((wake) => this.node.thawed.add(wake));
    await this.send(message);
  }
}

const structureIds = (response: ReadResp): void => {
  for (const event of [response.getEvent()?.getEvent(), response.getEvent()?.getLink()]) {
    const hex = event?.getId()?.getString().replaceAll('-', '');
    if (event === undefined || hex === undefined) continue;
    const half = (text: string): string => String(BigInt.asIntN(64, BigInt(`0x${text}`)));
    const structured = new shared.UUID.Structured()
      .setMostSignificantBits(half(hex.slice(0, 16)))
      .setLeastSignificantBits(half(hex.slice(16)));
    event.setId(new shared.UUID().setStructured(structured));
  }
};
