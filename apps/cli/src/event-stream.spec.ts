import fc from 'fast-check';
import { type ServerSentEvent, serverSentEvents } from './event-stream.js';

const read = async (pieces: readonly Uint8Array[]): Promise<readonly ServerSentEvent[]> => {
  const events: ServerSentEvent[] = [];
  for await (const event of serverSentEvents(pieces as unknown as AsyncIterable<Uint8Array>)) events.push(event);
  return events;
};

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test('messages, comments and places without a message are told apart', async () => {
  const text =
    'retry: 1000\n\nid: 1\nevent: RunStarted\ndata: {"a":\ndata: 1}\n\n: still here\n\nid: 2\n\nid: 3\ndata: cut';
  const events = await read([bytes(text)]);
  expect(events.filter(({ data }) => data !== '')).toEqual([{ id: '1', event: 'RunStarted', data: '{"a":\n1}' }]);
  expect(events.at(-1)).toEqual({ id: '2', event: 'message', data: '' });
});

test('it does not matter where the pieces of a stream end', async () => {
  const text = 'id: 1\ndata: Zoë 山田\r\n\r\nid: 2\rdata: x\r\rid: 3\ndata: y\n\n';
  const whole = await read([bytes(text)]);
  expect(whole.map(({ id, data }) => `${id} ${data}`)).toEqual(['1 Zoë 山田', '2 x', '3 y']);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(bytes(text).length)), async (cuts) => {
      const places = [0, ...cuts.toSorted((a, b) => a - b), bytes(text).length];
      const pieces = places.slice(1).map((end, at) => bytes(text).slice(places[at], end));
      expect(await read(pieces)).toEqual(whole);
    }),
  );
});
