import type { RecordedEvent } from '#eventstore/port.js';
import type { History, Invariant } from '../history.js';
import { finishOf, goodHistory, historyWith, subscribersOf } from './good-history.js';
import type { World } from './world.js';

/** A history with one thing wrong in it. */
export interface BadHistory {
  /** The end of the sentence "the checker does not let pass …". */
  readonly what: string;
  /** One invariant, unless everything that is judged at rest falls with it. */
  readonly violates: Invariant | readonly Invariant[];
  /** What the counter-example must tell a person. */
  readonly tells: RegExp;
  readonly history: () => History;
}

/** The good history with something changed in what was seen of it. */
export const seen =
  (change: (history: History) => Partial<History>): (() => History) =>
  () => {
    const history = goodHistory();
    return { ...history, ...change(history) };
  };

/** The good history with another log; whoever read the log saw that one. */
export const logged = (change: (events: readonly RecordedEvent[]) => readonly RecordedEvent[]): (() => History) =>
  seen((history) => ({ events: change(history.events), ...readAgain({ ...history, events: change(history.events) }) }));

/** The good history with more happening in it, and perhaps something changed in what was seen of that. */
export const happened =
  (more: (world: World) => void, change: (history: History) => Partial<History> = () => ({})): (() => History) =>
  () => {
    const history = historyWith(more);
    return { ...history, ...change(history) };
  };

const readAgain = (history: History): Partial<History> => ({
  subscribers: subscribersOf(history),
  finish: history.finish === null ? null : finishOf(history, history.finish.at),
});

/** The event of this type on this stream, the n-th of them, replaced; without a replacement it is lost. */
export const replacing =
  (stream: string, type: string, change: (event: RecordedEvent) => RecordedEvent | null, n = 0) =>
  (events: readonly RecordedEvent[]): readonly RecordedEvent[] => {
    const found = events.filter((event) => event.stream === stream && event.type === type)[n];
    if (found === undefined) throw new Error(`${stream} has no ${type}`);
    return events.flatMap((event) => {
      const changed = event === found ? change(event) : event;
      return changed === null ? [] : [changed];
    });
  };

/** Everything of one kind, changed where it applies. */
export const each = <Item>(
  items: readonly Item[],
  applies: (item: Item) => boolean,
  change: (item: Item) => Item,
): Item[] => {
  if (!items.some(applies)) throw new Error('nothing to change');
  return items.map((item) => (applies(item) ? change(item) : item));
};

export const later = (event: RecordedEvent, ms: number): RecordedEvent => {
  const at = new Date(Date.parse(event.recordedAt) + ms).toISOString();
  return { ...event, recordedAt: at };
};
