import fc from 'fast-check';
import { int, table, text } from '../table.js';
import type { AnyRow } from '../working-set.js';
import { KeptTable } from './kept-table.js';
import { WrittenNames } from './written-names.js';

const things = table('things', ['id'], { id: text, owner: text, size: int }, { group: ['owner'] });

const step = fc.oneof(
  fc.record({ do: fc.constant('put' as const), id: fc.integer({ min: 0, max: 9 }), size: fc.nat(5) }),
  fc.record({ do: fc.constant('remove' as const), id: fc.integer({ min: 0, max: 9 }) }),
  fc.record({ do: fc.constant('let-go' as const), left: fc.nat(5) }),
  fc.record({ do: fc.constant('reject' as const), id: fc.integer({ min: 0, max: 9 }), size: fc.nat(5) }),
);

it('together with what it let go of, holds just the rows that were put', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const kept = new KeptTable(things);
      const stored = new Map<string, AnyRow>();
      const expected = new Map<string, AnyRow>();
      const look = (id: string): AnyRow | undefined => {
        const found = kept.find(id);
        if (found !== 'ask') return found;
        const row = stored.get(id);
        return row === undefined ? undefined : kept.keep([row])[0];
      };
      const letGo = (left: number): void => {
        const { changes, unsure } = kept.letGo(left);
        expect(unsure).toEqual([]);
        for (const { before, after } of changes) {
          const id = String((after ?? before)?.['id']);
          // What it takes for new must be new: it goes in by COPY.
          expect(stored.has(id)).toBe(before !== undefined);
          if (after === undefined) stored.delete(id);
          else stored.set(id, after);
        }
      };
      for (const one of steps) {
        if (one.do === 'let-go') {
          letGo(one.left);
          continue;
        }
        const id = String(one.id);
        const before = look(id);
        expect(before).toEqual(expected.get(id));
        const after = one.do === 'remove' ? undefined : { id, owner: String(one.id % 3), size: one.size };
        kept.write([{ before, after }]);
        if (one.do === 'reject') {
          kept.reject();
        } else {
          kept.accept();
          if (after === undefined) expected.delete(id);
          else expected.set(id, after);
        }
        expect(look(id)).toEqual(expected.get(id));
      }
      for (const owner of ['0', '1', '2']) {
        const { rows, ask } = kept.findGroup(owner, null);
        const others = ask ? kept.keep([...stored.values()].filter((row) => row['owner'] === owner)) : [];
        const wanted = [...expected.values()].filter((row) => row['owner'] === owner);
        expect([...rows, ...others].toSorted(byId)).toEqual(wanted.toSorted(byId));
      }
      letGo(0);
      expect([...stored.values()].toSorted(byId)).toEqual([...expected.values()].toSorted(byId));
    }),
  );
});

const byId = (a: AnyRow, b: AnyRow): number => (String(a['id']) < String(b['id']) ? -1 : 1);

it('replaces what was put without a look, when the table may have it', () => {
  const kept = new KeptTable(things);
  const row = { id: 'a', owner: 'x', size: 1 };
  kept.write([{ before: undefined, after: row }]);
  kept.accept();
  kept.letGo(0);
  kept.write([{ before: undefined, after: { ...row, size: 2 } }]);
  expect(kept.letGo(0)).toEqual({ table: things, changes: [], unsure: [{ ...row, size: 2 }] });
});

it('never says that a name was not written which was, and seldom that one was which was not', () => {
  const names = new WrittenNames();
  const name = (n: number): string => `${n}zzzzzzzzzzzzzzzzzzzzzzzz\n${n % 7}`;
  for (let n = 0; n < 40_000; n += 1) names.add(name(n));
  let wrong = 0;
  for (let n = 0; n < 40_000; n += 1) {
    if (!names.has(name(n))) throw new Error(`${n} is forgotten`);
    if (names.has(name(n + 40_000))) wrong += 1;
  }
  expect(wrong).toBeLessThan(800);
});
