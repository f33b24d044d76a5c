import { canonicalJson } from '#domain/kernel/canonical-json.js';
import type { Instant, Json } from '#domain/kernel/message.js';
import type { Position } from '#eventstore/port.js';
import { sha256 } from '#platform/ids.js';
import type { Digest } from './digested-file.js';

/** A file of a backup, beside the manifest. */
export interface BackedUpFile extends Digest {
  readonly name: string;
}

/** A table of a backup and its file. */
export interface BackedUpTable extends BackedUpFile {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: number;
  /** The last value that the sequence of a column has given out, by column. */
  readonly sequences: { readonly [column: string]: string };
}

/** What a backup is: written last, so that a folder without it is none. */
export interface Manifest {
  readonly format: 'sortie-backup';
  readonly version: 1;
  readonly createdAt: Instant;
  /** The last event in it. What was decided or happened after it is not in the backup. */
  readonly position: Position;
  readonly epoch: number;
  /** Steps of the database's schemas, `<lib> <id>`: a release that lacks one cannot restore it. */
  readonly migrations: readonly string[];
  readonly log: BackedUpFile & { readonly events: number };
  readonly keys: BackedUpFile;
  readonly tables: readonly BackedUpTable[];
}

export const manifestFile = 'manifest.json';
export const logFile = 'log.ndjson.gz';
export const keysFile = 'keys.json';
export const tableFile = (table: string): string => `${table}.ndjson.gz`;

/** As text, with a digest of itself. */
export const manifestText = (manifest: Manifest): string => {
  const text = canonicalJson(manifest as unknown as Json);
  return `${JSON.stringify({ sha256: sha256(text), manifest }, null, 2)}\n`;
};

/** Null when the text is no manifest, or not as it was written. */
export const readManifest = (text: string): Manifest | null => {
  try {
    const { sha256: digest, manifest } = JSON.parse(text) as { sha256: string; manifest: Manifest };
    if (sha256(canonicalJson(manifest as unknown as Json)) !== digest) return null;
    return manifest.format === 'sortie-backup' ? manifest : null;
  } catch {
    return null; // no JSON, or not of this shape: the caller refuses it
  }
};
