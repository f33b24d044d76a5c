import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { migrations as log } from '#eventstore/postgres/migrations.js';
import { readKeys } from '#platform/config/keys.js';
import { migrations as platform } from '#platform/migrations.js';
import { migrations as readmodel } from '#readmodel/migrations.js';
import { migrations as vault } from '#vault/migrations.js';
import { digestOf } from '../backup/digested-file.js';
import { type BackedUpFile, type Manifest, manifestFile, readManifest } from '../backup/manifest.js';
import { keptTables } from '../backup/tables.js';
import { type OnProgress, TransferRefused } from '../installation.js';
import { DamagedFile } from '../log-file/log-lines.js';
import { checkedLogFile, type LogFile } from '../log-file/read-log-file.js';

/** A backup that is whole, and that this release can restore. */
export interface CheckedBackup {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly log: LogFile;
}

/** Looks at every byte of a backup. Throws `DamagedFile` or `TransferRefused`. */
export const checkBackup = async (folder: string, onProgress: OnProgress): Promise<CheckedBackup> => {
  const manifest = readManifest(await textOf(join(folder, manifestFile)));
  if (manifest === null) throw new DamagedFile(`${manifestFile} is damaged`);
  const { version, migrations, keys, tables } = manifest;
  if (version !== 1) throw new TransferRefused(`The backup has format ${String(version)}, and this release knows 1.`);
  const strange = migrations.filter((step) => !known.has(step));
  if (strange.length > 0) {
    throw new TransferRefused(
      `The backup is of a later release, for this one lacks ${strange.join(', ')}: install that release.`,
    );
  }
  const expected = keptTables.map(({ name }) => name);
  const there = new Set(tables.map(({ table }) => table));
  const missing = expected.filter((name) => !there.has(name));
  if (missing.length > 0) throw new DamagedFile(`the backup lacks ${missing.join(', ')}`);
  for (const file of [manifest.log, keys, ...tables]) {
    onProgress({ step: `checking ${file.name}`, done: 0, total: null });
    await checkFile(folder, file);
  }
  const found = readKeys(folder);
  if (!found.ok) throw new TransferRefused(`The keys of the backup cannot be used: ${found.fault}.`);
  const log = await checkedLogFile(join(folder, manifest.log.name));
  if (log.trailer.events !== manifest.log.events) throw new DamagedFile('the log is another than the backup says');
  return { folder, manifest, log };
};

const known: ReadonlySet<string> = new Set(
  Object.entries({ platform, eventstore: log, vault, readmodel }).flatMap(([lib, steps]) =>
    steps.map(({ id }) => `${lib} ${id}`),
  ),
);

const checkFile = async (folder: string, { name, bytes, sha256 }: BackedUpFile): Promise<void> => {
  // A name with a path in it would lead out of the backup.
  if (basename(name) !== name) throw new DamagedFile(`${manifestFile} names a file elsewhere`);
  const found = await digestOf(join(folder, name)).catch(missing(name));
  if (found.bytes !== bytes || found.sha256 !== sha256) throw new DamagedFile(`${name} is damaged`);
};

const textOf = (path: string): Promise<string> => readFile(path, 'utf8').catch(missing(basename(path)));

const missing =
  (name: string) =>
  (error: unknown): never => {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT')
      throw new DamagedFile(`${name} is missing: the backup is not whole`);
    throw error;
  };
