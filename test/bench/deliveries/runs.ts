import { stackLines } from '../../../tools/demo/src/stack.js';
import { defineCampaign } from '../../../tools/bench/src/setting.js';
import type { Stack } from '../../support/stacks.js';
import { contest, type Contestant } from '../side-by-side/contest.js';
import type { Goal, Report } from '../side-by-side/lines.js';
import { openService, type Service } from '../side-by-side/service.js';
import { handWritten, type Work } from './floor.js';
import { jobPerRecipient } from './jobs.js';
import { product } from './product.js';

interface Wanted {
  readonly rounds: number;
  readonly say: (line: string) => void;
}

const anyone = /./;
const goalsOf = (floor: number): readonly Goal[] => [
  { figure: 'per s', ours: anyone, theirs: /^hand-written/, atLeast: floor },
  { figure: 'per s', ours: anyone, theirs: /no-op/, atLeast: 1.5 },
  { figure: 'per s', ours: anyone, theirs: /INSERT, Redis/, atLeast: 4 },
];

/** Many small runs, one after the other and side by side. */
export const benchRuns = async (stack: Stack, work: Work, wanted: Wanted): Promise<Report> => {
  const service = await openService(stack, work.recipients);
  try {
    const { outcome, window } = await beside(stack, service, work, wanted, true);
    const done = `${work.runs} runs × ${work.recipients} recipients`;
    return { bench: 'runs', stack: stackLines(stack).join(', '), work: done, window, goals: goalsOf(0.5), ...outcome };
  } finally {
    await service.stop();
  }
};

/** Worker memory at any size, MB. */
const mostMb = 350;

/** One large run of each size; where there are several, also what a recipient of the largest costs beside one of the smallest. */
export const benchRun = async (stack: Stack, sizes: readonly number[], wanted: Wanted): Promise<readonly Report[]> => {
  const reports: Report[] = [];
  const took: number[] = [];
  for (const recipients of sizes) {
    const service = await openService(stack, recipients);
    try {
      const { outcome, window } = await beside(stack, service, { runs: 1, recipients }, wanted, false);
      const own = outcome.rows.find(({ who }) => who === ourName)?.figures ?? {};
      took.push(1 / (own['per s'] ?? Number.NaN));
      const growth = (took.at(-1) ?? Number.NaN) / (took[0] ?? Number.NaN);
      const further = [
        { goal: `RSS of the worker < ${mostMb} MB (${own['RSS MB']})`, met: (own['RSS MB'] ?? Infinity) < mostMb },
        ...(took.length === 1
          ? []
          : [{ goal: `time per recipient ≤ 1.15 × that at ${sizes[0]} (${growth.toFixed(2)})`, met: growth <= 1.15 }]),
      ];
      const work = `one run of ${recipients}`;
      const stackText = stackLines(stack).join(', ');
      reports.push({ bench: 'run', stack: stackText, work, window, goals: goalsOf(0.6), further, ...outcome });
    } finally {
      await service.stop();
    }
  }
  return reports;
};

const ourName = 'Sortie';

const beside = async (stack: Stack, service: Service, work: Work, wanted: Wanted, insert: boolean) => {
  const { databaseUrl } = service.installation;
  const campaign = await defineCampaign(service.client);
  const window = await service.window('noop');
  const contestants: Contestant[] = [];
  try {
    contestants.push(product(ourName, service, campaign.start, work));
    contestants.push(await handWritten(databaseUrl, window, work));
    contestants.push(await jobPerRecipient(stack, databaseUrl, { window, work, insert: false }));
    if (insert) contestants.push(await jobPerRecipient(stack, databaseUrl, { window, work, insert: true }));
    const warmUp = { ...work, runs: Math.ceil(work.runs / 10) };
    if (work.runs > 1) await product(ourName, service, campaign.start, warmUp).carryOut();
    const outcome = await contest(contestants, { ...wanted, compared: ['per s'] });
    return { outcome, window };
  } finally {
    for (const one of contestants) await one.close();
  }
};
