import { WrongUsage } from './failures.js';

/** One argument or option of a command: how it is typed, what it means, what is read from it. */
export interface Given<Value> {
  /** What stands for the value in usage lines; null for a switch, which has none. */
  readonly placeholder: string | null;
  readonly description: string;
  readonly presence: 'required' | 'optional';
  /** May be given more than once; as an argument it takes all that follow. */
  readonly repeatable?: boolean;
  readonly choices?: readonly string[];
  /** `texts`: as typed, in order; none when it was left out. Throws `WrongUsage`. */
  readonly read: (texts: readonly string[], name: string) => Value;
}

export type Givens = Readonly<Record<string, Given<unknown>>>;
export type Values<G extends Givens> = {
  readonly [Name in keyof G]: G[Name] extends Given<infer Value> ? Value : never;
};

/** A text; the last one counts. */
export const text = (description: string, placeholder = 'text'): Given<string | undefined> => ({
  placeholder,
  description,
  presence: 'optional',
  read: (texts) => texts.at(-1),
});

/** The same, but it may not be left out. */
export const must = <Value>(given: Given<Value | undefined>): Given<Value> => ({
  ...given,
  presence: 'required',
  read(texts, name) {
    const value = given.read(texts, name);
    if (value === undefined) throw new WrongUsage(`${name} is missing`);
    return value;
  },
});

/** One of a few words. */
export const oneOf = <Choice extends string>(
  description: string,
  choices: readonly Choice[],
  placeholder = 'word',
): Given<Choice | undefined> => ({
  placeholder,
  description,
  presence: 'optional',
  choices,
  read(texts, name) {
    const typed = texts.at(-1);
    const found = choices.find((choice) => choice === typed);
    if (typed !== undefined && found === undefined)
      throw new WrongUsage(`${name} must be one of ${choices.join(', ')}, not "${typed}"`);
    return found;
  },
});

/** Any of a few words, separated by commas or given again. */
export const anyOf = <Choice extends string>(
  description: string,
  choices: readonly Choice[],
  placeholder = 'words',
): Given<Choice[] | undefined> => {
  const one = oneOf('', choices);
  return {
    placeholder,
    description: `${description} (${choices.join(', ')})`,
    presence: 'optional',
    repeatable: true,
    read: (texts, name) => listOf(texts)?.map((typed) => one.read([typed], name) ?? raise(name)),
  };
};

/** Texts, separated by commas or given again. */
export const texts = (description: string, placeholder = 'texts'): Given<string[] | undefined> => ({
  placeholder,
  description,
  presence: 'optional',
  repeatable: true,
  read: listOf,
});

/** A whole number from 0 on. */
export const whole = (description: string, placeholder = 'n'): Given<number | undefined> => ({
  placeholder,
  description,
  presence: 'optional',
  read(texts, name) {
    const typed = texts.at(-1);
    if (typed !== undefined && !/^\d{1,15}$/.test(typed)) throw new WrongUsage(`${name} must be a whole number`);
    return typed === undefined ? undefined : Number(typed);
  },
});

export const flag = (description: string): Given<boolean> => ({
  placeholder: null,
  description,
  presence: 'optional',
  read: (texts) => texts.length > 0,
});

/** yes or no, where leaving it out is a third answer. */
export const yesNo = (description: string): Given<boolean | undefined> => {
  const { read } = oneOf('', ['yes', 'no'] as const);
  return {
    placeholder: 'yes|no',
    description,
    presence: 'optional',
    read(texts, name) {
      const answer = read(texts, name);
      return answer === undefined ? undefined : answer === 'yes';
    },
  };
};

/** `name=value`, given again for further ones. */
export const pairs = (description: string, placeholder = 'name=value'): Given<Record<string, string> | undefined> => ({
  placeholder,
  description,
  presence: 'optional',
  repeatable: true,
  read: (texts, name) =>
    texts.length === 0 ? undefined : Object.fromEntries(texts.map((typed) => pairOf(typed, name))),
});

const pairOf = (typed: string, name: string): readonly [string, string] => {
  const at = typed.indexOf('=');
  if (at < 1) throw new WrongUsage(`${name} must be name=value, not "${typed}"`);
  return [typed.slice(0, at), typed.slice(at + 1)];
};

function listOf(typed: readonly string[]): string[] | undefined {
  if (typed.length === 0) return undefined;
  return typed.flatMap((each) => each.split(',').map((part) => part.trim())).filter((part) => part !== '');
}

const raise = (name: string): never => {
  throw new WrongUsage(`${name} is empty`);
};
