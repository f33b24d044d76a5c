import fc from 'fast-check';
import { cellValue, ColumnPlan, memberValue } from './columns.js';
import { UnusableFile } from './lines.js';

test.each([
  ['externalId', 'externalId'],
  ['External ID', 'externalId'],
  ['customer_id', 'externalId'],
  ['E-Mail', 'email'],
  ['Full Name', 'name'],
  ['TZ', 'timeZone'],
  ['consent', 'consent.email'],
  ['Consent HTTP', 'consent.http'],
  ['email_consent', 'consent.email'],
  ['attributes.plan', 'attributes.plan'],
  ['Plan', 'attributes.Plan'],
  ['constructor', 'attributes.constructor'],
  ['ignore', 'attributes.ignore'],
  ['', null],
])('a column called %j is about %j', (column, field) => {
  expect(new ColumnPlan({}).fieldOf(column)).toBe(field);
});

test('no field has two columns: the first keeps it, a mapping comes before all', () => {
  const plan = new ColumnPlan({ mapping: { Work: 'email', Fax: 'ignore' } });
  expect(['email', 'mail', 'Work', 'Fax', 'id', 'user id'].map((column) => plan.fieldOf(column))).toEqual([
    'attributes.email',
    'attributes.mail',
    'email',
    null,
    'externalId',
    'attributes.user id',
  ]);
  expect(plan.columnOf('email')).toBe('Work');
  expect(plan.report()).toMatchObject({ Work: 'email', Fax: 'ignored', mail: 'attributes.mail' });
});

test('unknown columns can be left out', () => {
  const plan = new ColumnPlan({ unknownColumns: 'ignore', mapping: { Plan: 'attributes.plan' } });
  expect(['Plan', 'Other', 'email'].map((column) => plan.fieldOf(column))).toEqual(['attributes.plan', null, 'email']);
});

test('a mapping to nowhere is refused', () => {
  for (const target of ['mail', 'consent.fax', 'attributes.', 'id', ''])
    expect(() => new ColumnPlan({ mapping: { x: target } })).toThrow(UnusableFile);
});

test('columns without end do not fill the memory', () => {
  const plan = new ColumnPlan({});
  for (let n = 0; n < 3000; n += 1) plan.fieldOf(`column ${n}`);
  expect(Object.keys(plan.report())).toHaveLength(1000);
});

test.each([
  ['email', ' ada@example.com ', 'ada@example.com'],
  ['name', '', undefined],
  ['name', '  ', undefined],
  ['tags', 'vip; new|old,,', ['vip', 'new', 'old']],
  ['consent.email', 'YES', 'granted'],
  ['consent.email', 'opt-out', 'withdrawn'],
  ['consent.email', 'unknown', undefined],
  ['consent.email', 'constructor', 'constructor'],
  ['attributes.n', '42', 42],
  ['attributes.n', '-0.5', -0.5],
  ['attributes.n', 'true', true],
  ['attributes.n', '007', '007'],
  ['attributes.n', '1.50', '1.50'],
  ['attributes.n', '+49 30 1', '+49 30 1'],
  ['attributes.n', '12345678901234567', '12345678901234567'],
  ['attributes.n', '1e3', '1e3'],
  ['externalId', '42', '42'],
])('a cell of %s that reads %j says %j', (field, cell, value) => {
  expect(cellValue(field, cell)).toEqual(value);
});

test('a number made of a cell reads as the cell did', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.double().map(String), fc.integer().map(String)), (cell) => {
      const value = cellValue('attributes.x', cell);
      if (value !== undefined) expect(`${value as string | number | boolean}`).toBe(cell.trim());
    }),
  );
});

test('members of JSON objects keep their types', () => {
  expect(memberValue('attributes.x', '42')).toBe('42');
  expect(memberValue('attributes.x', [1])).toEqual([1]);
  expect(memberValue('attributes.x', null)).toBeUndefined();
  expect(memberValue('consent.email', true)).toBe('granted');
  expect(memberValue('tags', ['a'])).toEqual(['a']);
});
