import { isFinal } from '#domain/run/lifecycle.js';
import { figure } from '../../../../test/support/figure.js';
import { simulateWork, type SimulatedDays } from '../../../../test/support/work-simulation.js';

/** `npm run simulate` asks for more of them. */
const simulatedDays = Number(process.env['SIMULATED_DAYS'] ?? 1_000);
const daysEach = 10;
/** Set by who repeats a failure. */
const onlySeed = process.env['SIMULATED_SEED'];
/** What is due comes into somebody's hands by then, whatever became of the queue and of its takers, ms. */
const mostMs = 10_000;

/** Everything that is wrong with how the days ended. */
const faultsOf = ({ runs, batches, sent, asked, longestMs }: SimulatedDays): readonly string[] => [
  ...[...asked.keys()].flatMap((runId) => {
    const run = runs.get(runId);
    return run !== undefined && isFinal(run.status) ? [] : [`run ${runId} is ${run?.status}: it never came to its end`];
  }),
  ...[...runs].flatMap(([runId, run]) => {
    if (run.status === 'absent' || !('ledger' in run)) return [];
    const { audience, accepted, refused, unknown, notAttempted, waiting, inFlight } = run.ledger;
    const settled = accepted + refused + unknown + notAttempted;
    const isWhole = run.started === null || audience === asked.get(runId);
    return isWhole && settled === audience && waiting + inFlight === 0
      ? []
      : [`run ${runId} does not add up: ${JSON.stringify(run.ledger)} of ${asked.get(runId)}`];
  }),
  ...[...batches].flatMap(([id, { status }]) => (status === 'closed' ? [] : [`batch ${id} is ${status}`])),
  ...[...sent].flatMap(([id, times]) => (times === 1 ? [] : [`message ${id} left ${times} times`])),
  ...[...runs].flatMap(([runId, run]) => {
    if (run.status === 'absent' || !('ledger' in run)) return [];
    const left = [...sent.keys()].filter((id) => id.startsWith(`${runId}.`)).length;
    const { accepted, unknown } = run.ledger;
    return accepted <= left && left <= accepted + unknown
      ? []
      : [`run ${runId}: ${left} left, ${accepted} accepted and ${unknown} unknown`];
  }),
  ...(longestMs <= mostMs ? [] : [`something was due and in nobody's hands for ${Math.round(longestMs)} ms`]),
];

it('brings every run to its end and sends no message twice, through crashes, silence and queues that forget', async () => {
  const seeds =
    onlySeed === undefined
      ? Array.from({ length: Math.ceil(simulatedDays / daysEach) }, (_, at) => at + 1)
      : [Number(onlySeed)];
  const all = { runs: 0, messages: 0, faults: 0, longestMs: 0 };
  for (const seed of seeds) {
    const simulated = await simulateWork(seed, daysEach);
    const wrong = faultsOf(simulated);
    if (wrong.length > 0)
      throw new Error(`SIMULATED_SEED=${seed} npm run simulate: ${wrong.length} faults, the first: ${wrong[0]}`);
    all.runs += simulated.runs.size;
    all.messages += simulated.sent.size;
    all.faults += simulated.faults;
    all.longestMs = Math.max(all.longestMs, simulated.longestMs);
  }
  figure(
    `simulated ${seeds.length * daysEach} days of work: ${all.runs} runs, ${all.messages} messages, ${all.faults} faults: ` +
      `every run ended, none sent twice, due work in nobody's hands for ${Math.round(all.longestMs)} ms at most`,
  );
}, 14_400_000);
