import type { RecordedEvent } from '#eventstore/port.js';
import type { Subscriber } from './history.js';
import { type Check, type Findings, findings, told } from './verdict.js';

/** I3. Revisions of every stream run from 0 without a gap, and each subscriber has every event, once in effect, in order. */
export const everyEventArrives: Check = ({ events, subscribers }) => {
  const found = findings('I3', 'events', 'streams', 'subscribers', 'delivered', 'delivered again');
  checkStreams(events, found);
  const places = new Map(events.map(({ id }, at) => [id, at]));
  for (const subscriber of subscribers) {
    found.count('subscribers');
    checkSubscriber(subscriber, events, places, found);
  }
  return found.verdict();
};

const checkStreams = (events: readonly RecordedEvent[], found: Findings): void => {
  const heads = new Map<string, RecordedEvent>();
  const ids = new Map<string, RecordedEvent>();
  for (const event of events) {
    found.count('events');
    const before = heads.get(event.stream);
    const expected = before === undefined ? 0 : before.revision + 1;
    if (event.revision !== expected) {
      const text = `${event.stream} goes on with revision ${event.revision} where ${expected} was to come`;
      found.violation(text, ...(before === undefined ? [] : [told(before)]), told(event));
    }
    heads.set(event.stream, event);
    const twin = ids.get(event.id);
    if (twin !== undefined) found.violation(`event ${event.id} is in the log twice`, told(twin), told(event));
    ids.set(event.id, event);
  }
  found.count('streams', heads.size);
};

/**
 * A feed that was broken off may go back to where its reader last stored its place, and must go on from there without a
 * gap. What was made of a feed has each event once.
 */
const checkSubscriber = (
  { name, categories, kind, eventIds }: Subscriber,
  events: readonly RecordedEvent[],
  places: ReadonlyMap<string, number>,
  found: Findings,
): void => {
  const wanted = (event: RecordedEvent): boolean => categories === null || categories.includes(event.category);
  const nextWanted = (from: number): number => {
    let at = from;
    for (let event = events[at]; event !== undefined && !wanted(event); event = events[at]) at += 1;
    return at;
  };
  /** Place of the event that must come next, and of the first that never came. */
  let next = nextWanted(0);
  let head = next;
  for (const id of eventIds) {
    found.count('delivered');
    const at = places.get(id);
    if (at === undefined) {
      found.violation(`${name} was handed event ${id}, which is not in the log`);
      continue;
    }
    if (at < head) {
      found.count('delivered again');
      if (kind === 'effect') found.violation(`${name} has an event twice`, toldAt(events, at));
    }
    if (at > next && (kind === 'feed' || at >= head)) {
      found.violation(`${name} was not handed what came before`, toldAt(events, next), toldAt(events, at));
    }
    next = nextWanted(at + 1);
    head = Math.max(head, next);
  }
  if (head < events.length) found.violation(`${name} was never handed`, toldAt(events, head));
};

const toldAt = (events: readonly RecordedEvent[], at: number): string => {
  const event = events[at];
  return event === undefined ? `place ${at}, behind the end of the log` : told(event);
};
