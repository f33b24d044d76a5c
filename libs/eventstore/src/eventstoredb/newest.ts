import type { RecordedEvent } from '../port.js';
import type { LogPages } from './log-pages.js';
import { beginning, laterOf, type Place, placeOf } from './place.js';

const pageLength = 250;
/** How far back a category is looked for; beyond that it counts as quiet. */
const farthest = 2_000;

/**
 * The newest event of each category: noted as the tail passes it, and looked for backwards from where the tail began.
 */
export class NewestByCategory {
  private readonly live = new Map<string, Place>();
  private readonly earlier = new Map<string, Place>();
  private oldest: Place | undefined;
  private looked = 0;
  private complete = false;
  private looking: Promise<void> | undefined;

  constructor(private readonly pages: Pick<LogPages, 'backwards'>) {}

  note({ category, position }: RecordedEvent): void {
    this.live.set(category, placeOf(position));
  }

  /**
   * Of these categories; `beginning` when there is none. When none of them was written to for a long time, a place
   * that is later than their newest event, and earlier than where the tail began: whoever follows them has long
   * passed it.
   */
  async of(categories: readonly string[]): Promise<Place> {
    if (categories.length === 0) return beginning;
    const live = latest(this.live, categories);
    if (live) return live;
    for (;;) {
      const earlier = latest(this.earlier, categories);
      if (earlier) return earlier;
      if (this.complete) return beginning;
      if (this.looked >= farthest) return this.oldest ?? beginning;
      this.looking ??= this.lookBack().finally(() => (this.looking = undefined));
      await this.looking;
    }
  }

  private async lookBack(): Promise<void> {
    const entries = await this.pages.backwards(this.oldest?.commit, pageLength);
    for (const { event, place } of entries) {
      if (event && !this.earlier.has(event.category)) this.earlier.set(event.category, place);
    }
    this.looked += entries.length;
    this.oldest = entries.at(-1)?.place ?? this.oldest;
    this.complete = entries.length < pageLength;
  }
}

const latest = (newest: ReadonlyMap<string, Place>, categories: readonly string[]): Place | undefined => {
  let found: Place | undefined;
  for (const category of categories) {
    const place = newest.get(category);
    if (place) found = found ? laterOf(found, place) : place;
  }
  return found;
};
