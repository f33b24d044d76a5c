import { readFile } from 'node:fs/promises';
import type { Work } from './command.js';
import { WrongUsage } from './failures.js';
import { type Given, must, text, texts } from './given.js';

/** Where a definition comes from. */
export const fileOption = text('Read the definition from a file of JSON; - is standard input', 'file');

export const setOption: Given<string[] | undefined> = {
  ...texts(
    'Set one member, such as template.subject="Hello" or /limits/perSecond=5; again for further ones',
    'path=value',
  ),
  read: (typed) => (typed.length === 0 ? undefined : [...typed]),
};

export const reasonOption = text('Why, in your words: recorded with what the command leads to');
export const mustReason = must(reasonOption);

/** The JSON of a file, or of standard input. Only an object will do. */
export const readObject = async ({ terminal }: Work, file: string): Promise<Record<string, unknown>> => {
  const name = file === '-' ? 'standard input' : file;
  const content = file === '-' ? await readAll(terminal.input) : await readText(file);
  let value: unknown;
  try {
    value = JSON.parse(content.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new WrongUsage(`${name} is not JSON${placeOf(error)}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new WrongUsage(`${name} must hold one JSON object`);
  return { ...value };
};

/** Where the parser stopped. The rest of its words quote the content, which may be of people. */
const placeOf = (error: unknown): string => {
  const [, place] = /\b(position \d+(?: \(line \d+ column \d+\))?)/.exec(String(error)) ?? [];
  return place === undefined ? '' : `: it breaks off at ${place}`;
};

const readAll = async (input: AsyncIterable<Uint8Array | string>): Promise<string> => {
  const decoder = new TextDecoder();
  let all = '';
  for await (const piece of input) all += typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true });
  return all + decoder.decode();
};

const readText = async (file: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new WrongUsage(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
};

/**
 * The object with members set. A path is dotted or a JSON Pointer (RFC 6901); a value is JSON where it parses as
 * JSON, else the text itself; an empty value takes the member away.
 */
export const withMembers = (
  target: Readonly<Record<string, unknown>>,
  settings: readonly string[],
): Record<string, unknown> => {
  const result = structuredClone(target) as Record<string, unknown>;
  for (const setting of settings) {
    const at = setting.indexOf('=');
    if (at < 1) throw new WrongUsage(`--set must be path=value, not "${setting}"`);
    put(result, namesOf(setting.slice(0, at)), setting.slice(at + 1));
  }
  return result;
};

const namesOf = (path: string): readonly string[] =>
  path.startsWith('/')
    ? path
        .slice(1)
        .split('/')
        .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'))
    : path.split('.');

const put = (target: Record<string, unknown>, names: readonly string[], value: string): void => {
  const [name = '', ...rest] = names;
  if (name === '__proto__') throw new WrongUsage('a member cannot be called __proto__');
  if (rest.length > 0) {
    const inner = target[name];
    const next = typeof inner === 'object' && inner !== null ? { ...inner } : {};
    target[name] = next;
    put(next, rest, value);
  } else if (value === '') delete target[name];
  else target[name] = jsonOrText(value);
};

/** What was typed for a value: JSON where it is JSON, else the text itself. */
export const jsonOrText = (typed: string): unknown => {
  try {
    return JSON.parse(typed);
  } catch {
    return typed; // not JSON: the text itself is meant
  }
};
