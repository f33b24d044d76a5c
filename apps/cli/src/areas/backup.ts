import { command } from '../command.js';
import { confirmed } from '../confirm.js';
import { flag, must, text } from '../given.js';
import { withStores } from '../local/installation.js';
import { count } from '../output/times.js';
import { heldRunsText } from './brought-in.js';

export const backup = command({
  name: 'backup',
  summary: 'Copy log, vault, access keys and the key file, all at one position, while the service goes on',
  details:
    'Needs the stores and the data folder, not the API. The folder then holds personal data and every key: only its ' +
    'owner can read it, and it must be kept like that.',
  example: 'sortie backup --out /backup/sortie-2026-11-22',
  options: { out: must(text('A new or empty folder', 'folder')) },
  run: ({ terminal }, { out }) =>
    withStores(terminal, async (installation, onProgress) => {
      const { writeBackup } = await import('#transfer/backup/write-backup.js');
      const { createdAt, position, epoch, log, tables, keys } = await writeBackup(installation, out, { onProgress });
      const rows = tables.reduce((sum, table) => sum + table.rows, 0);
      const bytes = [log, keys, ...tables].reduce((sum, file) => sum + file.bytes, 0);
      return {
        json: { folder: out, createdAt, position, epoch, events: log.events, rows, bytes },
        text: `${count(log.events)} events and ${count(rows)} rows, up to ${position}, in ${out} (${count(bytes)} bytes).\n`,
        hint: 'It holds personal data and keys. Whoever is erased from now on is still in it: keep it no longer than you must.',
      };
    }),
});

export const restore = command({
  name: 'restore',
  summary: 'Bring a backup into an empty installation, on any stack, with every open run on hold',
  details:
    'Needs empty stores, no API and no worker. The whole backup is checked before anything is written. Nothing of it is ' +
    'sent before somebody has released its run. One that broke off is begun again by the same command.',
  example: 'sortie restore /backup/sortie-2026-11-22',
  parameters: { folder: must(text('What `sortie backup` wrote')) },
  options: { yes: flag('Do not ask') },
  run: async ({ terminal }, { folder, yes }) => {
    await confirmed(terminal, yes, `Restore ${folder} into the stores that the settings name`);
    return withStores(terminal, async (installation, onProgress) => {
      const { restoreBackup } = await import('#transfer/restore/restore-backup.js');
      const { manifest, ...done } = await restoreBackup(installation, folder, onProgress);
      const { events, epoch, openRuns, schedules, bulkJobs } = done;
      const held = heldRunsText(done, manifest.createdAt, terminal.columns);
      return {
        json: {
          events,
          epoch,
          createdAt: manifest.createdAt,
          position: manifest.position,
          openRuns,
          schedules,
          bulkJobs,
        },
        text: `${count(events)} events, checked; the log is in its life number ${epoch}.\n${held.text}`,
        hint: [
          held.hint,
          'Whoever was erased since the backup is back. Where the old log still exists, this lists them there:\n' +
            `  sortie events --type ContactErased --after '${manifest.position}' --json\n` +
            'Erase each again: `sortie contacts erase EXTERNAL_ID --reason "erased before the restore"`.',
        ]
          .filter(Boolean)
          .join('\n'),
      };
    });
  },
});
