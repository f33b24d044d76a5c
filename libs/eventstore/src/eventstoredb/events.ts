import type { RecordedEvent as StoredEvent } from '@eventstore/db-client';
import type { EventMetadata } from '#domain/kernel/message.js';
import type { RecordedEvent } from '../port.js';
import type { Epochs } from './epochs.js';
import { tokenOf } from './place.js';

/**
 * In the metadata of events that came from another log: when that log wrote them. The server dates everything
 * itself; readers are given this time and not the key.
 */
export const recordedAtKey = '$recordedAt';

const ownStream = /^[a-z][a-z0-9]*-[!-~]+$/;

/** In one of our streams, and not of the server's own making, such as the mark of a deleted stream. */
export const isInOwnStream = ({ streamId, type }: StoredEvent): boolean =>
  ownStream.test(streamId) && !type.startsWith('$');

/** The event in the words of the port; undefined for one that this program cannot have written. */
export const eventOf = (stored: StoredEvent, epochs: Epochs): RecordedEvent | undefined => {
  const { id, type, streamId, revision, data, metadata, created, position } = stored;
  if (!stored.isJson || !isObject(data) || !isMetadata(metadata) || !position) return undefined;
  const { [recordedAtKey]: imported, ...rest }: StoredMetadata = metadata;
  return {
    id,
    type,
    data,
    metadata: imported === undefined ? metadata : rest,
    stream: streamId,
    category: streamId.slice(0, streamId.indexOf('-')),
    revision: Number(revision),
    position: tokenOf(epochs.placeOf(position.commit)),
    recordedAt: imported ?? created.toISOString(),
  };
};

/** Rough size in memory, for bounding buffers. */
export const sizeOf = ({ data }: StoredEvent): number => 600 + roughSize(data, 40);

const roughSize = (value: unknown, levels: number): number => {
  if (typeof value === 'string') return 2 * value.length;
  if (typeof value !== 'object' || value === null || levels === 0) return 16;
  if (value instanceof Uint8Array) return value.length;
  return Object.values(value).reduce((sum: number, each) => sum + 32 + roughSize(each, levels - 1), 0);
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

type StoredMetadata = EventMetadata & { readonly [recordedAtKey]?: string };

/** What every event of ours carries; the rest is as trustworthy as who may write to the log. */
const isMetadata = (value: unknown): value is StoredMetadata =>
  isObject(value) &&
  Number.isSafeInteger(value['v']) &&
  Number(value['v']) >= 1 &&
  (value[recordedAtKey] === undefined || isInstant(value[recordedAtKey]));

const isInstant = (value: unknown): boolean => typeof value === 'string' && !Number.isNaN(Date.parse(value));
