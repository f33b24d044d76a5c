import fc from 'fast-check';
import {
  type EventPart,
  type EventStore,
  type Excerpt,
  type NewEvent,
  type RecordedEvent,
  start,
} from '#eventstore/port.js';
import {
  accepted,
  event,
  events,
  follow,
  ids,
  metadata,
  newCategory,
  newStream,
  type TheStore,
  visible,
} from './samples.js';

export const reading = (store: TheStore): void => {
  describe('read', () => {
    test('gives back what was written, and where it stands', async () => {
      const category = newCategory();
      const stream = `${category}-a-b.1`;
      const written = { ...event('Happened', { a: [1, { b: null }] }), metadata: { ...metadata, reason: 'because' } };
      const { position } = await accepted(store().append(stream, 'none', [written]));

      const [read] = await store().read(stream);

      expect(read).toEqual({
        ...written,
        stream,
        category,
        revision: 0,
        position,
        recordedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      });
    });

    test('from a revision on, and not more than asked', async () => {
      const stream = newStream();
      const batch = events(6);
      await store().append(stream, 'none', batch);

      expect(ids(await store().read(stream, { from: 2, limit: 3 }))).toEqual(ids(batch.slice(2, 5)));
      expect(ids(await store().read(stream, { from: 4 }))).toEqual(ids(batch.slice(4)));
      expect(await store().read(stream, { from: 6 })).toEqual([]);
    });

    test('of many at once gives each its own', async () => {
      const streams = await Promise.all(
        [0, 1, 2, 3].map(async (count) => {
          const stream = newStream();
          const batch = events(count);
          if (count > 0) await store().append(stream, 'none', batch);
          return { stream, batch };
        }),
      );
      const asked = Array.from({ length: 40 }, (_, n) => ({ ...streams[n % 4], from: Math.floor(n / 4) % 5 }));

      const found = await Promise.all(asked.map(({ stream = '', from }) => store().read(stream, { from })));

      expect(found.map(ids)).toEqual(asked.map(({ batch = [], from }) => ids(batch.slice(from))));
    });

    test('backwards gives the newest, newest first', async () => {
      const stream = newStream();
      const batch = events(4);
      await store().append(stream, 'none', batch);

      expect(ids(await store().readBackwards(stream, 3))).toEqual(ids(batch.slice(1)).toReversed());
    });

    test('gives a long stream whole, both ways', async () => {
      const stream = newStream();
      const all: NewEvent[] = [];
      for (let n = 0; n < 3; n += 1) {
        const batch = events(400);
        await accepted(store().append(stream, n === 0 ? 'none' : all.length - 1, batch));
        all.push(...batch);
      }

      expect(ids(await store().read(stream))).toEqual(ids(all));
      expect(ids(await store().readBackwards(stream, 2_000))).toEqual(ids(all).toReversed());
      expect(await store().readBackwards(stream, 0)).toEqual([]);
      expect(await store().read(stream, { limit: 0 })).toEqual([]);
    });

    test('of a stream that does not exist gives nothing', async () => {
      await store().append(newStream('same'), 'none', events(1));

      expect(await store().read(newStream('same'))).toEqual([]);
      expect(await store().readBackwards(newStream('same'), 1)).toEqual([]);
    });

    test.each([
      ['names of objects', { ['__proto__']: { polluted: true }, constructor: 'c', toString: null, '': 'empty' }],
      ['every plane of Unicode', { text: 'aé漢😀\u202e\ufeff\u0001\u001f\u007f\u2028', 'ключ 🗝': '\\u0000 "\\"' }],
      ['SQL and array literals', { text: `'; drop table log.events; -- $1 {"a","b"} \\' E'\\\\'` }],
      ['numbers at the edges', { n: [0, -1, 1e21, 1e-7, 5e-324, Number.MAX_VALUE, 2 ** 53, 0.1 + 0.2] }],
      ['a big text', { text: 'long '.repeat(90_000) }],
      ['absent members', { gone: undefined, list: [undefined], date: new Date(0) }],
    ])('survives %s', async (_, data) => {
      const stream = newStream();
      await store().append(stream, 'none', [event('Happened', data)]);

      const [read] = await store().read(stream);

      expect(JSON.parse(JSON.stringify(read?.data))).toEqual(JSON.parse(JSON.stringify(data)));
      expect(Object.getPrototypeOf(read?.data)).toBe(Object.prototype);
    });

    test('survives 500 levels', async () => {
      let data: object = { bottom: true };
      for (let level = 0; level < 500; level += 1) data = level % 2 ? { data } : { list: [data] };
      const stream = newStream();
      await store().append(stream, 'none', [event('Happened', data)]);

      expect((await store().read(stream))[0]?.data).toEqual(data);
    });

    test('gives back any JSON object that has no NUL and no half pair', async () => {
      const json = fc
        .dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ stringUnit: 'binary' }))
        .map((value): object => JSON.parse(JSON.stringify(value)))
        .filter((value) => !JSON.stringify(value).includes('\\u0000'));
      await fc.assert(
        fc.asyncProperty(fc.array(json, { minLength: 1, maxLength: 5 }), async (values) => {
          const stream = newStream();
          await store().append(
            stream,
            'none',
            values.map((data) => event('Happened', data)),
          );
          expect((await store().read(stream)).map(({ data }) => data)).toEqual(values);
        }),
        { numRuns: 30 },
      );
    });
  });

  describe('readAll', () => {
    test('goes through the log page by page, strictly after a position', async () => {
      const category = newCategory();
      const batches = await appendBatches(store(), category, [3, 1, 4]);
      const all = batches.flat();

      const first = await store().readAll(start, 5, { categories: [category] });
      const second = await store().readAll(first.checkpoint, 5, { categories: [category] });

      expect(ids([...first.events, ...second.events])).toEqual(ids(all));
      expect([first.caughtUp, second.caughtUp]).toEqual([false, true]);
      expect(first.checkpoint).toBe(first.events.at(-1)?.position);
      const rest = await store().readAll(second.checkpoint, 5, { categories: [category] });
      expect(rest).toMatchObject({ events: [], caughtUp: true });
      expect(store().compare(rest.checkpoint, second.checkpoint)).toBeGreaterThanOrEqual(0);
    });

    test('mixes categories in log order and leaves others out', async () => {
      const [a, b, c] = [newCategory(), newCategory(), newCategory()];
      const [one] = await appendBatches(store(), a, [2]);
      await appendBatches(store(), b, [2]);
      const [two] = await appendBatches(store(), c, [2]);
      const [three] = await appendBatches(store(), a, [1]);

      const page = await store().readAll(start, 100, { categories: [a, c, a] });

      expect(ids(page.events)).toEqual(ids([one, two, three].flatMap((batch) => batch ?? [])));
      expect((await store().readAll(start, 100, { categories: [] })).events).toEqual([]);
    });

    test('gives of an excerpt what is wanted, and every event that is, whatever lies between', async () => {
      const [a, b, busy] = [newCategory(), newCategory(), newCategory()];
      const stream = newStream(a);
      const before = [event('Counted', { n: 0 }), event('Skipped'), event('Counted', { n: 1 })];
      await accepted(store().append(stream, 'none', before));
      await appendBatches(store(), b, [3, 2]);
      await appendBatches(store(), busy, [40]);
      await accepted(store().append(stream, 2, events(4)));
      await visible(store());
      const categories = [a, b];
      const { events: whole } = await store().readAll(start, 100, { categories });

      for (const parts of [['data'], ['id', 'recordedAt', 'actor', 'source', 'reason']] as const) {
        for (const limit of [1, 2, 5, 100]) {
          const found = await pagesOf(store(), limit, { categories, excerpt: { parts, without: ['Skipped'] } });
          expect(excerptsOf(found, parts)).toEqual(excerptsOf(whole, parts));
        }
      }
    });

    test('takes a category by its whole name, not by its beginning', async () => {
      const category = newCategory();
      const [own] = await appendBatches(store(), category, [2]);
      await appendBatches(store(), `${category}batch`, [2]);
      await appendBatches(store(), category.slice(0, -1), [2]);

      expect(ids((await store().readAll(start, 100, { categories: [category] })).events)).toEqual(ids(own ?? []));
      const followed = await follow(store(), { categories: [category] }, (_, { caughtUp }) => caughtUp);
      expect(ids(followed)).toEqual(ids(own ?? []));
    });

    test('finds what stands behind many events of others, from any place', async () => {
      const [rare, busy] = [newCategory(), newCategory()];
      const before = await accepted(store().append(newStream(busy), 'none', events(1)));
      const [first] = await appendBatches(store(), rare, [1]);
      await appendBatches(store(), busy, [500, 500, 300]);
      const [second] = await appendBatches(store(), rare, [1]);
      const wanted = ids([first, second].flatMap((batch) => batch ?? []));

      const whole = await store().readAll(start, 3, { categories: [rare] });
      expect([ids(whole.events), whole.caughtUp]).toEqual([wanted, true]);
      expect(ids((await store().readAll(before.position, 1, { categories: [rare] })).events)).toEqual([wanted[0]]);
      expect(ids(await follow(store(), { categories: [rare] }, (_, { caughtUp }) => caughtUp))).toEqual(wanted);
      expect((await store().readAll(start, 900, { categories: [busy] })).events).toHaveLength(900);
    });

    test('moves the checkpoint past what the filter leaves out', async () => {
      const { position } = await accepted(store().append(newStream(), 'none', events(1)));
      await visible(store());

      const page = await store().readAll(start, 10, { categories: [newCategory()] });

      expect(store().compare(page.checkpoint, position)).toBeGreaterThanOrEqual(0);
    });

    test('orders positions, from start on', async () => {
      const batches = await appendBatches(store(), newCategory(), [1, 1, 1]);
      const page = await store().readAll(start, 1_000_000);
      const written = page.events.filter(({ id }) => batches.flat().some((sent) => sent.id === id));

      for (const [index, { position }] of written.entries()) {
        expect(store().compare(start, position)).toBeLessThan(0);
        expect(store().compare(position, position)).toBe(0);
        expect(store().compare(position, written[index + 1]?.position ?? position)).toBeLessThanOrEqual(0);
      }
      expect(store().compare(start, start)).toBe(0);
    });

    test('refuses a position of another log', async () => {
      await expect(store().readAll('over there' as typeof start, 1)).rejects.toBeInstanceOf(RangeError);
    });
  });

  describe('head', () => {
    test('is the newest event of the categories; without one, start or a place that subscriptions reach', async () => {
      const [a, b] = [newCategory(), newCategory()];
      const none = await store().head({ categories: [a] });
      expect(store().compare(none, await store().head())).toBeLessThanOrEqual(0);
      await follow(store(), { categories: [a] }, (_, { checkpoint }) => store().compare(checkpoint, none) >= 0);

      const first = await accepted(store().append(newStream(a), 'none', events(2)));
      const second = await accepted(store().append(newStream(b), 'none', events(1)));

      expect(await store().head({ categories: [a] })).toBe(first.position);
      expect(await store().head({ categories: [a, b] })).toBe(second.position);
      expect(store().compare(await store().head(), second.position)).toBeGreaterThanOrEqual(0);
      expect(await store().head({ categories: [] })).toBe(start);
    });
  });
};

const appendBatches = async (store: EventStore, category: string, sizes: number[]): Promise<NewEvent[][]> => {
  const batches = sizes.map((size) => events(size));
  for (const batch of batches) await accepted(store.append(newStream(category), 'none', batch));
  await visible(store);
  return batches;
};

const pagesOf = async (
  store: EventStore,
  limit: number,
  filter: { readonly categories: readonly string[]; readonly excerpt: Excerpt },
): Promise<readonly RecordedEvent[]> => {
  const found: RecordedEvent[] = [];
  let [from, end] = [start, false];
  while (!end) {
    const { events, checkpoint, caughtUp } = await store.readAll(from, limit, filter);
    found.push(...events);
    [from, end] = [checkpoint, caughtUp];
  }
  return found;
};

/** What is wanted of them: that of others comes from some logs and not from others. */
const excerptsOf = (list: readonly RecordedEvent[], parts: readonly EventPart[]): readonly object[] =>
  list
    .filter(({ type }) => type !== 'Skipped')
    .map(({ stream, category, revision, position, type, metadata, ...event }) => {
      const { v, occurredAt, ...others } = metadata;
      const said = { ...others, ...event };
      return [stream, category, revision, position, type, v, occurredAt, ...parts.map((part) => said[part])];
    });
