import { runCli } from '../src/cli.js';
import type { Terminal } from '../src/terminal.js';

/** What one command line led to. */
export interface CliRun {
  readonly code: number;
  /** Standard output. */
  readonly out: string;
  /** Standard error. */
  readonly said: string;
  // oxlint-disable-next-line no-explicit-any -- what a test expects of it is the test's own check
  readonly json: any;
}

export interface CliSettings {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Answers every question. */
  readonly answer?: string;
  readonly signal?: AbortSignal;
  /** Called with every piece of standard output. */
  readonly onWrite?: (text: string) => void;
}

/** Carries out a command line in this process. The last line of `argv` may be `--json`: then `json` is the answer. */
export const cli = async (argv: readonly string[], settings: CliSettings = {}): Promise<CliRun> => {
  let out = '';
  let said = '';
  const { env = {}, input = '', answer, signal, onWrite } = settings;
  const terminal: Terminal = {
    env,
    write(text) {
      out += text;
      onWrite?.(text);
    },
    say(text) {
      said += text;
    },
    input: (async function* () {
      yield input;
    })(),
    columns: null,
    sayColumns: null,
    ask: answer === undefined ? null : () => Promise.resolve(answer),
    signal: signal ?? new AbortController().signal,
  };
  const code = await runCli(argv, terminal);
  const isJson = argv.includes('--json') && out !== '' && signal === undefined;
  return { code, out, said, json: isJson ? JSON.parse(out) : undefined };
};
