import fc from 'fast-check';
import { eventSummary } from './event-summary.js';

it('says in one line what an event says', () => {
  const communicationId = '283n54kbt6hvyrfjghwga9acs5.1.17';
  expect(
    eventSummary({
      type: 'DispatchSettled',
      data: { communicationId, outcome: { kind: 'refused', answer: '550 no' } },
    }),
  ).toBe('1.17, refused, 550 no');
  expect(eventSummary({ type: 'RunStarted', data: { batches: 2, manifest: { audience: { count: 300 } } } })).toBe(
    '300 recipients, 2 batches',
  );
});

it('says something of every event, whatever it holds', () => {
  const type = fc.constantFrom('RunRequested', 'RunStarted', 'BatchPlanned', 'DispatchSettled', 'OfALaterRelease');
  fc.assert(
    fc.property(type, fc.jsonValue(), (name, data) => {
      expect(typeof eventSummary({ type: name, data })).toBe('string');
    }),
  );
});
