import type { History } from '../history.js';
import { checkHistory } from '../check.js';
import { reportOf } from '../report.js';
import { finishOf, goodHistory, subscribersOf } from './good-history.js';
import { World } from './world.js';

// `node dist/test/chaos/checker/testing/large.js 1000000`: how long the checker takes over so many events.

const wanted = Number(process.argv[2] ?? 100_000);
const recipients = 200;

const world = new World();
const contacts = Array.from({ length: recipients }, (_, i) => `k${i}`);
for (let run = 1; world.events.length < wanted; run += 1) {
  world.start(`large${run}`, contacts);
  for (let i = 0; i < recipients; i += 1) world.deliver(`large${run}`, i);
  world.end(`large${run}`);
}
const { events, operations, receipts } = world;
const log = { events, poisoned: [] };
const history: History = {
  ...goodHistory(),
  events,
  operations,
  receipts,
  reads: [],
  queueLooks: [],
  injections: [],
  recoveries: [],
  subscribers: subscribersOf(log),
  finish: finishOf(log, world.now),
};
const begun = performance.now();
const verdicts = checkHistory(history);
const seconds = (performance.now() - begun) / 1_000;
process.stdout.write(`${reportOf(verdicts).join('\n')}\n`);
process.stdout.write(
  `${events.length} events, ${receipts.length} receipts: judged in ${seconds.toFixed(1)} s, ${Math.round(process.memoryUsage().rss / 1_048_576)} MiB\n`,
);
