import { rmSync } from 'node:fs';
import { readArguments, repeatLine, usage } from './arguments.js';
import { runChaos } from './chaos.js';
import { checkHistory } from './checker/check.js';
import type { History } from './checker/history.js';
import { figureUsage, showFigure } from './figures/figures.js';
import { writeLists } from './history/recording.js';
import { linesOf } from './report.js';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const write = (folder: string, history: History): void => {
  rmSync(folder, { recursive: true, force: true });
  const { settings, finish, poisoned, ...lists } = history;
  writeLists(folder, { ...lists, rest: [{ settings, finish, poisoned }] });
};

const chaos = async (words: readonly string[]): Promise<number> => {
  const args = readArguments(words);
  say(repeatLine(args));
  const { history, mailsInTheClear } = await runChaos(args, say);
  write(args.out, history);
  const verdicts = checkHistory(history);
  for (const line of linesOf(history, verdicts)) say(line);
  say(`everything is in ${args.out}`);
  const violated = verdicts.filter(({ holds }) => !holds).length;
  if (mailsInTheClear > 0) say(`${mailsInTheClear} mails came in the clear although TLS was required`);
  const good = violated === 0 && mailsInTheClear === 0;
  say(violated === 0 ? '0 violations' : `${violated} invariants violated`);
  if (!good) say(`repeat with: ${repeatLine(args)}`);
  return good ? 0 : 1;
};

const run = async (words: readonly string[]): Promise<number> => {
  try {
    if (words.includes('--help')) {
      say(`${usage}\n${figureUsage}`);
      return 0;
    }
    const shown = await showFigure(words, say);
    return shown === null ? await chaos(words) : shown ? 0 : 1;
  } catch (error) {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return 2;
  }
};

// A run that broke off leaves clients behind that would ask for ever.
process.exit(await run(process.argv.slice(2)));
