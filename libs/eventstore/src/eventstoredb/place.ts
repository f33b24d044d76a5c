import { type Position, start } from '../port.js';

/** What a position token of this adapter stands for: a life of the log, and the byte in it where an event begins. */
export interface Place {
  /** 0 before the first event, else the epoch that was open as the event was written. */
  readonly epoch: number;
  readonly commit: bigint;
}

export const beginning: Place = { epoch: 0, commit: 0n };

const token = /^E(\d{1,10})\.(\d{1,19})$/;

/** Throws for a token of another adapter: going on from a misread place would lose events. */
export const placeOf = (position: Position): Place => {
  if (position === start) return beginning;
  const [, epoch, commit] = token.exec(position) ?? [];
  if (epoch === undefined || commit === undefined) {
    throw new RangeError(`not a position of this log: ${position.slice(0, 60)}`);
  }
  return { epoch: Number(epoch), commit: BigInt(commit) };
};

export const tokenOf = ({ epoch, commit }: Place): Position =>
  epoch === 0 ? start : (`E${epoch}.${commit}` as Position);

/** Negative when `a` comes before `b` in the feed. */
export const comparePlaces = (a: Place, b: Place): number =>
  a.epoch - b.epoch || (a.commit < b.commit ? -1 : a.commit > b.commit ? 1 : 0);

export const laterOf = (a: Place, b: Place): Place => (comparePlaces(a, b) >= 0 ? a : b);
