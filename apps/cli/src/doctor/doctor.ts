import type { Answer } from '../command.js';
import { command } from '../command.js';
import { Unreachable } from '../failures.js';
import { flag } from '../given.js';
import { column, table } from '../output/table.js';
import { apiChecks } from './api-checks.js';
import type { Checked } from './check.js';
import { localChecks } from './local-checks.js';

export const doctor = command({
  name: 'doctor',
  summary: 'Check everything, and say for each check what was seen and which command comes next',
  details:
    'Through the API; with --local by the data folder and the database, whether or not the API runs. Without an API ' +
    'both are told. Exit code 1 when something is bad.',
  example: 'sortie doctor\nsortie doctor --local',
  options: { local: flag('Look at the data folder and the database instead of asking the API') },
  run: async (work, { local }) => {
    const { terminal } = work;
    if (local) return verdictOf(await localChecks(terminal.env), terminal.columns);
    try {
      return verdictOf(await apiChecks(work.api), terminal.columns);
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      const { json, text } = verdictOf(await localChecks(terminal.env), terminal.columns);
      terminal.write(work.json ? `${JSON.stringify(json, null, 2)}\n` : text);
      throw error;
    }
  },
});

const columns = [
  column<Checked>('verdict', ({ verdict }) => verdict),
  column<Checked>('check', ({ check }) => check),
  column<Checked>('evidence', ({ evidence }) => evidence, { elastic: true }),
  column<Checked>('next', ({ next }) => next),
];

const verdictOf = (checks: readonly Checked[], screen: number | null): Answer => {
  const ok = checks.every(({ verdict }) => verdict !== 'bad');
  const toLook = checks.filter(({ verdict }) => verdict !== 'ok').length;
  return {
    json: { ok, checks },
    text: table(checks, columns, screen),
    hint: toLook === 0 ? 'All is well.' : `${toLook} of ${checks.length} checks want a look.`,
    ok,
  };
};
