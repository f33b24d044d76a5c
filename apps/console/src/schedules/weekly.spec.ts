import { readWeekly, weeklyCron } from './weekly.js';

test.each([
  [{ time: '09:00', days: [] }, '0 9 * * *'],
  [{ time: '17:05', days: [5, 1] }, '5 17 * * 1,5'],
  [{ time: '00:30', days: [0, 1, 2, 3, 4, 5, 6] }, '30 0 * * *'],
  [{ time: '08:15', days: [0] }, '15 8 * * 0'],
])('%j is %s', (weekly, expression) => {
  expect(weeklyCron(weekly)).toBe(expression);
});

test.each([
  ['0 9 * * 1-5', { kind: 'weekly', time: '09:00', days: [1, 2, 3, 4, 5] }],
  ['5 17 * * 1,5', { kind: 'weekly', time: '17:05', days: [1, 5] }],
  ['0 0 * * *', { kind: 'weekly', time: '00:00', days: [] }],
  ['*/15 * * * *', null],
  ['0 9 1 * *', null],
  ['0 9 * * 5-1', null],
  ['0 9 * 12 *', null],
  ['0 9 * * mon', null],
])('%s is read as it says', (expression, read) => {
  expect(readWeekly(expression)).toEqual(read);
});
