import { communicationSteps } from '#domain/batch/lifecycle.js';
import { runTransitions } from '#domain/run/lifecycle.js';
import { readPage, tableUnder } from './page.js';

const page = readPage('docs/lifecycles.md');

describe('docs/lifecycles.md', () => {
  it('shows the transitions of a run as the code has them', () => {
    const expected = Object.entries(runTransitions).map(([event, { from, to }]) => [event, from.join(', '), to]);
    expect(tableUnder(page, 'Run').map(([event, from, to]) => [event, from, to])).toEqual(expected);
  });

  it('shows the steps of a communication as the code has them', () => {
    const expected = Object.entries(communicationSteps).map(([step, { from, to }]) => [step, from.join(', '), to]);
    expect(tableUnder(page, 'Communication').map(([step, from, to]) => [step, from, to])).toEqual(expected);
  });
});
