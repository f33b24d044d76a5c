import { parseArgs } from 'node:util';
import { stackOf } from '../../demo/src/stack.js';
import { benchRun } from './run.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    recipients: { type: 'string', default: '100000' },
    stack: { type: 'string', default: 'embedded' },
    json: { type: 'boolean', default: false },
  },
});

const benches = {
  run: () => benchRun(Number(values.recipients), stackOf(values.stack)),
} as const;

const name = positionals[0] ?? '';
if (!Object.hasOwn(benches, name)) {
  console.error(
    `usage: npm run bench -- <${Object.keys(benches).join(' | ')}> [--recipients N] [--stack NAME] [--json]`,
  );
  process.exit(2);
}
const figures = await benches[name as keyof typeof benches]();
for (const [figure, value] of Object.entries(figures)) console.log(`${figure.padEnd(16)} ${String(value)}`);
if (values.json) console.log(JSON.stringify({ bench: name, ...figures }));
process.exit(figures.verified ? 0 : 1);
