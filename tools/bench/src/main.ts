import { parseArgs } from 'node:util';
import { benchLateness } from '../../../test/bench/lateness/lateness.js';
import { linesOfLateness } from '../../../test/bench/lateness/lines.js';
import { openStack, stackOf } from '../../demo/src/stack.js';
import { readingBenches, readingOptions } from './reading.js';
import type { Result } from './result.js';
import { writingBenches, writingOptions } from './writing.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    starts: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '3' },
    stack: { type: 'string', default: 'embedded' },
    json: { type: 'boolean', default: false },
    ...readingOptions,
    ...writingOptions,
  },
});

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

const benches = { lateness, ...readingBenches(values), ...writingBenches(values) } as const;

const name = positionals[0] ?? '';
if (!Object.hasOwn(benches, name)) {
  console.error(
    `usage: npm run bench -- ${Object.keys(benches).join(' | ')}  [--stack NAME] [--rounds N] [--json]; sizes are told in docs/performance.md`,
  );
  process.exit(2);
}
const { lines, figures } = await benches[name as keyof typeof benches]();
for (const line of lines) console.log(line);
if (values.json) console.log(JSON.stringify({ bench: name, ...figures }));
process.exit(figures.verified ? 0 : 1);
