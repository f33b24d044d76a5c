import { parseArgs } from 'node:util';
import type { StackName } from '../support/stacks.js';
import { isStack, stacks } from './installation/stack.js';
import { faults } from './nemesis/faults.js';

export interface ChaosArguments {
  readonly seed: number;
  readonly minutes: number;
  readonly stack: StackName;
  /** Names of faults; all that the installation can have when null. */
  readonly faults: readonly string[] | null;
  /** Where the history is written. */
  readonly out: string;
  /** Waits as long as the product does by default, instead of the shortened ones. */
  readonly realWaits: boolean;
}

export const usage = `npm run chaos -- [--seed S] [--minutes M] [--stack X] [--faults a,b] [--out FOLDER] [--real-waits]
  stacks: ${Object.keys(stacks).join(', ')}
  faults: ${Object.keys(faults).join(', ')}`;

/** Throws with a sentence for whoever typed it. */
export const readArguments = (args: readonly string[]): ChaosArguments => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string', default: String(1 + (Date.now() % 1_000_000)) },
      minutes: { type: 'string', default: '2' },
      stack: { type: 'string', default: 'embedded' },
      faults: { type: 'string' },
      out: { type: 'string' },
      'real-waits': { type: 'boolean', default: false },
    },
  });
  const { stack } = values;
  if (!isStack(stack)) throw new Error(`there is no stack ${stack}`);
  const chosen = values.faults?.split(',') ?? null;
  const unknown = chosen?.filter((name) => !Object.hasOwn(faults, name)) ?? [];
  if (unknown.length > 0) throw new Error(`there is no fault ${unknown.join(', ')}`);
  const seed = numberOf('seed', values.seed);
  return {
    seed,
    minutes: numberOf('minutes', values.minutes),
    stack,
    faults: chosen,
    out: values.out ?? `.sortie/chaos/${stack}-${seed}`,
    realWaits: values['real-waits'],
  };
};

export const numberOf = (name: string, text: string): number => {
  const number = Number(text);
  if (!Number.isFinite(number) || number < 0) throw new Error(`--${name} must be a number`);
  return number;
};

/** The line that does the same again. */
export const repeatLine = ({ seed, minutes, stack, faults: chosen, realWaits }: ChaosArguments): string =>
  [
    'npm run chaos --',
    `--seed ${seed} --minutes ${minutes} --stack ${stack}`,
    ...(chosen === null ? [] : [`--faults ${chosen.join(',')}`]),
    ...(realWaits ? ['--real-waits'] : []),
  ].join(' ');
