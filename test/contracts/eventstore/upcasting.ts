import { start } from '#eventstore/port.js';
import { UnknownEventVersion, type Upcasters } from '#eventstore/upcasters.js';
import { event, follow, metadata, newCategory, newStream, type TheStore, visible } from './samples.js';

/** Two changes of shape: a name became an object, then the object was given an origin. */
export const reshaped: Upcasters = {
  Renamed: [({ name }) => ({ name: { text: name } }), ({ name }) => ({ name, origin: 'unknown' })],
};

export const upcasting = (store: TheStore): void => {
  describe('schema versions', () => {
    const written = (type: string, v: number, data: object) => ({ ...event(type, data), metadata: { ...metadata, v } });

    test('older events are lifted to the current shape wherever they are read', async () => {
      const category = newCategory();
      const stream = newStream(category);
      await store().append(stream, 'none', [
        written('Renamed', 1, { name: 'one' }),
        written('Renamed', 2, { name: { text: 'two' } }),
        written('Renamed', 3, { name: { text: 'three' }, origin: 'import' }),
        written('constructor', 1, { name: 'four' }),
      ]);
      await visible(store());
      const lifted = [
        [3, { name: { text: 'one' }, origin: 'unknown' }],
        [3, { name: { text: 'two' }, origin: 'unknown' }],
        [3, { name: { text: 'three' }, origin: 'import' }],
        [1, { name: 'four' }],
      ];

      const reads = [
        await store().read(stream),
        (await store().readBackwards(stream, 10)).toReversed(),
        (await store().readAll(start, 10, { categories: [category] })).events,
        await follow(store(), { categories: [category] }, ({ length }) => length >= 4),
      ];

      for (const read of reads) expect(read.map((one) => [one.metadata.v, one.data])).toEqual(lifted);
    });

    test.each([
      ['Renamed', 4],
      ['NeverChanged', 2],
    ])('a newer %s stops who folds the stream, and passes through the feed as it is', async (type, v) => {
      const category = newCategory();
      const stream = newStream(category);
      const newer = written(type, v, { shape: 'of tomorrow' });
      await store().append(stream, 'none', [newer]);
      await visible(store());

      await expect(store().read(stream)).rejects.toBeInstanceOf(UnknownEventVersion);
      await expect(store().readBackwards(stream, 1)).rejects.toThrow(stream);
      const page = await store().readAll(start, 10, { categories: [category] });
      expect(page.events).toMatchObject([newer]);
    });
  });
};
