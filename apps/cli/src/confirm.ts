import { Refused, WrongUsage } from './failures.js';
import type { Terminal } from './terminal.js';

/** Asks before something that cannot be undone. Where nobody can be asked, `--yes` must say so. */
export const confirmed = async ({ ask }: Terminal, yes: boolean, question: string): Promise<void> => {
  if (yes) return;
  if (ask === null) throw new WrongUsage('this cannot be undone, and nobody is there to ask: add --yes');
  const answer = await ask(`${question}? [y/N] `);
  if (!/^y(es)?$/i.test(answer.trim())) throw new Refused('Nothing was done.');
};
