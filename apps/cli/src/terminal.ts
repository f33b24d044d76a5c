import { createInterface } from 'node:readline/promises';
import { exitCodes } from './failures.js';

/** How long a command may take to end after Ctrl-C, ms. */
const graceMs = 1_000;

/** Where a command reads from and writes to. Tests bring their own. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The command's answer: standard output. */
  write(text: string): void;
  /** What is told beside the answer (problems, progress, hints): standard error. */
  say(text: string): void;
  /** Standard input. */
  readonly input: AsyncIterable<Uint8Array | string>;
  /** Columns of the screen; null when the answer goes to a file or another program. */
  readonly columns: number | null;
  /** The same of standard error. */
  readonly sayColumns: number | null;
  /** Asks the person at the keyboard; null when there is none. */
  readonly ask: ((question: string) => Promise<string>) | null;
  /** Fires when the person has had enough (Ctrl-C). */
  readonly signal: AbortSignal;
}

/** The terminal that this process was started from. */
export const ownTerminal = (): Terminal => {
  const { stdin, stdout, stderr, env } = process;
  // `sortie … | head` closes the pipe when it has seen enough: that is no error of ours.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  const interrupted = new AbortController();
  process.once('SIGINT', () => {
    interrupted.abort();
    // Whatever does not heed it must not keep the person waiting.
    setTimeout(() => process.exit(exitCodes.interrupted), graceMs).unref();
  });
  return {
    env,
    write: (text) => void stdout.write(text),
    say: (text) => void stderr.write(text),
    input: stdin,
    columns: stdout.isTTY ? stdout.columns : null,
    sayColumns: stderr.isTTY ? stderr.columns : null,
    ask:
      stdin.isTTY && stderr.isTTY
        ? async (question) => {
            const lines = createInterface({ input: stdin, output: stderr });
            try {
              return await lines.question(question, { signal: interrupted.signal });
            } finally {
              lines.close();
            }
          }
        : null,
    signal: interrupted.signal,
  };
};
