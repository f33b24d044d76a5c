import { InvalidAppend, type NewEvent } from '#eventstore/port.js';
import { accepted, event, events, ids, metadata, newStream, type TheStore } from './samples.js';

export const appending = (store: TheStore): void => {
  describe('append', () => {
    test('numbers a stream from 0 and answers with the last revision', async () => {
      const stream = newStream();

      const first = await accepted(store().append(stream, 'none', events(2)));
      const second = await accepted(store().append(stream, 1, events(1)));

      expect([first.revision, second.revision]).toEqual([1, 2]);
      expect(store().compare(first.position, second.position)).toBeLessThan(0);
      expect((await store().read(stream)).map(({ revision }) => revision)).toEqual([0, 1, 2]);
    });

    test.each([
      ['a stream that exists where none was expected', 2, 'none', 1],
      ['a stream that has gone on', 3, 0, 2],
      ['a stream that is shorter than expected', 1, 5, 0],
      ['no stream where one was expected', 0, 0, 'none'],
    ] as const)('refuses %s and stores nothing', async (_, before, expected, actual) => {
      const stream = newStream();
      if (before > 0) await store().append(stream, 'none', events(before));

      expect(await store().append(stream, expected, events(2))).toEqual({ ok: false, actual });
      expect(await store().read(stream)).toHaveLength(before);
    });

    test('lets exactly one of many racing writers win', async () => {
      const stream = newStream();
      await store().append(stream, 'none', events(1));

      const answers = await Promise.all(Array.from({ length: 16 }, () => store().append(stream, 0, events(3))));

      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      expect(await store().read(stream)).toHaveLength(4);
      for (const answer of answers) if (!answer.ok) expect(answer.actual).toBe(3);
    });
  });

  describe('append, repeated with the same ids', () => {
    const original = async (): Promise<{ stream: string; batch: NewEvent[]; answer: object }> => {
      const stream = newStream();
      await store().append(stream, 'none', events(1));
      const batch = events(3);
      return { stream, batch, answer: await accepted(store().append(stream, 0, batch)) };
    };

    test('at the same revision answers as the first time', async () => {
      const { stream, batch, answer } = await original();

      expect(await store().append(stream, 0, batch)).toEqual(answer);
      expect(await store().read(stream)).toHaveLength(4);
    });

    test('answers as the first time even when the stream has grown since', async () => {
      const { stream, batch, answer } = await original();
      await store().append(stream, 3, events(2));

      expect(await store().append(stream, 0, batch)).toEqual(answer);
    });

    test('for a stream that must not exist yet answers as the first time', async () => {
      const stream = newStream();
      const batch = events(2);
      const answer = await store().append(stream, 'none', batch);

      expect(await store().append(stream, 'none', batch)).toEqual(answer);
    });

    test('by several at once stores them once', async () => {
      const stream = newStream();
      const batch = events(5);

      const answers = await Promise.all(Array.from({ length: 8 }, () => store().append(stream, 'none', batch)));

      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(ids(await store().read(stream))).toEqual(ids(batch));
    });

    test('a beginning of the first append is known', async () => {
      const { stream, batch } = await original();

      expect(await store().append(stream, 0, batch.slice(0, 2))).toMatchObject({ ok: true, revision: 2 });
    });

    test.each([
      ['a known beginning and then a new event', (batch: NewEvent[]) => [...batch.slice(0, 2), event()]],
      ['a new event and then known ones', (batch: NewEvent[]) => [event(), ...batch.slice(1)]],
      ['known events in another order', (batch: NewEvent[]) => batch.toReversed()],
      ['all known events and one more', (batch: NewEvent[]) => [...batch, event()]],
    ])('is a conflict with %s', async (_, changed) => {
      const { stream, batch } = await original();

      expect(await store().append(stream, 0, changed(batch))).toEqual({ ok: false, actual: 3 });
    });

    test('is a conflict at another revision', async () => {
      const { stream, batch } = await original();

      expect(await store().append(stream, 1, batch)).toEqual({ ok: false, actual: 3 });
    });

    test('in another stream stores them there', async () => {
      const { batch } = await original();
      const other = newStream();

      expect(await store().append(other, 'none', batch)).toMatchObject({ ok: true, revision: 2 });
      expect(ids(await store().read(other))).toEqual(ids(batch));
    });
  });

  describe('append refuses for good', () => {
    const cyclic: { self?: object } = {};
    cyclic.self = cyclic;
    let deep: object = {};
    for (let level = 0; level < 100_000; level += 1) deep = { deep };
    const [one] = events(1);

    test.each([
      ['no events', []],
      ['more than 500 events', events(501)],
      ['more than 512 KiB', events(8, { text: 'x'.repeat(66_000) })],
      ['more than 512 KiB of metadata', [{ ...event(), metadata: { ...metadata, reason: 'é'.repeat(270_000) } }]],
      ['an id twice', [one, one]],
      ['an id that is no UUID', [{ ...event(), id: 'first' }]],
      ['a type that is no name', [event('Some thing')]],
      ['a version below 1', [{ ...event(), metadata: { ...metadata, v: 0 } }]],
      ['a NUL character', [event('Happened', { text: 'a\u0000b' })]],
      ['a NUL character in a name', [event('Happened', { 'a\u0000b': 1 })]],
      ['half a surrogate pair', [event('Happened', { text: 'a\ud83d' })]],
      ['a cycle', [event('Happened', cyclic)]],
      ['a bigint', [event('Happened', { big: 1n })]],
      ['100,000 levels', [event('Happened', deep)]],
      ['a list as data', [event('Happened', [1])]],
    ])('%s', async (_, batch) => {
      const stream = newStream();

      await expect(store().append(stream, 'none', batch as NewEvent[])).rejects.toBeInstanceOf(InvalidAppend);
      expect(await store().read(stream)).toEqual([]);
    });

    test.each(['run', '-1', '$run-1', 'run-', 'Run-1', 'run-ä', 'run-a b', `run-${'x'.repeat(200)}`])(
      'a stream named %p',
      async (stream) => {
        await expect(store().append(stream, 'none', events(1))).rejects.toBeInstanceOf(InvalidAppend);
      },
    );

    test.each([-1, 0.5, Number.NaN, 2 ** 40])('the expected revision %p', async (expected) => {
      await expect(store().append(newStream(), expected, events(1))).rejects.toBeInstanceOf(InvalidAppend);
    });
  });

  test('append takes 500 events, and nearly 512 KiB', async () => {
    const stream = newStream();

    await accepted(store().append(stream, 'none', events(500)));
    await accepted(store().append(stream, 499, events(7, { text: 'é'.repeat(36_500) })));

    const stored = await store().read(stream);
    expect(stored.map(({ revision }) => revision)).toEqual(Array.from({ length: 507 }, (_, n) => n));
    expect(stored.at(-1)?.data).toEqual({ n: 6, text: 'é'.repeat(36_500) });
  });
};
