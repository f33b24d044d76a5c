import type { AppendReq, BatchAppendReq } from '@eventstore/db-client/generated/streams_pb.js';
import type { StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb.js';

import { appendTooLarge, eventTooLarge, missingMetadata, thrown, type RpcError } from './errors.js';
import type { Limits } from './limits.js';
import type { ProposedEvent } from './record.js';

export const streamName = (found: StreamIdentifier | undefined): string =>
  Buffer.from(found?.getStreamName_asU8() ?? []).toString('utf8');

/** The events of one append as they come in; the first fault ends it. */
export class Proposals {
  readonly events: ProposedEvent[] = [];
  private size = 0;

  constructor(private readonly limits: Limits) {}

  add(message: AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage): RpcError | undefined {
    const properties = message.getMetadataMap();
    const type = properties.get('type');
    const contentType = properties.get('content-type');
    if (type === undefined || contentType === undefined) {
      return missingMetadata(['type', 'content-type'].filter((name) => !properties.has(name)));
    }
    const id = idOf(message.getId());
    if (id === undefined) return thrown();
    const data = message.getData_asU8();
    const metadata = message.getCustomMetadata_asU8();
    const size = data.length + metadata.length + 2 * type.length;
    this.size += size;
    if (size > this.limits.event) return eventTooLarge(id, size, this.limits.event);
    if (this.size > this.limits.append) return appendTooLarge(this.limits.append);
    this.events.push({ id, type, contentType, data, metadata });
    return undefined;
  }
}

const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Lower-case, as the server gives ids back. */
const idOf = (id: UUID | undefined): string | undefined => {
  const structured = id?.getStructured();
  if (structured !== undefined) {
    const half = (text: string) => BigInt.asUintN(64, BigInt(text)).toString(16).padStart(16, '0');
    const hex = half(structured.getMostSignificantBits()) + half(structured.getLeastSignificantBits());
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }
  const text = id?.getString() ?? '';
  return pattern.test(text) ? text.toLowerCase() : undefined;
};
