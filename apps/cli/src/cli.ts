import { Command, CommanderError } from 'commander';
import { ProblemAnswer, type SortieClient } from '#client/client.js';
import { openApi } from './api.js';
import { type Group, groups } from './groups.js';
import type { Answer, Area, Work } from './command.js';
import { type Connection, findConnection } from './connection.js';
import { exitCodes } from './failures.js';
import { report } from './report.js';
import type { Terminal } from './terminal.js';
import { version } from './version.js';

/** Carries out one command line and answers the exit code: 0 done, 1 refused or not as it should be, 2 misused, 3 no API. */
export const runCli = async (argv: readonly string[], terminal: Terminal): Promise<number> => {
  let exitCode: number = exitCodes.ok;
  const program = buildProgram(terminal, async (work, run) => {
    const answer = await run(work);
    if (answer !== null) show(answer, work);
    if (answer?.ok === false) exitCode = exitCodes.refused;
  });
  // Not an option of the program: it would take `--version` away from the commands that ask for one.
  if (argv[0] === '--version' || argv[0] === '-V') {
    terminal.write(`${version()}\n`);
    return exitCode;
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    if (error instanceof ProblemAnswer && program.opts()['json'] === true)
      terminal.write(`${JSON.stringify(error.problem, null, 2)}\n`);
    return report(error, terminal);
  }
};

type Perform = (work: Work, run: (work: Work) => Promise<Answer | null>) => Promise<void>;

/** Every command of the program. */
export const buildProgram = (terminal: Terminal, perform: Perform, sections: readonly Group[] = groups): Command => {
  const program = new Command('sortie')
    .description('Runs campaigns and shows what they did. Every command speaks to the HTTP API.')
    .option('--url <url>', 'address of the API (else SORTIE_URL, else what `npm start` runs)')
    .option('--key <key>', 'API key (else SORTIE_KEY, which other users cannot see, else the key file’s)')
    .option('--json', 'answer for programs')
    .addHelpText('after', footer)
    .helpCommand(false);
  const inherited = quiet(program, terminal);
  for (const { heading, areas } of sections) {
    program.commandsGroup(heading);
    for (const area of areas) add(program, area, inherited);
  }
  const work = (): Work => workOf(program.opts(), terminal);
  function add(parent: Command, area: Area, setUp: (command: Command) => void): void {
    if ('noun' in area) {
      const verbs = area.commands.map(({ name }) => name).join(', ');
      const noun = parent
        .command(area.noun)
        .summary(`${area.summary} (${verbs})`)
        .description(area.summary)
        .helpCommand(false);
      setUp(noun);
      for (const command of area.commands) add(noun, command, setUp);
      return;
    }
    area.addTo(parent, (run) => perform(work(), run));
    const added = parent.commands.at(-1);
    if (added !== undefined) setUp(added);
  }
  return program;
};

/** Errors come back instead of ending the process, and every word goes through the terminal. */
const quiet = (program: Command, terminal: Terminal): ((command: Command) => void) => {
  const setUp = (command: Command): void => {
    command
      .exitOverride()
      .configureOutput({
        writeOut: (text) => terminal.write(text),
        writeErr: (text) => terminal.say(text),
        ...(terminal.columns === null ? {} : { getOutHelpWidth: () => terminal.columns ?? 100 }),
      })
      .configureHelp({ showGlobalOptions: command !== program })
      .showHelpAfterError('(--help shows how)');
  };
  setUp(program);
  return setUp;
};

const workOf = (options: Readonly<Record<string, unknown>>, terminal: Terminal): Work => {
  const textOf = (name: string): string | null => {
    const value = options[name];
    return typeof value === 'string' ? value : null;
  };
  const connection = (): Connection => findConnection({ url: textOf('url'), key: textOf('key') }, terminal.env);
  let api: SortieClient | null = null;
  return {
    terminal,
    json: options['json'] === true,
    get url() {
      return connection().url;
    },
    get api() {
      api ??= openApi(connection(), terminal.signal);
      return api;
    },
  };
};

const show = ({ json, text, hint }: Answer, { terminal, json: asJson }: Work): void => {
  terminal.write(asJson ? `${JSON.stringify(json, null, 2)}\n` : text);
  if (hint !== undefined && !asJson) terminal.say(`${hint}\n`);
};

const footer = `
Exit codes: 0 done; 1 refused, or something is not as it should be; 2 misused; 3 no API answers.
\`sortie <command> --help\` shows arguments, options and an example; \`sortie --version\` the version.`;
