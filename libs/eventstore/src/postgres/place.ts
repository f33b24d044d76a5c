import type { Places } from '../feed/places.js';
import { type Position, type RecordedEvent, start } from '../port.js';

/** What a position token of this adapter stands for. Transaction ids have 64 bits, hence the bigints. */
export interface Place {
  readonly epoch: number;
  readonly tx: bigint;
  readonly position: bigint;
}

export const beginning: Place = { epoch: 0, tx: 0n, position: 0n };

const token = /^(\d{1,10})\.(\d{1,20})\.(\d{1,19})$/;

export const tokenOf = (epoch: number | string, tx: bigint | string, position: bigint | string): Position =>
  `${epoch}.${tx}.${position}` as Position;

/** Throws for a token of another adapter: going on from a misread place would lose events. */
export const placeOf = (position: Position): Place => {
  if (position === start) return beginning;
  const [, epoch, tx, within] = token.exec(position) ?? [];
  if (epoch === undefined || tx === undefined || within === undefined) {
    throw new RangeError(`not a position of this log: ${position.slice(0, 60)}`);
  }
  return { epoch: Number(epoch), tx: BigInt(tx), position: BigInt(within) };
};

export const positionOf = (place: Place): Position =>
  place.epoch === 0 ? start : tokenOf(place.epoch, place.tx, place.position);

/** Negative when `a` comes before `b` in the feed. */
export const comparePlaces = (a: Place, b: Place): number =>
  a.epoch - b.epoch || compareBig(a.tx, b.tx) || compareBig(a.position, b.position);

export const laterOf = (a: Place, b: Place): Place => (comparePlaces(a, b) >= 0 ? a : b);

const compareBig = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

export const places: Places<Place> & { placeOf(event: RecordedEvent): Place } = {
  compare: comparePlaces,
  tokenOf: positionOf,
  placeOf: ({ position }) => placeOf(position),
};
