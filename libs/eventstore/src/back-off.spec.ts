import fc from 'fast-check';
import { backOffMs, waitOrAbort } from './back-off.js';

test('a wait is never longer than the most, and never shorter than half of the doubled first', () => {
  const options = fc.record({
    first: fc.integer({ min: 1, max: 1_000 }),
    most: fc.integer({ min: 1_000, max: 60_000 }),
  });
  fc.assert(
    fc.property(fc.nat({ max: 1_000_000 }), options, (attempt, { first, most }) => {
      const wait = backOffMs(attempt, { first, most });
      expect(wait).toBeLessThanOrEqual(most);
      expect(wait).toBeGreaterThanOrEqual(Math.min(most, first * 2 ** Math.min(attempt, 20)) / 2);
    }),
  );
});

test('an abort ends a wait without an error', async () => {
  const stop = new AbortController();
  const waiting = waitOrAbort(3_600_000, stop.signal);
  stop.abort();

  await expect(waiting).resolves.toBeUndefined();
  await expect(waitOrAbort(3_600_000, stop.signal)).resolves.toBeUndefined();
});
