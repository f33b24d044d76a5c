import { allThatMatch, stillAll } from './all-that-match.js';

const asOf = '2026-06-09T09:00:00.000Z';
const rows: ReadonlySet<string> = new Set(['a']);
const search = { status: ['failed'], sort: 'created' } as const;
const all = allThatMatch(asOf, search, rows);

it('stands on every page and in every order of the same list', () => {
  expect(stillAll(all, search, rows)).toBe(asOf);
  expect(stillAll(all, { status: ['failed'], after: 'next', limit: 25, direction: 'asc' }, rows)).toBe(asOf);
  expect(stillAll(null, search, rows)).toBeNull();
});

it('does not stand for one run that is chosen after the selection was let go, nor for another list', () => {
  expect(stillAll(all, search, new Set(['b']))).toBeNull();
  expect(stillAll(all, search, new Set())).toBeNull();
  expect(stillAll(all, { status: ['scheduled'] }, rows)).toBeNull();
  expect(stillAll(all, { ...search, time: 'ended' }, rows)).toBeNull();
});
