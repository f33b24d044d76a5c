import { inTransaction } from '#platform/database/pool.js';
import { anyLog } from '../../../test/support/any-log.js';
import { recorded } from '../../../test/support/event-builders.js';
import { fold, freshReadModels, type ReadModels } from '../../../test/support/read-models.js';
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
  },
);
