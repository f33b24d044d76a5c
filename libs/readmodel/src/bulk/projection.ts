import type { Projection } from '../projection.js';
import { known } from '../vocabulary.js';
import { foldJob } from './fold.js';
import { ddl, jobs } from './tables.js';

const categories = ['bulk'] as const;

/** Jobs over many runs, as their streams tell them. What each run answered is in `work.bulk_rows`. */
export const bulk = {
  name: 'bulk',
  version: 1,
  categories,
  ordered: false,
  tables: ddl,
  apply: async (events, rows) => {
    const page = known(categories, events);
    const set = await rows.open(
      jobs,
      page.map(({ data }) => [data.bulkId]),
    );
    for (const event of page) {
      const after = foldJob(set.get(event.data.bulkId), event);
      if (after !== undefined) set.put(after);
    }
    await set.save();
  },
} as const satisfies Projection;
