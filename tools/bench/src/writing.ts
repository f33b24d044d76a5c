import { benchCommands } from '../../../test/bench/commands/commands.js';
import { benchStart } from '../../../test/bench/commands/start.js';
import { benchFleet } from '../../../test/bench/deliveries/fleet.js';
import { benchRun, benchRuns } from '../../../test/bench/deliveries/runs.js';
import { benchSmtp } from '../../../test/bench/deliveries/smtp.js';
import { benchTrace, linesOfTrace } from '../../../test/bench/deliveries/trace.js';
import { linesOf, type Report } from '../../../test/bench/side-by-side/lines.js';
import type { Stack } from '../../../test/support/stacks.js';
import { openStack, stackOf } from '../../demo/src/stack.js';
import type { Result } from './result.js';

/** What the benches of writing take; what is absent is the size that issue 5 names. */
export const writingOptions = {
  recipients: { type: 'string' },
  mails: { type: 'string' },
  sessions: { type: 'string' },
  requests: { type: 'string' },
  connections: { type: 'string' },
  seconds: { type: 'string' },
  workers: { type: 'string' },
  messages: { type: 'string' },
} as const;

export type WritingValues = {
  readonly [name in keyof typeof writingOptions | 'runs']?: string | undefined;
} & { readonly stack: string; readonly rounds: string };

/** What is written: runs, messages, commands. */
export const writingBenches = (options: WritingValues) => {
  const wanted = { rounds: Number(options.rounds), say: (line: string) => console.error(line) };
  const numbers = (text: string | undefined, otherwise: string): readonly number[] =>
    (text ?? otherwise).split(',').map(Number);
  const [recipients = 50] = numbers(options.recipients, '50');
  return {
    runs: () =>
      onStack(options, async (stack) => [
        await benchRuns(stack, { runs: Number(options.runs ?? 200), recipients }, wanted),
      ]),
    run: () => onStack(options, (stack) => benchRun(stack, numbers(options.recipients, '100000'), wanted)),
    smtp: () =>
      onStack(options, async (stack) => [
        await benchSmtp(stack, {
          mails: Number(options.mails ?? 20_000),
          sessions: Number(options.sessions ?? 5),
          ...wanted,
        }),
      ]),
    trace: async (): Promise<Result> => {
      const stack = await openStack(stackOf(options.stack));
      try {
        const figures = await benchTrace(stack, recipients);
        return { figures, lines: linesOfTrace(figures) };
      } finally {
        await stack.stop();
      }
    },
    commands: () =>
      onStack(options, (stack) => {
        const connections = numbers(options.connections, '16,128');
        return benchCommands(stack, { requests: Number(options.requests ?? 4_000), connections, ...wanted });
      }),
    start: () =>
      onStack(options, async (stack) => [
        await benchStart(stack, { seconds: Number(options.seconds ?? 20), ...wanted }),
      ]),
    fleet: () =>
      onStack(options, async (stack) => {
        const workers = numbers(options.workers, '1,2,4');
        return [await benchFleet(stack, { workers, messages: Number(options.messages ?? 5_000), ...wanted })];
      }),
  } satisfies Record<string, () => Promise<Result>>;
};

const onStack = async (
  { stack: name }: WritingValues,
  bench: (stack: Stack) => Promise<readonly Report[]>,
): Promise<Result> => {
  const stack = await openStack(stackOf(name));
  try {
    const reports = await bench(stack);
    const figures = { reports, verified: reports.every(({ verified }) => verified) };
    return { figures, lines: reports.flatMap((report) => [...linesOf(report), '']) };
  } finally {
    await stack.stop();
  }
};
