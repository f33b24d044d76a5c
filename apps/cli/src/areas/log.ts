import { type Area, command } from '../command.js';
import { confirmed } from '../confirm.js';
import { Refused } from '../failures.js';
import { flag, must, text } from '../given.js';
import { withStores } from '../local/installation.js';
import { count } from '../output/times.js';
import { heldRunsText } from './brought-in.js';

const yes = flag('Do not ask');

export const log: Area = {
  noun: 'log',
  summary: 'Moves the event log between stores. Needs the stores, not the API',
  commands: [
    command({
      name: 'export',
      summary: 'Copy the whole log to a file, from PostgreSQL or EventStoreDB, as the settings name it',
      details:
        'Lines of JSON, packed when the name ends with .gz; the last line holds count and digest. For moving to another ' +
        'store stop every API and worker first: what happens after the command has begun is not in the file.',
      example: 'sortie log export --out log.ndjson.gz',
      options: {
        out: text('The file, which must not exist (sortie-log-<time>.ndjson.gz unless told otherwise)', 'file'),
      },
      run: ({ terminal }, { out = `sortie-log-${new Date().toISOString().replaceAll(/[:.]/g, '-')}.ndjson.gz` }) =>
        withStores(terminal, async (installation, onProgress) => {
          const { exportLogTo } = await import('#transfer/log/export-log.js');
          const { withLog } = await import('#transfer/installation.js');
          const { whyAnotherLog } = await import('#transfer/start-check.js');
          const done = await withLog(installation, true, async (store) => {
            const other = await whyAnotherLog(installation.pool, store);
            if (other !== null) throw new Refused(`Not copied: ${other}.`);
            return exportLogTo(store, out, { onProgress, signal: terminal.signal });
          });
          return {
            json: { file: out, ...done },
            text: `${count(done.events)} events in ${out}, sha256 ${done.sha256}.\n`,
          };
        }),
    }),
    command({
      name: 'import',
      summary: 'Bring an exported log into an empty one, where the settings say it is now',
      details:
        'Every API and worker must have stopped. The file is checked first, and the log is read back and compared ' +
        'afterwards. Runs go on where they were and keep the numbers of their history; the read models are folded anew ' +
        'by the next worker. One that broke off is begun again by the same command.',
      example: 'sortie log import log.ndjson.gz',
      parameters: { file: must(text('What `sortie log export` wrote')) },
      options: {
        onHold: flag('The file is old: put every run that had not ended on hold, as after a restore'),
        yes,
      },
      run: async ({ terminal }, { file, onHold, yes }) => {
        await confirmed(terminal, yes, `Import ${file}, with every API and worker stopped`);
        return withStores(terminal, async (installation, onProgress) => {
          const { importLog } = await import('#transfer/log/import-log.js');
          const done = await importLog(installation, file, { onHold, onProgress });
          const held = done.onHold ? heldRunsText(done, null, terminal.columns) : { text: '', hint: '' };
          return {
            json: done,
            text: `${count(done.events)} events, checked; the log is in its life number ${done.epoch}.\n${held.text}`,
            hint: [held.hint, 'Start the service: its workers fold the read models anew.'].filter(Boolean).join('\n'),
          };
        });
      },
    }),
    command({
      name: 'adopt',
      summary: 'Go on with a log that was put back to an older state, every open run on hold',
      details:
        'For a log that was restored by the means of its store (a snapshot, pg_restore, a backup of EventStoreDB): opens ' +
        'its next life, has the read models folded anew, and puts every run that has not ended on hold, as `sortie ' +
        'restore` does. Every API and worker must have stopped.',
      example: 'sortie log adopt',
      options: { yes },
      run: async ({ terminal }, { yes }) => {
        await confirmed(terminal, yes, 'Take the log as it is now, and put every run that has not ended on hold');
        return withStores(terminal, async (installation, onProgress) => {
          const { adoptLog } = await import('#transfer/log/adopt-log.js');
          const done = await adoptLog(installation, onProgress);
          const held = heldRunsText(done, null, terminal.columns);
          return {
            json: done,
            text: `${count(done.events)} events; the log is in its life number ${done.epoch}.\n${held.text}`,
            hint: held.hint,
          };
        });
      },
    }),
  ],
};
