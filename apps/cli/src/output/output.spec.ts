import fc from 'fast-check';
import { differencesText } from './differences.js';
import { outline } from './outline.js';
import { cut, inLine, inLines, widthOf } from './plain-text.js';
import { progressLine } from './progress-bar.js';
import { column, fields, table } from './table.js';
import { duration, moment } from './times.js';

interface Row {
  readonly name: string;
  readonly count: number | null;
}

const columns = [
  column<Row>('name', (row) => row.name, { elastic: true }),
  column<Row>('count', (row) => row.count, { align: 'right' }),
];

test('columns are aligned by what a screen shows, not by code units', () => {
  const rows = [
    { name: 'Zoë', count: 7 },
    { name: '山田', count: 1_000 },
    { name: '', count: null },
  ];
  expect(table(rows, columns, null)).toBe('NAME  COUNT\nZoë       7\n山田   1000\n-         -\n');
});

test('a narrow screen costs the elastic columns their ends', () => {
  const rows = [{ name: 'a name that is too long for it', count: 12 }];
  expect(table(rows, columns, 20)).toBe('NAME           COUNT\na name that …     12\n');
});

test('no line of a table is wider than the screen, as long as its columns can give way', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ name: fc.string(), count: fc.nat(999) }), { minLength: 1 }), (rows) => {
      const lines = table(rows, columns, 40).trimEnd().split('\n');
      expect(lines).toHaveLength(rows.length + 1);
      for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(40);
    }),
  );
});

test('what strangers wrote commands no terminal', () => {
  const hostile = 'a\u001b[2Jb\u009b31m\u202ec\u2028d\r\ne';
  expect(inLine(hostile)).toBe('a�[2Jb�31m�c�d e');
  expect(inLines('one\r\ntwo\u0007\tthree')).toBe('one\ntwo�\tthree');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => expect(inLine(text)).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u)),
  );
});

test('a cut text fits, whatever it is made of', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 20 }), (text, width) => {
      expect(widthOf(cut(text, width))).toBeLessThanOrEqual(Math.max(width, 0));
    }),
  );
});

test('named values stand under each other, longer ones below their name', () => {
  expect(
    fields([
      ['id', 'x'],
      ['template', 'a\nb'],
      ['none', null],
    ]),
  ).toBe('id        x\ntemplate\n    a\n    b\nnone      -\n');
});

test('JSON is shown as an outline', () => {
  expect(outline({ name: 'x', limits: { perSecond: 5 }, tags: ['a'], none: {}, text: 'a\nb' })).toBe(
    'name: x\nlimits\n  perSecond: 5\ntags\n  1: a\nnone: {}\ntext:\n  | a\n  | b\n',
  );
});

test('differences show what went and what came, long texts line by line', () => {
  const text = differencesText([
    { path: '/goal', before: null },
    { path: '/template/text', before: 'Dear\nyou\n', after: 'Dear\nall\n' },
  ]);
  expect(text).toBe('/goal\n  - null\n\n/template/text\n    Dear\n  - you\n  + all\n');
});

test('times are short and mean one moment', () => {
  expect(moment('2026-11-22T09:30:00.123Z')).toBe('2026-11-22 09:30:00Z');
  expect(moment(null)).toBeNull();
  const told = [0, 850, 12_345, 59_999, 60_000, 185_000, 7_200_000, 187_200_000].map((ms) => duration(ms));
  expect(told).toEqual(['0 ms', '850 ms', '12.3 s', '59.9 s', '1 min', '3 min 5 s', '2 h', '2 d 4 h']);
});

test('a progress line fits, and its bar is as full as the work is done', () => {
  const line = progressLine({ label: 'running', done: 50, total: 100, note: '3 refused' }, 60);
  expect(line).toBe('running  [██████████████░░░░░░░░░░░░░░░]  50/100  3 refused');
  expect(progressLine({ label: 'queued', done: 0, total: null, note: '' }, 60)).toBe('queued');
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.string(), fc.integer({ min: 20, max: 200 }), (done, total, note, width) => {
      expect(progressLine({ label: 'running', done, total, note }, width).length).toBeLessThan(width);
    }),
  );
});
