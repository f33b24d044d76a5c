import { senderDefinition } from '#domain/testing/definition-fixtures.js';
import type { Verdict } from './history.js';
import { readLog } from './log.js';
import { rateLimitsHold } from './rates.js';
import { goodHistory } from './testing/good-history.js';
import { messageIdOf, World } from './testing/world.js';

const byAnn = { operation: 'ann' };

/** Messages of one run that a provider took in at these moments (ms), of a sender of ten a second. */
const received = (moments: readonly number[], rates: readonly number[] = [10], workers = 0): Verdict => {
  const world = new World();
  rates.forEach((perSecond, at) => {
    const data = {
      id: 'f1',
      version: at + 1,
      hash: 'dd',
      definition: { ...senderDefinition, limits: { perSecond } },
      summary: '',
    };
    world.append('sender-f1', { type: at === 0 ? 'SenderDefined' : 'SenderRevised', data }, byAnn);
  });
  world.start(
    'r',
    moments.map((_, i) => `k${i}`),
  );
  moments.forEach((_, i) => world.claim('r', i));
  const receipts = moments.map((at, i) => ({
    sink: 'smtp',
    channel: 'email' as const,
    messageId: messageIdOf('r', i),
    to: 'x@example.com',
    at,
    connection: 1,
    answer: 'accepted' as const,
  }));
  const good = goodHistory();
  const history = { ...good, events: world.events, receipts, settings: { ...good.settings, workers } };
  return rateLimitsHold(history, readLog(history));
};

const every = (ms: number, count: number, from = 0): readonly number[] =>
  Array.from({ length: count }, (_, i) => from + i * ms);

test('messages at the rate keep it, however long it goes on', () => {
  expect(received(every(100, 100))).toMatchObject({ holds: true, counts: { senders: 1, messages: 100 } });
});

test('a fifth of a second’s worth may go at once after a rest', () => {
  expect(received([0, 0, 10_000, 10_000])).toMatchObject({ holds: true, counts: { 'most above the rate': 2 } });
  expect(received([0, 0, 0]).holds).toBe(false);
});

test('messages a little too fast are noticed after a while, in whichever order they are told', () => {
  expect(received(every(90, 5)).holds).toBe(true);
  expect(received(every(90, 40)).holds).toBe(false);
  expect(received(every(90, 40).toReversed()).holds).toBe(false);
});

test('what was on its way at each worker may come on top', () => {
  const burst = 2 + 2 * 2;
  expect(received(every(0, burst), [10], 2).holds).toBe(true);
  expect(received(every(0, burst + 1), [10], 2).counterExample).toMatch(
    /sender f1 may send 10 a second and 6 at once: here are 7/,
  );
});

test('a sender may use the fastest rate that any of its versions states', () => {
  expect(received(every(50, 40), [10, 20, 10]).holds).toBe(true);
  expect(received(every(40, 80), [10, 20, 10]).holds).toBe(false);
});

test('a slow sender may send one at once', () => {
  expect(received([0], [0.5])).toMatchObject({ holds: true });
  expect(received([0, 2_000], [0.5])).toMatchObject({ holds: true });
  expect(received([0, 900], [0.5]).holds).toBe(false);
});

test('of a sender that the log does not define no limit is known', () => {
  expect(received([0, 0, 0, 0], [])).toMatchObject({ holds: true, counts: { senders: 0 } });
});
