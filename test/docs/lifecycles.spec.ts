import { readFileSync } from 'node:fs';
import { communicationSteps } from '#domain/batch/lifecycle.js';
import { runTransitions } from '#domain/run/lifecycle.js';

/** The rows of the first table under a heading, cells trimmed and without back-ticks. */
const tableUnder = (heading: string): string[][] => {
  const text = readFileSync('docs/lifecycles.md', 'utf8');
  const section = text.slice(text.indexOf(`## ${heading}\n`));
  const lines = section.split('\n').slice(1);
  const start = lines.findIndex((line) => line.startsWith('|'));
  const rows = lines.slice(start, lines.findIndex((line, i) => i > start && !line.startsWith('|')));
  return rows.slice(2).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.replaceAll('`', '').trim()),
  );
};

describe('docs/lifecycles.md', () => {
  it('shows the transitions of a run as the code has them', () => {
    const expected = Object.entries(runTransitions).map(([event, { from, to }]) => [event, from.join(', '), to]);
    expect(tableUnder('Run').map(([event, from, to]) => [event, from, to])).toEqual(expected);
  });

  it('shows the steps of a communication as the code has them', () => {
    const expected = Object.entries(communicationSteps).map(([step, { from, to }]) => [step, from.join(', '), to]);
    expect(tableUnder('Communication').map(([step, from, to]) => [step, from, to])).toEqual(expected);
  });
});
