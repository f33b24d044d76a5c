import type { AllStreamResolvedEvent } from '@eventstore/db-client';
import type { RecordedEvent } from '../port.js';
import { type Upcasters, upcast } from '../upcasters.js';
import type { Epochs } from './epochs.js';
import { eventOf, isInOwnStream, sizeOf } from './events.js';
import type { Place } from './place.js';

/** One entry of the whole log: where it stands, and the event when it is one of ours. */
export interface Entry {
  readonly place: Place;
  readonly event: RecordedEvent | undefined;
  readonly bytes: number;
}

/**
 * Tells our events from the server's own, from those of deleted streams' marks and of other programs. None of them may
 * stop the feed: what stands in one of our streams and is not ours is told once per category.
 */
export class Decoder {
  private readonly told = new Set<string>();

  constructor(
    private readonly epochs: Epochs,
    private readonly upcasters: Upcasters,
    private readonly onTrouble: (error: Error) => void,
  ) {}

  entryOf({ event: resolved, link, commitPosition }: AllStreamResolvedEvent): Entry | undefined {
    const stored = link ?? resolved;
    const commit = stored?.position?.commit ?? commitPosition;
    if (commit === undefined) return undefined;
    if (stored) this.epochs.learn(stored);
    const place = this.epochs.placeOf(commit);
    if (!stored || !isInOwnStream(stored)) return { place, event: undefined, bytes: 0 };
    const event = eventOf(stored, this.epochs);
    if (!event) this.tell(stored.streamId, stored.revision);
    return { place, event: event && upcast(event, this.upcasters), bytes: sizeOf(stored) };
  }

  private tell(stream: string, revision: bigint): void {
    const category = stream.slice(0, stream.indexOf('-'));
    if (this.told.has(category)) return;
    this.told.add(category);
    this.onTrouble(
      new Error(`${stream} revision ${revision} was not written by this program: readers are not given it`),
    );
  }
}
