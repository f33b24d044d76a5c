import { diffLines } from 'diff';
import { outline } from './outline.js';
import { inLine } from './plain-text.js';

/** One place where two versions differ; absent means not there. */
export interface Difference {
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Every difference with its place, what was taken out and what was put in. */
export const differencesText = (differences: readonly Difference[]): string =>
  differences
    .map(({ path, ...sides }) => `${path === '' ? '(all of it)' : inLine(path)}\n${sidesText(sides)}`)
    .join('\n');

const sidesText = ({ before, after }: Omit<Difference, 'path'>): string => {
  if (typeof before === 'string' && typeof after === 'string' && `${before}${after}`.includes('\n'))
    return diffLines(before, after)
      .map(({ value, added, removed }) => marked(value, added ? '+' : removed ? '-' : ' '))
      .join('');
  return [
    ...(before === undefined ? [] : [marked(outline(before), '-')]),
    ...(after === undefined ? [] : [marked(outline(after), '+')]),
  ].join('');
};

const marked = (text: string, mark: string): string =>
  text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => `  ${mark} ${inLine(line)}\n`)
    .join('');
