import { benchList, linesOfList } from '../../../test/bench/list/list.js';
import { benchConsole, linesOfConsole } from '../../../test/bench/console/console.js';
import { benchHistory, linesOfHistory } from '../../../test/bench/history/history.js';
import { benchLag, linesOfLag } from '../../../test/bench/lag/lag.js';
import { benchRebuild, linesOfRebuild } from '../../../test/bench/rebuild/rebuild.js';
import { linesOfSeed, seed } from '../../../test/bench/seed/seed.js';
import type { Result } from './result.js';

/** What the benches of reading take; the defaults are the sizes that issue 5 names. */
export const readingOptions = {
  runs: { type: 'string' },
  events: { type: 'string', default: '10000000' },
  'long-events': { type: 'string', default: '50000' },
  'wide-recipients': { type: 'string', default: '100000' },
  contacts: { type: 'string', default: '100000' },
  turns: { type: 'string', default: '20' },
  'per-second': { type: 'string', default: '5000' },
  seconds: { type: 'string' },
  data: { type: 'string' },
} as const;

export type ReadingValues = {
  readonly [name in keyof typeof readingOptions]?: string | undefined;
};

const wantedOf = (values: ReadingValues) => ({
  runs: Number(values.runs ?? 1_000_000),
  events: Number(values.events),
  longEvents: Number(values['long-events']),
  wideRecipients: Number(values['wide-recipients']),
  contacts: Number(values.contacts),
  dataDir: values.data ?? null,
});

const say = (line: string): void => console.error(line);

/** By name. */
export const readingBenches = (values: ReadingValues) =>
  ({
    seed: async (): Promise<Result> => {
      const figures = await seed(wantedOf(values), say);
      return { figures, lines: linesOfSeed(figures) };
    },
    list: async (): Promise<Result> => {
      const figures = await benchList(wantedOf(values), Number(values.turns), say);
      return { figures, lines: linesOfList(figures) };
    },
    rebuild: async (): Promise<Result> => {
      const figures = await benchRebuild(wantedOf(values), say);
      return { figures, lines: linesOfRebuild(figures) };
    },
    lag: async (): Promise<Result> => {
      const wanted = { perSecond: Number(values['per-second']), seconds: Number(values.seconds ?? 60) };
      const figures = await benchLag(wanted, say);
      return { figures, lines: linesOfLag(figures) };
    },
    history: async (): Promise<Result> => {
      const figures = await benchHistory(wantedOf(values), Number(values.turns), say);
      return { figures, lines: linesOfHistory(figures) };
    },
    console: async (): Promise<Result> => {
      const figures = await benchConsole(wantedOf(values), Number(values.turns), say);
      return { figures, lines: linesOfConsole(figures) };
    },
  }) as const;
