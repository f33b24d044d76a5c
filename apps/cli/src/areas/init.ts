import { command } from '../command.js';
import { flag } from '../given.js';
import { setUp } from '../local/set-up.js';

export const init = command({
  name: 'init',
  summary: 'Make keys and tables, for an installation that is not started by `npm start`',
  details:
    'Brings the database up to date, makes the key file of the data folder unless it is there, and admits its admin ' +
    'key. Needs DATABASE_URL and no API. Repeat it with every new release before its first process starts',
  example: 'sortie init',
  options: { newKeys: flag('Make a key file even for a database that was used with another, which is lost') },
  run: async ({ terminal }, { newKeys }) => {
    const done = await setUp(terminal.env, { newKeys });
    const keys = done.madeKeys ? 'made; back it up with the database' : 'found';
    return {
      json: done,
      text: `Database: up to date.\n${done.keysFile}: ${keys}.\nKey ${done.keyId}, admin: valid.\n`,
      hint: 'A key for a person: `sortie keys create --local --owner NAME --role ROLE`.',
    };
  },
});
