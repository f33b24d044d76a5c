import { type Decider, reject, type Rejection } from '#domain/kernel/decider.js';
import type { Message } from '#domain/kernel/message.js';
import { newStream } from '../../../test/contracts/eventstore/samples.js';
import { memoryEventStore } from '../../../test/support/memory-event-store.js';
import { loadAggregate, nothingYet } from './aggregate.js';
import { type CommandContext, execute, partOf, toNewEvents } from './execute.js';
import { type EventStore, LogUnavailable, start } from './port.js';

type Command = Message<'Deposit', { amount: number }> | Message<'Withdraw', { amount: number }>;
type Event = Message<'Deposited', { amount: number }> | Message<'Withdrawn', { amount: number }>;

const account: Decider<Command, Event, number, Rejection & { rejected: 'overdrawn' }> = {
  initial: 0,
  decide: ({ type, data: { amount } }, balance) => {
    if (amount === 0) return [];
    if (type === 'Withdraw' && amount > balance) return reject('overdrawn', `holds ${balance}`);
    // One event per coin, so that a command can lead to several.
    const event = { type: type === 'Deposit' ? 'Deposited' : 'Withdrawn', data: { amount: 1 } } as const;
    return Array.from({ length: amount }, () => event);
  },
  evolve: (balance, { type, data }) => balance + (type === 'Deposited' ? data.amount : -data.amount),
};

const deposit = (amount: number): Command => ({ type: 'Deposit', data: { amount } });
const withdraw = (amount: number): Command => ({ type: 'Withdraw', data: { amount } });

let commands = 0;
const context = (more: Partial<CommandContext> = {}): CommandContext => ({
  commandId: `command-${(commands += 1)}`,
  actor: { name: 'ada', source: 'api' },
  correlationId: 'request-1',
  now: () => '2026-11-22T09:00:00.000Z',
  ...more,
});

const store = memoryEventStore();

test('appends what the decider decides and answers where the stream stands', async () => {
  const stream = newStream();

  const executed = await execute(store, account, stream, deposit(2), context());

  expect(executed).toMatchObject({ ok: true, revision: 1, events: [{ type: 'Deposited' }, { type: 'Deposited' }] });
  expect(executed.ok && executed.position).toBe(await store.head());
});

test('hands a refusal back as a value and stores nothing', async () => {
  const stream = newStream();
  expect(await execute(store, account, stream, withdraw(1), context())).toEqual({
    ok: false,
    rejection: { rejected: 'overdrawn', detail: 'holds 0' },
    revision: -1,
  });
  await execute(store, account, stream, deposit(1), context());

  expect(await execute(store, account, stream, withdraw(2), context())).toMatchObject({ ok: false, revision: 0 });
  expect(await store.read(stream)).toHaveLength(1);
});

test('a command that changes nothing succeeds where the stream stands', async () => {
  const stream = newStream();
  expect(await execute(store, account, stream, deposit(0), context())).toEqual({
    ok: true,
    events: [],
    revision: -1,
    position: start,
  });
  const { position } = await appended(execute(store, account, stream, deposit(1), context()));

  expect(await execute(store, account, stream, deposit(0), context())).toMatchObject({ revision: 0, position });
});

test('events say who, why, when and because of what', async () => {
  const stream = newStream();
  const asked = context({ reason: 'birthday', traceparent: '00-a-b-01' });
  await execute(store, account, stream, deposit(1), asked);
  await execute(store, account, stream, deposit(1), context({ causationId: 'event-7' }));

  const [first, second] = await store.read(stream);

  expect(first?.metadata).toEqual({
    $correlationId: 'request-1',
    $causationId: asked.commandId,
    actor: 'ada',
    source: 'api',
    reason: 'birthday',
    v: 1,
    occurredAt: '2026-11-22T09:00:00.000Z',
    traceparent: '00-a-b-01',
  });
  expect(second?.metadata.$causationId).toBe('event-7');
});

describe('executed again under the same command id', () => {
  test('answers with the first events, though the stream has gone on and would now refuse', async () => {
    const stream = newStream();
    await execute(store, account, stream, deposit(3), context());
    const asked = context({ causationId: 'event-7' });
    const first = await execute(store, account, stream, withdraw(2), asked);
    await execute(store, account, stream, withdraw(1), context());

    const again = await execute(store, account, stream, withdraw(2), asked);

    expect(again).toMatchObject(first);
    expect(await store.read(stream)).toHaveLength(6);
  });

  test('by many at once happens once', async () => {
    const stream = newStream();
    const asked = context();

    const answers = await Promise.all(
      Array.from({ length: 10 }, () => execute(store, account, stream, deposit(2), asked)),
    );

    expect(await store.read(stream)).toHaveLength(2);
    for (const answer of answers) expect(answer).toMatchObject({ ok: true, revision: 1 });
  });

  test('is another command when it is of another type, in another stream, or another part', async () => {
    const [stream, other] = [newStream(), newStream()];
    const asked = context();
    await execute(store, account, stream, deposit(2), asked);
    await execute(store, account, stream, withdraw(1), asked);
    await execute(store, account, other, deposit(2), asked);
    await execute(store, account, stream, deposit(2), partOf(asked, 'second'));
    await execute(store, account, stream, deposit(2), partOf(asked, 'second'));

    expect(await store.read(stream)).toHaveLength(5);
    const all = [...(await store.read(stream)), ...(await store.read(other))];
    expect(new Set(all.map(({ id }) => id)).size).toBe(7);
  });
});

describe('when others write to the stream', () => {
  test('decides again on what they wrote', async () => {
    const stream = newStream();
    await execute(store, account, stream, deposit(5), context());

    const answers = await Promise.all(
      Array.from({ length: 12 }, () => execute(store, account, stream, withdraw(1), context())),
    );

    expect(answers.filter(({ ok }) => ok)).toHaveLength(5);
    for (const answer of answers) if (!answer.ok) expect(answer.rejection.rejected).toBe('overdrawn');
  });

  test('gives up with a verdict when they never stop', async () => {
    const stream = newStream();
    const crowded: EventStore = {
      ...store,
      async append(name, expected, events) {
        await store.append(name, expected, toNewEvents([{ type: 'Deposited', data: { amount: 1 } }], context()));
        return store.append(name, expected, events);
      },
    };

    expect(await execute(crowded, account, stream, deposit(1), context())).toMatchObject({
      ok: false,
      rejection: { rejected: 'contended' },
      revision: 28,
    });
  });
});

describe('when the log answers that it is unavailable', () => {
  /** Fails the first calls: before anything is stored, or after. */
  const failing = (when: 'before' | 'after', times: number): EventStore => {
    let left = times;
    return {
      ...store,
      async append(...request) {
        left -= 1;
        if (left >= 0 && when === 'before') throw new LogUnavailable('not reached');
        const result = await store.append(...request);
        if (left >= 0) throw new LogUnavailable('the answer was lost');
        return result;
      },
    };
  };

  test.each(['before', 'after'] as const)('%s storing, the append is repeated and stored once', async (when) => {
    const stream = newStream();

    const executed = await execute(failing(when, 2), account, stream, deposit(2), context());

    expect(executed).toMatchObject({ ok: true, revision: 1 });
    expect(await store.read(stream)).toHaveLength(2);
  });

  test('the append is known again even after somebody else has written behind it', async () => {
    const stream = newStream();
    const interleaved: EventStore = {
      ...store,
      async append(name, expected, events) {
        const result = await store.append(name, expected, events);
        if ((await store.read(name)).length > 2) return result;
        await execute(store, account, name, deposit(1), context());
        throw new LogUnavailable('the answer was lost');
      },
    };

    const executed = await execute(interleaved, account, stream, deposit(2), context());

    expect(executed).toMatchObject({ ok: true, revision: 1 });
    expect(await store.read(stream)).toHaveLength(3);
  });

  test('for long, says so', async () => {
    const away = failing('before', Infinity);

    await expect(execute(away, account, newStream(), deposit(1), context())).rejects.toBeInstanceOf(LogUnavailable);
  });
});

const appended = async <T extends { ok: boolean }>(executed: Promise<T>): Promise<Extract<T, { ok: true }>> => {
  const answer = await executed;
  if (!answer.ok) throw new Error('refused');
  return answer as Extract<T, { ok: true }>;
};

test('what is known of a stream spares a question, and decides nothing that the stream does not bear out', async () => {
  const stream = newStream();
  const nothing = nothingYet<number, Event>(account);
  const first = await execute(store, account, stream, deposit(1), context(), nothing);
  expect(first).toMatchObject({ ok: true, revision: 0 });
  const one = await loadAggregate(store, account, stream);
  // Others have forestalled it, or mended what would have been refused.
  expect(await execute(store, account, stream, deposit(1), context(), nothing)).toMatchObject({ revision: 1 });
  expect(await execute(store, account, stream, withdraw(2), context(), one)).toMatchObject({ ok: true, revision: 3 });
  expect(await execute(store, account, stream, withdraw(1), context(), one)).toMatchObject({
    ok: false,
    rejection: { rejected: 'overdrawn', detail: 'holds 0' },
  });
});
