import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The data of a folder cannot be used as it is, and trying again cannot help; the message says what can. */
export class UnfitData extends Error {
  override name = 'UnfitData';
}

/** Of a start that comes too early, or beside another one: these go away by waiting. */
const passing = /lock file "[^"]*" already exists|shared memory block|any TCP\/IP sockets|the database system is /;

/** What the server says of itself, and what to do then; the first that fits. */
const advice: readonly (readonly [RegExp, string])[] = [
  [/wrong ownership/, 'give the folder, with everything in it, to the user that PostgreSQL runs as'],
  [/invalid permissions/, 'chmod 700 the folder'],
  [/No space left|quota exceeded/i, 'make room on the disk; nothing that was acknowledged is lost'],
  [/./, 'its files are damaged. Keep a copy, and restore a backup into a new data folder (docs/operations.md)'],
];

/** @throws UnfitData when the data was made by another major version of PostgreSQL, or says of none */
export async function checkVersion(data: string, server: string): Promise<void> {
  const made = (await readFile(join(data, 'PG_VERSION'), 'utf8').catch(() => '')).trim();
  const [, runs = ''] = /\(PostgreSQL\) (\d+)/.exec(server) ?? [];
  if (made === runs) return;
  throw new UnfitData(
    made === ''
      ? `${data} is no whole cluster, for it lacks PG_VERSION: restore a backup into a new data folder (docs/operations.md)`
      : `${data} was made by PostgreSQL ${made}, and this release brings ${runs}: start the release that made it, ` +
          '`sortie backup`, and restore that with this release into a new data folder (docs/operations.md)',
  );
}

/** @throws UnfitData when the server wrote, from this byte of its log on, why it cannot start and will not the next time */
export async function checkComplaints(data: string, log: string, from: number): Promise<void> {
  const complaints = (await textFrom(log, from)).split('\n').filter((line) => /\b(FATAL|PANIC): /.test(line));
  if (complaints.length === 0 || complaints.some((line) => passing.test(line))) return;
  const said = complaints.map((line) => line.replace(/^.*?(FATAL|PANIC): +/, '')).join('; ');
  const [, whatToDo] = advice.find(([pattern]) => pattern.test(said)) ?? [];
  throw new UnfitData(`PostgreSQL cannot start on ${data}: ${said}. What to do: ${whatToDo}. Its log is ${log}`);
}

async function textFrom(path: string, from: number): Promise<string> {
  const file = await open(path).catch(() => null); // the server never came so far as to write one
  if (file === null) return '';
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.max(0, size - from)), { position: from });
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}
