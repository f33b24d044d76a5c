import fc from 'fast-check';
import { messageParser, type StreamMessage } from './event-stream.js';

const parsed = (chunks: readonly string[]): readonly StreamMessage[] => {
  const found: StreamMessage[] = [];
  const parse = messageParser((message) => found.push(message));
  for (const chunk of chunks) parse(chunk);
  return found;
};

const text =
  'retry: 1000\n\n: still here\n\nid: 7\nevent: RunStarted\ndata: {"a":\ndata: 1}\n\nid: 9\n\nid:10\r\nevent:reset\r\ndata:\r\n\r\n';

it('reads messages, comments and ids that stand alone', () => {
  expect(parsed([text])).toEqual([
    { id: '7', event: 'RunStarted', data: '{"a":\n1}' },
    { id: '9', event: 'message', data: '' },
    { id: '10', event: 'reset', data: '' },
  ]);
});

it('reads the same wherever the network cuts', () => {
  const whole = parsed([text]);
  fc.assert(
    fc.property(fc.array(fc.nat(text.length), { maxLength: 6 }), (cuts) => {
      const places = [0, ...cuts.toSorted((a, b) => a - b), text.length];
      const chunks = places.slice(1).map((place, at) => text.slice(places[at], place));
      expect(parsed(chunks)).toEqual(whole);
    }),
  );
});
