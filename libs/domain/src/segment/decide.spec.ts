import { segmentDefinition } from '../testing/definition-fixtures.js';
import { specFor } from '../testing/spec-for.js';
import { segmentDecider } from './decide.js';
import type { SegmentEvent } from './messages.js';

const given = specFor(segmentDecider);
const content = { hash: 'a', definition: segmentDefinition, summary: 'a first try' };
const defined: SegmentEvent = { type: 'SegmentDefined', data: { id: 's1', version: 1, ...content } };

test('a segment is in use as soon as it is defined, until it is archived', () => {
  given()
    .when({ type: 'Define', data: { id: 's1', ...content } })
    .then(defined);
  expect(given(defined).state().status).toBe('active');
  given(defined)
    .when({ type: 'Archive', data: {} })
    .then({ type: 'SegmentArchived', data: { id: 's1' } });
  expect(given(defined, { type: 'SegmentArchived', data: { id: 's1' } }).state().status).toBe('archived');
});
