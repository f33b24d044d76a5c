import { randomUUID } from 'node:crypto';
import type { EventMetadata } from '#domain/kernel/message.js';
import {
  type AppendResult,
  type EventStore,
  type FeedPage,
  type NewEvent,
  type Position,
  type RecordedEvent,
  start,
} from '#eventstore/port.js';
import { eventually } from '../../support/eventually.js';

/** What a suite of the contract is given: the store under test, open while its tests run. */
export type TheStore = () => EventStore;

export const metadata: EventMetadata = {
  $correlationId: 'request-1',
  $causationId: 'command-1',
  actor: 'ada',
  source: 'api',
  v: 1,
  occurredAt: '2026-11-22T09:00:00.000Z',
};

export const event = (type = 'Happened', data: object = {}): NewEvent => ({ id: randomUUID(), type, data, metadata });

export const events = (count: number, data: object = {}): NewEvent[] =>
  Array.from({ length: count }, (_, n) => event('Counted', { ...data, n }));

/** A category no other test writes to. */
export const newCategory = (): string => `c${randomUUID().replaceAll('-', '')}`;

export const newStream = (category = newCategory()): string => `${category}-${randomUUID()}`;

export const ids = (list: readonly { readonly id: string }[]): string[] => list.map(({ id }) => id);

export type Accepted = Extract<AppendResult, { ok: true }>;

/** For tests in which a conflict would be a mistake of the test. */
export const accepted = async (result: Promise<AppendResult>): Promise<Accepted> => {
  const answer = await result;
  if (!answer.ok) throw new Error(`conflict: the stream stands at ${answer.actual}`);
  return answer;
};

/** Waits until the feed shows everything acknowledged: other tests' transactions in the cluster hold it back. */
export const visible = async (store: EventStore): Promise<void> => {
  const head = await store.head();
  await eventually(async () => {
    const { checkpoint } = await store.readAll(start, 1, { categories: [] });
    return store.compare(checkpoint, head) >= 0;
  });
};

export interface Follow {
  readonly after?: Position;
  readonly categories?: readonly string[];
  readonly pageSize?: number;
  /** What else happens after a page was delivered. */
  readonly onPage?: (page: FeedPage) => unknown;
}

/** Follows the feed until `done` and returns everything delivered up to then. */
export const follow = async (
  store: EventStore,
  { after = start, onPage, ...options }: Follow,
  done: (delivered: readonly RecordedEvent[], page: FeedPage) => boolean,
): Promise<RecordedEvent[]> => {
  const stop = new AbortController();
  const delivered: RecordedEvent[] = [];
  for await (const page of store.subscribe(after, { ...options, signal: stop.signal })) {
    delivered.push(...page.events);
    await onPage?.(page);
    if (done(delivered, page)) stop.abort();
  }
  return delivered;
};
