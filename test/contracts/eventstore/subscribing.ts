import { type FeedPage, type Position, start } from '#eventstore/port.js';
import { accepted, events, follow, ids, newCategory, newStream, type TheStore, visible } from './samples.js';

export const subscribing = (store: TheStore): void => {
  describe('subscribe', () => {
    test('delivers what is there, then what comes, each once', async () => {
      const category = newCategory();
      const [before, after] = [events(3), events(3)];
      await store().append(newStream(category), 'none', before);
      let told = false;

      const delivered = await follow(
        store(),
        {
          categories: [category],
          onPage: async ({ caughtUp }) => {
            if (!caughtUp || told) return;
            told = true;
            await store().append(newStream(category), 'none', after);
          },
        },
        ({ length }) => length >= 6,
      );

      expect(ids(delivered)).toEqual(ids([...before, ...after]));
    });

    test('says at once that an empty feed is caught up', async () => {
      const pages: FeedPage[] = [];
      await follow(
        store(),
        { categories: [newCategory()], onPage: (page) => pages.push(page) },
        (_, { caughtUp }) => caughtUp,
      );

      expect(pages).toMatchObject([{ events: [], caughtUp: true }]);
    });

    test('says that it is caught up after a last page that was full', async () => {
      const category = newCategory();
      await store().append(newStream(category), 'none', events(4));
      await visible(store());
      const pages: FeedPage[] = [];

      await follow(
        store(),
        { categories: [category], pageSize: 2, onPage: (page) => pages.push(page) },
        (_, { caughtUp }) => caughtUp,
      );

      expect(pages.map((page) => [page.events.length, page.caughtUp])).toEqual([
        [2, false],
        [2, false],
        [0, true],
      ]);
    });

    test('moves its checkpoint on, soon and without events, while only others are written to', async () => {
      const category = newCategory();
      let head: Position | undefined;

      await follow(
        store(),
        {
          categories: [category],
          onPage: async ({ caughtUp }) => {
            if (caughtUp) head ??= (await accepted(store().append(newStream(), 'none', events(2)))).position;
          },
        },
        (_, { checkpoint }) => head !== undefined && store().compare(checkpoint, head) >= 0,
      );
    });

    test('starts strictly after a position', async () => {
      const category = newCategory();
      const first = await accepted(store().append(newStream(category), 'none', events(2)));
      const later = events(2);
      await store().append(newStream(category), 'none', later);
      await visible(store());

      const delivered = await follow(
        store(),
        { after: first.position, categories: [category] },
        (_, { caughtUp }) => caughtUp,
      );

      expect(ids(delivered)).toEqual(ids(later));
    });

    test.each([1, 2, 3, 7])('resumes from any checkpoint without loss or repetition, pages of %d', async (pageSize) => {
      const categories = [newCategory(), newCategory()];
      const all = events(8);
      for (const [index, one] of all.entries()) {
        await store().append(newStream(categories[index % 2]), 'none', [one]);
      }
      await visible(store());

      const delivered: string[] = [];
      let last: Pick<FeedPage, 'checkpoint' | 'caughtUp'> = { checkpoint: start, caughtUp: false };
      while (!last.caughtUp) {
        const once = (_: unknown, page: FeedPage): boolean => {
          last = page;
          return true;
        };
        delivered.push(...ids(await follow(store(), { after: last.checkpoint, categories, pageSize }, once)));
      }

      expect(delivered).toEqual(ids(all));
    });

    test('never delivers more than a page at a time', async () => {
      const category = newCategory();
      await store().append(newStream(category), 'none', events(10));
      const sizes: number[] = [];
      const onPage = async (page: FeedPage): Promise<void> => {
        sizes.push(page.events.length);
        if (sizes.length === 1) await store().append(newStream(category), 'none', events(10));
      };

      await follow(store(), { categories: [category], pageSize: 3, onPage }, ({ length }) => length >= 20);

      expect(Math.max(...sizes)).toBe(3);
    });

    test('ends without an error when the signal aborts, also while nothing comes', async () => {
      const category = newCategory();
      const stop = new AbortController();
      const feed = store().subscribe(start, { categories: [category], signal: stop.signal });
      const pages = feed[Symbol.asyncIterator]();
      expect(await pages.next()).toMatchObject({ done: false, value: { caughtUp: true } });

      const waiting = pages.next();
      stop.abort();

      expect(await waiting).toMatchObject({ done: true });
      expect(await pages.next()).toMatchObject({ done: true });
    });

    test('delivers nothing to a signal that has aborted before', async () => {
      await store().append(newStream(), 'none', events(1));
      await visible(store());
      const pages: FeedPage[] = [];

      for await (const page of store().subscribe(start, { signal: AbortSignal.abort() })) pages.push(page);

      expect(pages).toEqual([]);
    });

    test('gives every one of many subscribers every event in stream order, while many write', async () => {
      const category = newCategory();
      const streams = Array.from({ length: 8 }, () => newStream(category));
      const total = streams.length * 30;
      const subscribers = [1, 10, 500].map((pageSize) =>
        follow(store(), { categories: [category], pageSize }, ({ length }) => length >= total),
      );

      await Promise.all(
        streams.map(async (stream) => {
          for (let n = 0; n < 15; n += 1) {
            await accepted(store().append(stream, n === 0 ? 'none' : n * 2 - 1, events(2)));
          }
        }),
      );

      for (const delivered of await Promise.all(subscribers)) {
        expect(new Set(ids(delivered)).size).toBe(total);
        for (const stream of streams) {
          const revisions = delivered.filter((event) => event.stream === stream).map(({ revision }) => revision);
          expect(revisions).toEqual(Array.from({ length: 30 }, (_, n) => n));
        }
        const positions = delivered.map(({ position }) => position);
        expect(positions).toEqual(positions.toSorted((a, b) => store().compare(a, b)));
      }
    });

    test('has delivered everything acknowledged before a head once its checkpoint has reached it', async () => {
      const category = newCategory();
      const written: string[] = [];
      const heads: { head: Position; written: number }[] = [];
      const writers = Array.from({ length: 6 }, async () => {
        for (let n = 0; n < 20; n += 1) {
          const batch = events(2);
          await accepted(store().append(newStream(category), 'none', batch));
          written.push(...ids(batch));
          const acknowledged = written.length;
          heads.push({ head: await store().head({ categories: [category] }), written: acknowledged });
        }
      });

      const seen = new Set<string>();
      const onPage = ({ events: page, checkpoint }: FeedPage): void => {
        for (const { id } of page) seen.add(id);
        for (const { head, written: acknowledged } of heads) {
          if (store().compare(checkpoint, head) < 0) continue;
          expect(written.slice(0, acknowledged).filter((id) => !seen.has(id))).toEqual([]);
        }
      };
      await Promise.all([
        ...writers,
        follow(store(), { categories: [category], pageSize: 7, onPage }, ({ length }) => length >= 240),
      ]);
      expect(heads).toHaveLength(120);
    });

    test('refuses a position of another log', () => {
      const { signal } = new AbortController();
      expect(() => store().subscribe('over there' as Position, { signal })).toThrow(RangeError);
    });
  });
};
