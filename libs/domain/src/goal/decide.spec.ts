import { goalDefinition } from '../testing/definition-fixtures.js';
import { specFor } from '../testing/spec-for.js';
import { goalDecider } from './decide.js';
import type { GoalEvent } from './messages.js';

const given = specFor(goalDecider);
const content = { hash: 'a', definition: goalDefinition, summary: 'a first try' };
const defined: GoalEvent = { type: 'GoalDefined', data: { id: 'g1', version: 1, ...content } };

test('a goal is in use as soon as it is defined, until it is archived', () => {
  given()
    .when({ type: 'Define', data: { id: 'g1', ...content } })
    .then(defined);
  expect(given(defined).state().status).toBe('active');
  given(defined)
    .when({ type: 'Archive', data: {} })
    .then({ type: 'GoalArchived', data: { id: 'g1' } });
  expect(given(defined, { type: 'GoalArchived', data: { id: 'g1' } }).state().status).toBe('archived');
});
