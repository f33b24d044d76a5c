import { upcasters, upcastStrictly } from '#eventstore/upcasters.js';
import { freshReadModels, type ReadModels } from '../support/read-models.js';
import { everyHistory } from './history-file.js';
import { shownOf, takeIn } from './summary.js';

const histories = everyHistory();
let models: ReadModels;

beforeAll(async () => {
  models = await freshReadModels();
  for (const { events } of histories)
    await takeIn(
      models.pool,
      events.map((event) => upcastStrictly(event, upcasters)),
    );
});

afterAll(() => models.close());

test.each(histories)(
  '$name of release $release: runs, history numbers and answers are shown as they were then',
  async ({ summary }) => {
    const shown = await shownOf(models.pool, Object.keys(summary.folds));
    // A later release may tell more of a run, and nothing else than was told then.
    expect(shown.runs).toMatchObject(summary.shown.runs);
    expect(shown.history).toEqual(summary.shown.history);
    expect(shown.replies).toEqual(summary.shown.replies);
  },
);
