import { serialized } from '#eventstore/append-request.js';
import { answerWithout } from './answer.js';

const stored = (answer: string): string => {
  const text = answerWithout('ada@example.test', answer);
  const metadata = {
    $correlationId: 'c',
    $causationId: 'c',
    actor: 'a',
    source: 'worker',
    v: 1,
    occurredAt: 'now',
  } as const;
  const event = { id: '00000000-0000-8000-8000-000000000000', type: 'DispatchSettled', data: { text }, metadata };
  serialized('runbatch-r1.1', 'none', [event]);
  return text;
};

it('can be stored wherever the cut goes through it', () => {
  for (let before = 190; before < 202; before += 1) {
    const text = stored(`${'x'.repeat(before)}🎉 queued`);
    expect(text.length).toBeLessThanOrEqual(200);
    expect(text.startsWith('x'.repeat(190))).toBe(true);
  }
  expect(stored(`250 ok${' '.repeat(1_993)}🎉`)).toMatch(/^250 ok/);
});

it('is one line without characters that no event can hold', () => {
  expect(stored('250 2.0.0\0 ok\u0007\r\nqueued')).toBe('250 2.0.0 ok queued');
});
