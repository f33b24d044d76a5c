import { scheduleDefinition } from '#domain/testing/schedule-fixtures.js';
import { fact } from '../../../../test/support/event-builders.js';
import { freshReadModels, type ReadModels } from '../../../../test/support/read-models.js';
import { listOccurrences } from './queries.js';

let models: ReadModels;
beforeAll(async () => {
  models = await freshReadModels();
});
afterAll(() => models.close());

it('keeps an occurrence that was started as late as a schedule may catch up', async () => {
  const [dueAt, firedAt] = ['2025-11-20T09:00:00.000Z', '2026-11-20T09:00:00.000Z'];
  const latenessMs = Date.parse(firedAt) - Date.parse(dueAt);
  const facts = { scheduleId: 'h1', dueAt, through: dueAt, waiting: null, planner: { epoch: 1, fence: 1 } };
  const set = { scheduleId: 'h1', version: 1, definition: scheduleDefinition, from: dueAt };
  await models.feed([
    fact('schedule-h1', { type: 'ScheduleSet', data: set }, dueAt),
    fact('occurrence-h1.2025-11-20', { type: 'OccurrenceFired', data: { ...facts, latenessMs, by: 'plan' } }, firedAt),
  ]);
  const listed = await listOccurrences(models.pool, { filters: { scheduleId: 'h1' }, limit: 10 });
  expect(listed).toMatchObject({ ok: true, items: [{ dueAt, outcome: 'fired', latenessMs, onTime: false }] });
});
