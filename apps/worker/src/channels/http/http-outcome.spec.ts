import fc from 'fast-check';
import { outcomeOfPost, type PostResult } from './http-outcome.js';

const times = { now: '2026-11-22T10:00:00.000Z', until: '2026-11-22T10:01:00.000Z' };
const answered = (status: number, retryAfter: string | null = null): PostResult => ({
  kind: 'answered',
  status,
  retryAfter,
});
const outcome = (result: PostResult) => outcomeOfPost(result, times);

describe('the outcome of a POST', () => {
  it.each([
    [200, 'accepted'],
    [202, 'accepted'],
    [204, 'accepted'],
    [301, 'refused'],
    [307, 'refused'],
    [400, 'refused'],
    [401, 'refused'],
    [404, 'refused'],
    [410, 'refused'],
    [408, 'deferred'],
    [429, 'deferred'],
    [500, 'deferred'],
    [503, 'deferred'],
  ])('%i is %s', (status, kind) => {
    expect(outcome(answered(status)).kind).toBe(kind);
  });

  it('waits as long as it is asked to, never shorter than the back-off, never longer than a day', () => {
    expect(outcome(answered(429, '600'))).toMatchObject({ until: '2026-11-22T10:10:00.000Z' });
    expect(outcome(answered(503, 'Sun, 22 Nov 2026 11:00:00 GMT'))).toMatchObject({
      until: '2026-11-22T11:00:00.000Z',
    });
    expect(outcome(answered(429, '5'))).toMatchObject({ until: times.until });
    expect(outcome(answered(429, '99999999999'))).toMatchObject({ until: '2026-11-23T10:00:00.000Z' });
    for (const odd of ['', 'soon', '-5', '1e9', 'Sun, 22 Nov 1994 11:00:00 GMT']) {
      expect(outcome(answered(429, odd))).toMatchObject({ until: times.until });
    }
  });

  it('is deferred where nothing left, unknown where the request may have', () => {
    expect(outcome({ kind: 'failed', code: 'ECONNREFUSED', sent: false })).toMatchObject({
      kind: 'deferred',
      until: times.until,
    });
    expect(outcome({ kind: 'failed', code: 'ECONNRESET', sent: true })).toMatchObject({ kind: 'unknown' });
    expect(outcome({ kind: 'stopped' })).toMatchObject({ kind: 'deferred', until: times.now });
    expect(outcome({ kind: 'blocked' })).toMatchObject({ kind: 'refused', code: 'blocked-address' });
  });

  it('is accepted for a 2xx and for nothing else, whatever the status', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 999 }), fc.option(fc.string()), (status, retryAfter) => {
        const { kind } = outcome(answered(status, retryAfter));
        expect(kind === 'accepted').toBe(status >= 200 && status < 300);
        expect(kind).not.toBe('unknown');
      }),
    );
  });
});
