import fc from 'fast-check';
import { inTransaction } from '#platform/database/pool.js';
import { anyLog } from '../../../test/support/any-log.js';
import { recorded } from '../../../test/support/event-builders.js';
import { fold, foldSwiftly, freshReadModels, type ReadModels } from '../../../test/support/read-models.js';
import { projections } from './projections.js';
import { compareTable } from './runner/compare-tables.js';
import { copyTarget, createBareTables, tablesOf } from './runner/target.js';

let models: ReadModels;
beforeAll(async () => {
  models = await freshReadModels();
});
afterAll(() => models.close());

const differencesOf = async (one: string, other: string): Promise<unknown[]> =>
  inTransaction(
    models.pool,
    (tx) =>
      inTransaction(
        models.pool,
        async (also) => {
          const found: unknown[] = [];
          for (const table of await tablesOf(models.pool, one)) {
            const { equal, differences } = await compareTable(table, { tx, schema: one }, { tx: also, schema: other });
            if (!equal) found.push({ table, differences });
          }
          return found;
        },
        { readOnly: true },
      ),
    { readOnly: true },
  );

describe.each(projections.map((projection) => ({ name: projection.name, projection })))(
  '$name',
  ({ name, projection }) => {
    it('gives the same bytes however the log is cut into pages', async () => {
      const events = recorded(anyLog(7));
      for (const size of [1, 13, 1_000]) {
        await createBareTables(models.pool, copyTarget(projection, `${name}_by_${size}`));
        await fold(models.pool, projection, `${name}_by_${size}`, events, size);
      }
      expect(await differencesOf(`${name}_by_1`, `${name}_by_13`)).toEqual([]);
      expect(await differencesOf(`${name}_by_1`, `${name}_by_1000`)).toEqual([]);
    });

    it('gives the same bytes whichever rows are kept in memory and however long', async () => {
      const inPages = { page: fc.integer({ min: 1, max: 60 }), kept: fc.integer({ min: 0, max: 40 }) };
      await fc.assert(
        fc.asyncProperty(fc.nat(), fc.record(inPages), async (seed, { page, kept }) => {
          const events = recorded(anyLog(seed, { runs: 12 }));
          const [followed, rebuilt] = [`${name}_followed`, `${name}_rebuilt`];
          await createBareTables(models.pool, copyTarget(projection, followed));
          await fold(models.pool, projection, followed, events, 50);
          await createBareTables(models.pool, copyTarget(projection, rebuilt));
          await foldSwiftly(models.pool, projection, rebuilt, events, { page, kept });
          expect(await differencesOf(followed, rebuilt)).toEqual([]);
        }),
        { numRuns: 6 },
      );
    });
  },
);
