import { type EventStore, InvalidAppend, type StreamAppend } from '#eventstore/port.js';
import { accepted, event, events, follow, ids, newCategory, newStream, type TheStore } from './samples.js';

export const appendingInTurn = (store: TheStore): void => {
  /** To one stream that has an event, to another that must not exist yet, and to the first again. */
  const three = async (): Promise<{ one: string; other: string; appends: StreamAppend[] }> => {
    const [one, other] = [newStream(), newStream()];
    await store().append(one, 'none', events(1));
    const appends = [
      { stream: one, expected: 0, events: events(2) },
      { stream: other, expected: 'none', events: events(1) },
      { stream: one, expected: 2, events: events(1) },
    ] as const;
    return { one, other, appends: [...appends] };
  };
  const idsOf = async (stream: string) => ids(await store().read(stream));
  const wanted = (appends: readonly StreamAppend[], stream: string) =>
    appends.filter((append) => append.stream === stream).flatMap((append) => ids(append.events));

  describe('append in turn', () => {
    test('stores all, and answers where the last one ends', async () => {
      const { one, other, appends } = await three();

      const answer = await store().appendInTurn(appends);

      const [newest] = await store().readBackwards(one, 1);
      expect(answer).toEqual({ ok: true, revision: 3, position: newest?.position });
      expect((await idsOf(one)).slice(1)).toEqual(wanted(appends, one));
      expect(await idsOf(other)).toEqual(wanted(appends, other));
    });

    test('hands them out in the order in which they were given', async () => {
      const { appends } = await three();
      const after = await store().head();

      await store().appendInTurn(appends);

      const ours = appends.flatMap((append) => ids(append.events));
      const seen = await follow(store(), { after }, (delivered) => ids(delivered).includes(ours.at(-1) ?? ''));
      expect(ids(seen).filter((id) => ours.includes(id))).toEqual(ours);
    });

    test.each([0, 1, 2])('stores none from the one on that is refused: number %p', async (refused) => {
      const { one, other, appends } = await three();
      const stream = newStream();
      const wrong: StreamAppend = { stream, expected: 7, events: events(1) };

      const answer = await store().appendInTurn(appends.with(refused, wrong));

      expect(answer).toEqual({ ok: false, stored: refused });
      const stored = appends.slice(0, refused);
      expect((await idsOf(one)).slice(1)).toEqual(wanted(stored, one));
      expect(await idsOf(other)).toEqual(wanted(stored, other));
      expect(await idsOf(stream)).toEqual([]);
    });

    test('repeated with the same ids answers as the first time, also when a part was stored or more has come', async () => {
      const { one, appends } = await three();
      const [first] = appends;
      if (first !== undefined) await accepted(store().append(one, 0, first.events));

      const answer = await store().appendInTurn(appends);
      await accepted(store().append(one, 3, events(1)));

      expect(answer).toMatchObject({ ok: true, revision: 3 });
      expect(await store().appendInTurn(appends)).toEqual(answer);
      expect(await idsOf(one)).toHaveLength(5);
    });

    test('beside each other and beside single ones tells each what became of it', async () => {
      const category = newCategory();
      const streams = Array.from({ length: 4 }, () => newStream(category));
      const requests = Array.from({ length: 24 }, (_, n): StreamAppend[] =>
        [0, 1, 2].slice(0, n % 2 === 0 ? 3 : 1).map((part) => {
          const stream = streams[(n + part * (1 + (n % 3))) % 4] ?? '';
          return { stream, expected: 'none', events: events(1) };
        }),
      );

      const answers = await Promise.all(requests.map((request) => send(store(), request)));

      const all = new Set((await Promise.all(streams.map(idsOf))).flat());
      expect(all.size).toBe(4);
      for (const [n, answer] of answers.entries()) {
        const isThere = requests[n]?.map((append) => ids(append.events).every((id) => all.has(id)));
        const stored = answer.ok ? (requests[n]?.length ?? 0) : answer.stored;
        expect(isThere).toEqual(requests[n]?.map((__, part) => part < stored));
      }
    });

    test('refuses for good what no adapter may store', async () => {
      const stream = newStream();
      const appends = [{ stream, expected: 'none', events: [event('Some thing')] }] as const;
      await expect(store().appendInTurn(appends)).rejects.toBeInstanceOf(InvalidAppend);
    });
  });
};

const send = async (
  store: EventStore,
  request: readonly StreamAppend[],
): Promise<{ ok: true } | { ok: false; stored: number }> => {
  const [only] = request;
  if (only === undefined || request.length > 1) return store.appendInTurn(request);
  const answer = await store.append(only.stream, only.expected, only.events);
  return answer.ok ? answer : { ok: false, stored: 0 };
};
