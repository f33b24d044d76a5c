import type { EventMetadata } from '#domain/kernel/message.js';
import type { EventPart, Excerpt, FeedFilter, RecordedEvent } from '../port.js';
import { type Upcasters, upcast } from '../upcasters.js';
import type { Row, Run, Statement } from './connections.js';
import { placeOfRow, span } from './pages.js';
import { type Place, tokenOf } from './place.js';
import { instantOf, text } from './rows.js';

/** A page of which no more was read than is wanted. */
export interface ExcerptPage {
  readonly events: readonly RecordedEvent[];
  readonly to: Place;
  readonly caughtUp: boolean;
}

const sqlOf = {
  data: 'data',
  id: 'id',
  recordedAt: 'recorded_at',
  actor: `meta->>'actor'`,
  source: `meta->>'source'`,
  reason: `meta->>'reason'`,
} as const satisfies { readonly [part in EventPart]: string };

const always = `epoch, tx, position, stream, revision, type, meta->>'v', meta->>'occurredAt'`;
const firstPart = 8;

/**
 * Events of some categories from one place to another, both included, by the one index that has the order of the feed: half of what
 * it costs to find them one by one.
 */
export const excerpt = (parts: readonly EventPart[]): Statement => ({
  name: ['log-excerpt', ...parts].join('-'),
  text: `select ${[always, ...parts.map((part) => sqlOf[part])].join(', ')} from log.events
    where (epoch, tx, position) >= ($1::int, $2::xid8, $3::bigint) and (epoch, tx, position) <= ($4::int, $5::xid8, $6::bigint)
      and category = any($7::text[]) and type <> all($8::text[])
    order by epoch, tx, position`,
});

/**
 * The page that `readPage` reads, but for what is not wanted of its events. Null where events of others lie between them: they would
 * be read in vain.
 */
export const readExcerpt = async (
  run: Run,
  from: Place,
  limit: number,
  { categories = [], parts, without = [], upcasters }: FeedFilter & Excerpt & { readonly upcasters: Upcasters },
): Promise<ExcerptPage | null> => {
  const names = [...new Set(categories)];
  if (names.length === 0) return null;
  const values = [from.epoch, from.tx.toString(), from.position.toString(), limit, ...names];
  const [found] = await run(span(names.length), values);
  // The last page, which is not full, has to say how far it looked: that is left to `readPage`.
  if (found === undefined || Number(found[0]) < limit || found[7] !== 't') return null;
  const last = placeOfRow(found.slice(4, 7)) ?? from;
  const rows = await run(excerpt(parts), [...found.slice(1, 7), names, without]);
  return { events: rows.map(decoderOf(parts, upcasters)), to: last, caughtUp: false };
};

const decoderOf = (parts: readonly EventPart[], upcasters: Upcasters): ((row: Row) => RecordedEvent) => {
  const at = new Map(parts.map((part, n) => [part, firstPart + n]));
  const of = (part: EventPart, row: Row): string | undefined => row[at.get(part) ?? -1] ?? undefined;
  const hasData = at.has('data');
  return (row) => {
    const [epoch, tx, position, stream, revision, type, v, occurredAt] = row;
    const name = text(stream);
    const recordedAt = of('recordedAt', row);
    const event: RecordedEvent = {
      id: of('id', row) ?? '',
      type: text(type),
      data: hasData ? JSON.parse(text(of('data', row))) : {},
      metadata: {
        v: Number(v),
        occurredAt: occurredAt ?? undefined,
        actor: of('actor', row),
        source: of('source', row),
        reason: of('reason', row),
      } as EventMetadata,
      stream: name,
      category: name.slice(0, name.indexOf('-')),
      revision: Number(revision),
      position: tokenOf(text(epoch), text(tx), text(position)),
      recordedAt: recordedAt === undefined ? '' : instantOf(recordedAt),
    };
    return hasData ? upcast(event, upcasters) : event;
  };
};
