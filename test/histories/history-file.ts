import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { Position, RecordedEvent } from '#eventstore/port.js';
import type { Summary } from './summary.js';

/** Events of one recorded history, as their release wrote them, in log order. */
export const eventsIn = (text: string): readonly RecordedEvent[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line, at): RecordedEvent => {
      const event = JSON.parse(line) as Omit<RecordedEvent, 'category' | 'position'>;
      // Places are of the log that an event lies in; here the lines give them.
      return { ...event, category: event.stream.slice(0, event.stream.indexOf('-')), position: `1.${at + 1}.1` as Position };
    });

export const lineOf = ({ id, type, stream, revision, data, metadata, recordedAt }: RecordedEvent): string =>
  `${JSON.stringify({ id, type, stream, revision, data, metadata, recordedAt })}\n`;

/** One folder for each release. */
const folder = resolve('test/histories/releases');

export interface RecordedHistory {
  readonly name: string;
  readonly release: string;
  readonly events: readonly RecordedEvent[];
  /** What the release that recorded it made of it. */
  readonly summary: Summary;
}

export const everyHistory = (): readonly RecordedHistory[] =>
  readdirSync(folder).flatMap((release) =>
    readdirSync(join(folder, release))
      .filter((file) => file.endsWith('.ndjson'))
      .map((file) => {
        const path = join(folder, release, file);
        const summary = JSON.parse(readFileSync(path.replace(/\.ndjson$/, '.json'), 'utf8')) as Summary;
        return { name: basename(file, '.ndjson'), release, events: eventsIn(readFileSync(path, 'utf8')), summary };
      }),
  );

export const writeHistory = (release: string, name: string, events: readonly RecordedEvent[], summary: Summary): void => {
  mkdirSync(join(folder, release), { recursive: true });
  // Workers bear the name of their machine, which is nobody's business.
  const lines = events.map(lineOf).join('').replaceAll(`${hostname()}-`, 'host-');
  writeFileSync(join(folder, release, `${name}.ndjson`), lines);
  writeFileSync(join(folder, release, `${name}.json`), `${JSON.stringify(summary, null, 1)}\n`);
};
