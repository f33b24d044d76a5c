import { inLine } from './plain-text.js';

/** A JSON value as indented lines, for reading rather than parsing. */
export const outline = (value: unknown, depth = 0): string => {
  const indent = '  '.repeat(depth);
  if (!isNested(value)) return `${indent}${leaf(value, indent).trimStart()}\n`;
  const members: [string, unknown][] = Array.isArray(value)
    ? value.map((item, at) => [String(at + 1), item])
    : Object.entries(value);
  return members
    .map(([name, member]) =>
      isNested(member) && Object.keys(member).length > 0
        ? `${indent}${inLine(name)}\n${outline(member, depth + 1)}`
        : `${indent}${inLine(name)}:${leaf(member, indent)}\n`,
    )
    .join('');
};

const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** With what parts it from the name before it: a space, or the line breaks of a text of several lines. */
const leaf = (value: unknown, indent: string): string => {
  if (typeof value !== 'string') return ` ${JSON.stringify(value)}`;
  if (!value.includes('\n')) return value === '' ? ' ""' : ` ${inLine(value)}`;
  return value
    .trimEnd()
    .split('\n')
    .map((line) => `\n${indent}  | ${inLine(line)}`)
    .join('');
};
