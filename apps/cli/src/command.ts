import { Argument, Command, Option } from 'commander';
import type { SortieClient } from '#client/client.js';
import type { Given, Givens, Values } from './given.js';
import type { Terminal } from './terminal.js';

/** What a command works with. */
export interface Work {
  readonly terminal: Terminal;
  /** Where the API is. */
  readonly url: string;
  /** The API, found on first use: local commands need none. */
  readonly api: SortieClient;
  /** The answer is for programs. */
  readonly json: boolean;
}

/** A command's answer. */
export interface Answer {
  /** For programs: what the API said, unchanged where that is one thing. */
  readonly json: unknown;
  /** For people; lines end in a line break. */
  readonly text: string;
  /** Told beside the answer: how to go on. */
  readonly hint?: string;
  /** Whether it is good news: false ends with exit code 1. */
  readonly ok?: boolean;
}

/** Null: the command has written its answer itself, piece by piece. */
export type Carry<P extends Givens, O extends Givens> = (
  work: Work,
  given: Values<P> & Values<O>,
) => Promise<Answer | null>;

export interface Declaration<P extends Givens, O extends Givens> {
  readonly name: string;
  /** One line, an imperative. */
  readonly summary: string;
  /** What else is worth knowing, for the command's own help. */
  readonly details?: string;
  /** As somebody would type it. */
  readonly example: string;
  /** By name, in order. */
  readonly parameters?: P;
  /** By name; `sharedAddresses` is typed `--shared-addresses`. */
  readonly options?: O;
  readonly run: Carry<P, O>;
}

/** A declared command, its types closed over. */
export interface CliCommand {
  readonly name: string;
  readonly summary: string;
  /** `perform` is handed the work once what was typed has been read. */
  addTo(parent: Command, perform: (run: (work: Work) => Promise<Answer | null>) => Promise<void>): void;
}

/** One noun with its verbs, or a verb that stands alone. */
export type Area =
  | { readonly noun: string; readonly summary: string; readonly commands: readonly CliCommand[] }
  | CliCommand;

/** No parameter, or no option. */
type None = Readonly<Record<string, never>>;

export const command = <P extends Givens = None, O extends Givens = None>(
  declaration: Declaration<P, O>,
): CliCommand => {
  const { name, summary, details, example, run } = declaration;
  const parameters: Givens = declaration.parameters ?? {};
  const options: Givens = declaration.options ?? {};
  return {
    name,
    summary,
    addTo(parent, perform) {
      const command = parent
        .command(name)
        .summary(summary)
        .description(details === undefined ? summary : `${summary}.\n\n${details}`)
        .addHelpText('after', `\nExample:\n${example.replaceAll(/^/gm, '  ')}`);
      for (const [key, given] of Object.entries(parameters)) command.addArgument(argumentOf(key, given));
      for (const [key, given] of Object.entries(options)) command.addOption(optionOf(key, given));
      command.action(async () => {
        const given = { ...readArguments(command.processedArgs, parameters), ...readOptions(command.opts(), options) };
        await perform((work) => run(work, given as Values<P> & Values<O>));
      });
    },
  };
};

export const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const argumentOf = (key: string, { presence, repeatable, description }: Given<unknown>): Argument => {
  const name = `${kebab(key)}${repeatable === true ? '...' : ''}`;
  return new Argument(presence === 'required' ? `<${name}>` : `[${name}]`, description);
};

const optionOf = (key: string, { placeholder, description, presence, choices }: Given<unknown>): Option => {
  if (placeholder === null) return new Option(`--${kebab(key)}`, description);
  const said = choices === undefined ? description : `${description} (${choices.join(', ')})`;
  return (
    new Option(`--${kebab(key)} <${placeholder}>`, said)
      // The first of them finds what commander has for a default, which is nothing.
      .argParser<readonly string[] | undefined>((typed, before) => [...(before ?? []), typed])
      .makeOptionMandatory(presence === 'required')
  );
};

const readArguments = (typed: readonly unknown[], givens: Givens): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(givens).map(([key, given], at) => [key, given.read(textsOf(typed[at]), `<${kebab(key)}>`)]),
  );

const readOptions = (typed: Readonly<Record<string, unknown>>, givens: Givens): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(givens).map(([key, given]) => [key, given.read(textsOf(typed[key]), `--${kebab(key)}`)]),
  );

/** commander hands over a text, several, `true` for a switch, or nothing. */
const textsOf = (typed: unknown): readonly string[] => {
  if (Array.isArray(typed)) return typed.filter((each) => typeof each === 'string');
  if (typeof typed === 'string') return [typed];
  return typed === true ? ['yes'] : [];
};
