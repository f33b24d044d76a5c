import { nextLink } from './paging.js';

test.each([
  ['/v1/runs', '/v1/runs?after=c'],
  ['/v1/runs?limit=2&after=b', '/v1/runs?limit=2&after=c'],
  ['/v1/runs?trigger=who?&status=failed', '/v1/runs?trigger=who%3F&status=failed&after=c'],
  [
    '/v1/schedules/x/occurrences?from=2026-11-22T09:30:00%2B01:00',
    '/v1/schedules/x/occurrences?from=2026-11-22T09%3A30%3A00%2B01%3A00&after=c',
  ],
])('the page after %s', (url, next) => {
  expect(nextLink(url, 'c')).toEqual({ link: `<${next}>; rel="next"` });
});

test('the last page has none after it', () => {
  expect(nextLink('/v1/runs', null)).toEqual({});
});
