import { parseArgs } from 'node:util';
import { benchLateness } from '../../../test/bench/lateness/lateness.js';
import { linesOfLateness } from '../../../test/bench/lateness/lines.js';
import { openStack, stackOf } from '../../demo/src/stack.js';
import { readingBenches, readingOptions } from './reading.js';
import type { Result } from './result.js';
import { benchRun } from './run.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    recipients: { type: 'string', default: '100000' },
    starts: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '3' },
    stack: { type: 'string', default: 'embedded' },
    json: { type: 'boolean', default: false },
    ...readingOptions,
  },
});

const run = async (): Promise<Result> => {
  const figures = await benchRun(Number(values.recipients), stackOf(values.stack));
  return { figures, lines: Object.entries(figures).map(([figure, value]) => `${figure.padEnd(16)} ${String(value)}`) };
};

const lateness = async (): Promise<Result> => {
  const stack = await openStack(stackOf(values.stack));
  try {
    const figures = await benchLateness(
      stack,
      { starts: Number(values.starts), rounds: Number(values.rounds) },
      (line) => console.error(line),
    );
    return { figures, lines: linesOfLateness(figures) };
  } finally {
    await stack.stop();
  }
};

const benches = { run, lateness, ...readingBenches(values) } as const;

const name = positionals[0] ?? '';
if (!Object.hasOwn(benches, name)) {
  console.error(
    'usage: npm run bench -- run [--recipients N] | lateness [--starts N] [--rounds N] | seed [--runs N] [--events N] [--data DIR]  [--stack NAME] [--json]',
  );
  process.exit(2);
}
const { lines, figures } = await benches[name as keyof typeof benches]();
for (const line of lines) console.log(line);
if (values.json) console.log(JSON.stringify({ bench: name, ...figures }));
process.exit(figures.verified ? 0 : 1);
