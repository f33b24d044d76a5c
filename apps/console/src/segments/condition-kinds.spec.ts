import { asKind, conditionKindNames, kindOf, newCondition, valueOf } from './condition-kinds.js';

it('keeps what a group holds when it becomes another group', () => {
  const two = [{ tag: 'a' }, { tag: 'b' }];
  expect(asKind({ all: two }, 'any')).toEqual({ any: two });
  expect(asKind({ any: two }, 'not')).toEqual({ not: { all: two } });
  expect(asKind({ tag: 'a' }, 'not')).toEqual({ not: { tag: 'a' } });
  expect(asKind({ not: { tag: 'a' } }, 'all')).toEqual({ all: [{ tag: 'a' }] });
});

it.each(conditionKindNames)('knows a new condition again: %s', (kind) => {
  expect(kindOf(newCondition(kind))).toBe(kind);
});

it('compares numbers as numbers, and leaves what only looks like one', () => {
  expect(['3', '-0.5', 'true', '007', '1e3', ' 3', '', 'Berlin'].map(valueOf)).toEqual([
    3,
    -0.5,
    true,
    '007',
    '1e3',
    ' 3',
    '',
    'Berlin',
  ]);
});
