import fc from 'fast-check';
import { backOffMs, defaultBackOff, later } from './back-off.js';

const attempt = fc.integer({ min: 1, max: 2000 });

describe('back-off', () => {
  it('doubles up to the cap and stays within a quarter of it', () => {
    fc.assert(
      fc.property(attempt, fc.string(), (number, id) => {
        const middle = Math.min(defaultBackOff.baseMs * 2 ** (number - 1), defaultBackOff.capMs);
        expect(backOffMs(number, id)).toBeGreaterThanOrEqual(middle * 0.75 - 1);
        expect(backOffMs(number, id)).toBeLessThanOrEqual(middle * 1.25 + 1);
      }),
    );
  });

  it('is the same whenever it is asked', () => {
    fc.assert(
      fc.property(attempt, fc.string(), (number, id) => {
        expect(backOffMs(number, id)).toBe(backOffMs(number, id));
      }),
    );
  });

  it('spreads what was deferred together', () => {
    const waits = new Set(Array.from({ length: 200 }, (_, index) => backOffMs(1, `run.1.${index}`)));
    expect(waits.size).toBeGreaterThan(190);
  });

  it('counts from the given moment', () => {
    expect(later('2026-11-22T10:00:00.000Z', 90_000)).toBe('2026-11-22T10:01:30.000Z');
  });
});
