import { parseArgs } from 'node:util';
import { numberOf } from '../arguments.js';
import { isStack } from '../installation/stack.js';
import { appendsFigure } from './appends.js';
import { killsFigure } from './kills.js';
import { postgresStopsFigure } from './postgres-stops.js';
import { recoveryFigure } from './recovery.js';
import { scheduleFigure } from './schedule.js';
import { startsFigure } from './starts.js';
import { zombiesFigure } from './zombies.js';
import type { StackName } from '../../support/stacks.js';

type Say = (line: string) => void;
type Sizes = Readonly<Record<string, number>>;

interface Figure {
  /** Flags with their defaults, small enough for a look. */
  readonly sizes: Sizes;
  /** False when the figure is not what was promised. */
  readonly show: (
    on: { readonly stack: StackName; readonly seed: number },
    size: (name: string) => number,
    say: Say,
  ) => Promise<boolean>;
}

/** What the page on reliability shows, by the word that its command has. */
const figures: Readonly<Record<string, Figure>> = {
  kills: {
    sizes: { kills: 10, mails: 1_000 },
    show: async (on, size, say) => {
      const sizes = { ...on, kills: size('kills'), mails: size('mails') };
      const never = await killsFigure({ ...sizes, onUnknown: 'never-resend' }, say);
      return (await killsFigure({ ...sizes, onUnknown: 'resend' }, say)) && never;
    },
  },
  'postgres-stops': {
    sizes: { runs: 50, replies: 50 },
    show: (on, size, say) => postgresStopsFigure({ ...on, runs: size('runs'), replies: size('replies') }, say),
  },
  appends: {
    sizes: { events: 20_000, writers: 16 },
    show: (on, size, say) => appendsFigure({ ...on, events: size('events'), writers: size('writers') }, say),
  },
  zombies: {
    sizes: { pauses: 3, mails: 200 },
    show: (on, size, say) => zombiesFigure({ ...on, pauses: size('pauses'), mails: size('mails') }, say),
  },
  recovery: {
    sizes: { times: 3 },
    show: (on, size, say) => recoveryFigure({ ...on, times: size('times') }, say),
  },
  starts: {
    sizes: { times: 3 },
    show: (on, size, say) => startsFigure({ ...on, times: size('times') }, say),
  },
  schedule: {
    sizes: { seconds: 300 },
    show: (on, size, say) => scheduleFigure({ ...on, seconds: size('seconds') }, say),
  },
};

export const figureUsage = Object.entries(figures)
  .map(([name, { sizes }]) => {
    const flags = Object.entries(sizes).map(([flag, size]) => `[--${flag} ${size}]`);
    return `npm run chaos -- ${[name, ...flags].join(' ')} [--stack embedded] [--seed 1]`;
  })
  .join('\n');

/** Null when the first word names no figure. */
export const showFigure = async ([name = '', ...words]: readonly string[], say: Say): Promise<boolean | null> => {
  const figure = Object.hasOwn(figures, name) ? figures[name] : undefined;
  if (figure === undefined) return null;
  const { values } = parseArgs({
    args: words,
    options: {
      stack: { type: 'string', default: 'embedded' },
      seed: { type: 'string', default: '1' },
      ...Object.fromEntries(
        Object.entries(figure.sizes).map(([flag, size]) => [flag, { type: 'string' as const, default: String(size) }]),
      ),
    },
  });
  const given: Readonly<Record<string, unknown>> = values;
  const { stack } = values;
  if (typeof stack !== 'string' || !isStack(stack)) throw new Error(`there is no stack ${stack}`);
  const size = (flag: string): number => numberOf(flag, String(given[flag]));
  return figure.show({ stack, seed: size('seed') }, size, say);
};
