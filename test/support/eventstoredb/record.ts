import { shared, streams } from './definitions.js';

/** An event as a client proposes it; bytes are kept as they came. */
export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** An event of the log. Its answer to a read is encoded once and lies in `page`, from `at`, `size` bytes long. */
export interface LoggedEvent {
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  /** Of a tombstone: 2^63-1 in its frame, Infinity here. */
  readonly revision: number;
  /** Byte offset from the log's first position: grows, with gaps. */
  readonly position: number;
  /** Unix ms. */
  readonly created: number;
  readonly page: Buffer;
  readonly at: number;
  readonly size: number;
}

/** What the log calls the last possible revision: tombstones have it, and `$tb` of a deleted stream. */
export const lastPossible = '9223372036854775807';

/** The serialized ReadResp that carries an event to a client. */
export const frameOf = (event: LoggedEvent): Buffer => event.page.subarray(event.at, event.at + event.size);

export interface Placed {
  readonly stream: string;
  readonly revision: number;
  /** Decimal, as clients see it. */
  readonly position: string;
  readonly created: number;
}

export const encodeFrame = (event: ProposedEvent, { stream, revision, position, created }: Placed): Uint8Array => {
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent();
  recorded.setId(uuid(event.id));
  recorded.setStreamIdentifier(identifier(stream));
  recorded.setStreamRevision(revision === Infinity ? lastPossible : String(revision));
  recorded.setCommitPosition(position);
  recorded.setPreparePosition(position);
  recorded
    .getMetadataMap()
    .set('type', event.type)
    .set('created', `${created}0000`) // ticks of 100 ns
    .set('content-type', event.contentType);
  recorded.setData(event.data);
  recorded.setCustomMetadata(event.metadata);
  const read = new streams.ReadResp.ReadEvent();
  read.setEvent(recorded);
  read.setCommitPosition(position);
  const response = new streams.ReadResp();
  response.setEvent(read);
  return response.serializeBinary();
};

export const uuid = (id: string): InstanceType<typeof shared.UUID> => {
  const message = new shared.UUID();
  message.setString(id);
  return message;
};

export const identifier = (stream: string): InstanceType<typeof shared.StreamIdentifier> => {
  const message = new shared.StreamIdentifier();
  message.setStreamName(Buffer.from(stream, 'utf8'));
  return message;
};
