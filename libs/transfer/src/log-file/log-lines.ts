import { canonicalJson } from '#domain/kernel/canonical-json.js';
import type { Instant, Json } from '#domain/kernel/message.js';
import type { RecordedEvent } from '#eventstore/port.js';

/** An event as a file carries it from log to log: everything but its place, which every log gives anew. */
export type CarriedEvent = Pick<
  RecordedEvent,
  'id' | 'type' | 'stream' | 'revision' | 'data' | 'metadata' | 'recordedAt'
>;

/** First line. */
export interface LogHeader {
  readonly format: 'sortie-log';
  readonly version: 1;
  /** Of the log that was read: whatever takes it in opens a later one. */
  readonly epoch: number;
  readonly exportedAt: Instant;
}

/** Last line: without it a file is not whole. */
export interface LogTrailer {
  readonly events: number;
  /** How many of them, by category. */
  readonly categories: { readonly [category: string]: number };
  /** SHA-256 of all lines before this one, with their line ends. */
  readonly sha256: string;
}

/** The file is not what was written. Nothing of it may be taken in. */
export class DamagedFile extends Error {
  override readonly name = 'DamagedFile';
}

export const headerLine = (header: LogHeader): string => `${canonicalJson({ ...header })}\n`;

/** Canonical, so that the same event has the same line whichever log it comes from. */
export const eventLine = ({ id, type, stream, revision, data, metadata, recordedAt }: CarriedEvent): string =>
  `${canonicalJson({ id, type, stream, revision, data, metadata, recordedAt } as unknown as Json)}\n`;

export const trailerLine = (trailer: LogTrailer): string => `${canonicalJson({ end: { ...trailer } })}\n`;

type Members = Readonly<Record<string, unknown>>;

export const parsedLine = (line: string, number: number): Members => {
  const value = parsed(line, number);
  if (!isObject(value)) throw new DamagedFile(`line ${number} is no JSON object`);
  return value;
};

/** The parser's own words quote the line. */
const parsed = (line: string, number: number): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    throw new DamagedFile(`line ${number} is no JSON object`);
  }
};

export const headerIn = (value: Members): LogHeader => {
  const { format, version, epoch, exportedAt } = value;
  if (format !== 'sortie-log') throw new DamagedFile('this is no log of Sortie: its first line says nothing of one');
  if (version !== 1) throw new DamagedFile(`the file has format ${String(version)}, and this release knows 1`);
  if (typeof epoch !== 'number' || typeof exportedAt !== 'string') throw new DamagedFile('the header is not whole');
  return { format, version, epoch, exportedAt };
};

export const trailerIn = ({ end }: Members): LogTrailer | null => {
  if (end === undefined) return null;
  if (!isObject(end)) throw new DamagedFile('the last line is not whole');
  const { events, categories, sha256 } = end;
  const whole = typeof events === 'number' && typeof sha256 === 'string' && isObject(categories);
  if (!whole) throw new DamagedFile('the last line is not whole');
  return { events, sha256, categories: categories as LogTrailer['categories'] };
};

export const eventIn = (value: Members, number: number): CarriedEvent => {
  const { id, type, stream, revision, data, metadata, recordedAt } = value;
  const whole =
    [id, type, stream, recordedAt].every((each) => typeof each === 'string') &&
    Number.isInteger(revision) &&
    isObject(data) &&
    isObject(metadata);
  if (!whole) throw new DamagedFile(`line ${number} is no event`);
  return value as unknown as CarriedEvent;
};

export const categoryOf = ({ stream }: Pick<CarriedEvent, 'stream'>): string => stream.split('-', 1)[0] ?? '';

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
