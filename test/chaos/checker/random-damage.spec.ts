import fc from 'fast-check';
import { finalStatuses, isFinal } from '#domain/run/lifecycle.js';
import type { RecordedEvent } from '#eventstore/port.js';
import { checkHistory } from './check.js';
import type { History, Invariant, Receipt } from './history.js';
import { goodHistory } from './testing/good-history.js';

const good = goodHistory();

const failed = (change: Partial<History>): readonly Invariant[] =>
  checkHistory({ ...good, ...change }).flatMap(({ holds, invariant }) => (holds ? [] : [invariant]));

const oneOf = (items: readonly unknown[]): fc.Arbitrary<number> => fc.nat(items.length - 1);

const within = <Item>(items: readonly Item[], at: number): Item => {
  const item = items[at];
  if (item === undefined) throw new Error('an index within the list');
  return item;
};

test('whatever event is lost from the log after it was seen, the checker notices', () => {
  fc.assert(fc.property(oneOf(good.events), (at) => failed({ events: good.events.toSpliced(at, 1) }).includes('I3')));
});

test('whatever event stands in the log twice, the checker notices', () => {
  fc.assert(
    fc.property(oneOf(good.events), oneOf(good.events), (at, to) =>
      failed({ events: good.events.toSpliced(to, 0, within(good.events, at)) }).includes('I3'),
    ),
  );
});

test('whichever two events of a stream change places, the checker notices', () => {
  const pairs = good.events.flatMap((event, at) => {
    const next = good.events.findIndex((other, place) => place > at && other.stream === event.stream);
    return next < 0 ? [] : [[at, next] as const];
  });
  const exchanged = (events: readonly RecordedEvent[], [one, other]: readonly [number, number]) =>
    events.with(one, within(events, other)).with(other, within(events, one));
  fc.assert(
    fc.property(oneOf(pairs), (at) => failed({ events: exchanged(good.events, within(pairs, at)) }).includes('I3')),
  );
});

test('whichever accepted message is missing at its provider, the checker notices', () => {
  const accepted = good.events.flatMap(({ type, data }) =>
    type === 'DispatchSettled' && 'outcome' in data && (data.outcome as { kind: string }).kind === 'accepted'
      ? [(data as unknown as { communicationId: string }).communicationId]
      : [],
  );
  fc.assert(
    fc.property(oneOf(accepted), (at) => {
      const receipts = good.receipts.filter(({ messageId }) => !messageId.includes(`<${within(accepted, at)}@`));
      return failed({ receipts }).includes('I5');
    }),
  );
});

test('whichever message is there once more, the checker notices, unless the log allows for one more copy', () => {
  // Sent twice by the log's own account, of which one copy never arrived.
  const allowed = (receipt: Receipt): boolean => receipt.messageId.startsWith('<resent.1.1@');
  const kept = good.receipts.filter(({ answer, messageId }) => answer === 'accepted' && !messageId.startsWith('<v1@'));
  fc.assert(
    fc.property(oneOf(kept), (at) => {
      const copy = within(kept, at);
      return failed({ receipts: [...good.receipts, copy] }).includes('I4') !== allowed(copy);
    }),
  );
});

test('whichever row of a list is missing or shows something else, the checker notices', () => {
  const { finish } = good;
  if (finish === null) throw new Error('the good history came to rest');
  const { runs, communications } = finish;
  const caught = (change: Partial<typeof finish>): boolean =>
    failed({ finish: { ...finish, ...change } }).includes('I8');
  fc.assert(
    fc.property(oneOf(runs), oneOf(communications), fc.constantFrom(...finalStatuses), (run, message, status) => {
      const before = within(runs, run);
      const other = {
        ...before,
        status: isFinal(before.status) && before.status === status ? 'running' : status,
      } as const;
      return (
        caught({ runs: runs.toSpliced(run, 1) }) &&
        caught({ runs: runs.with(run, other) }) &&
        caught({ communications: communications.toSpliced(message, 1) }) &&
        caught({
          communications: communications.with(message, { ...within(communications, message), status: 'draft' }),
        })
      );
    }),
  );
});

test('whatever a subscriber misses, the checker notices', () => {
  const whole = good.subscribers.filter(({ name }) => name !== 'feed');
  fc.assert(
    fc.property(oneOf(whole), fc.nat(), (which, place) => {
      const subscriber = within(whole, which);
      const eventIds = subscriber.eventIds.toSpliced(place % subscriber.eventIds.length, 1);
      return failed({ subscribers: [{ ...subscriber, eventIds }] }).includes('I3');
    }),
  );
});

test('whichever acknowledged command has left nothing in the log, the checker notices', () => {
  const asked = good.operations.filter(
    ({ changes, attempts }) => changes === 'always' && attempts.at(-1)?.result === 'ok',
  );
  fc.assert(
    fc.property(oneOf(asked), (at) => {
      const forgotten = { ...within(asked, at), id: 'forgotten', trace: { by: 'correlation' } } as const;
      return failed({ operations: [...good.operations, forgotten] }).includes('I1');
    }),
  );
});

test('what was poisoned on purpose is left out with its run, and nothing else is', () => {
  const poisoned = ['runbatch-mixed.1'];
  const events = good.events.map((event) =>
    event.stream === 'runbatch-mixed.1' ? { ...event, type: 'Nonsense' } : event,
  );
  const of = ({ messageId }: Receipt): boolean => messageId.startsWith('<mixed.');
  const receipts = good.receipts.filter((receipt) => !of(receipt));
  const finish = good.finish && {
    ...good.finish,
    verified: [{ projection: 'runs', equal: true, parked: ['runbatch-mixed.1'] }],
  };
  expect(failed({ events, poisoned, receipts, finish })).toEqual([]);
  expect(failed({ events, receipts, finish })).toEqual(expect.arrayContaining(['I2', 'I8']));
});
