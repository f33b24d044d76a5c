// `npm run test:zones`: every minute of ten years, in every IANA zone, under each policy for clocks that change. What is
// due is found by walking through the minutes and asking a local Date what the clock shows; it must be what the domain
// finds. `--zones Europe/Berlin,…` and `--years 2024-2026` ask for less.
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { build, checkNode, install } from '../../tools/setup.mjs';

checkNode();
install();
build();

const { values } = parseArgs({
  options: {
    zones: { type: 'string', default: Intl.supportedValuesOf('timeZone').join() },
    years: { type: 'string', default: '2024-2033' },
    processes: { type: 'string', default: String(availableParallelism()) },
  },
});
const say = (line) => process.stdout.write(`${line}\n`);
const [first, last] = values.years.split('-').map(Number);
const waiting = values.zones.split(',');
const total = { zones: 0, compared: 0, differences: 0 };

/** A process of its own for the zone of its environment, one zone after the other. */
const walk = () =>
  new Promise((resolve, reject) => {
    const walker = fork(fileURLToPath(new URL('./walk-zone.mjs', import.meta.url)));
    const next = () => {
      const zone = waiting.shift();
      if (zone === undefined) walker.disconnect();
      else walker.send({ zone, from: Date.UTC(first, 0), to: Date.UTC((last ?? first) + 1, 0) });
    };
    walker.on('message', ({ zone, compared, differences }) => {
      total.zones += 1;
      total.compared += compared;
      total.differences += differences.length;
      for (const difference of differences.slice(0, 5)) say(`${zone}: ${difference}`);
      if (process.stderr.isTTY) process.stderr.write(`\r${total.zones} zones, ${waiting.length} to go  `);
      next();
    });
    walker.on('error', reject);
    walker.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a walker ended with ${code}`))));
    next();
  });

await Promise.all(Array.from({ length: Math.min(waiting.length, Number(values.processes)) }, walk));
say(`${total.zones} zones, ${total.compared} occurrences compared, ${total.differences} differences`);
process.exitCode = total.differences === 0 ? 0 : 1;
