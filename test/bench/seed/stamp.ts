import { randomUUID } from 'node:crypto';
import { copyText } from '#platform/database/copy-in.js';
import type { Fact } from '../../support/event-builders.js';

/** Stands in a life for what differs from run to run. */
export const token = (name: string, index = 0): string =>
  `zzzz${name}z${String(index).padStart(6, '0')}`.padEnd(26, 'z');

/** When the lives begin that are stamped out. */
export const lifeBegins = '2026-01-01T00:00:00.000Z';

/** What a stamped run has in place of the tokens: by name, or by name and index. */
export interface Filling {
  /** When the life begins, ms. */
  readonly at: number;
  of(name: string, index: number): string;
}

type Part =
  | string
  | { readonly name: string; readonly index: number }
  | { readonly afterMs: number }
  | { readonly fresh: true };

/** One event as a line of COPY, with holes. */
interface Line {
  readonly parts: readonly Part[];
}

/** A whole life of a run, ready to be stamped out. */
export interface Shape {
  readonly events: number;
  /** The lines of one more run with this life, in its order. */
  lines(filling: Filling): readonly string[];
}

/** Columns of `log.events` that the lines fill. */
export const stampedColumns = 'log.events (epoch, stream, revision, id, type, data, meta, recorded_at)';

const holes = /zzzz([a-y]+)z(\d{6})z*|(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)|(@fresh)/g;

/** The life as the deciders wrote it becomes text once; a run is that text with its own ids and times. */
export const shapeOf = (life: readonly Fact[], epoch: number): Shape => {
  const lengths = new Map<string, number>();
  const lines = life.map((fact): Line => {
    const revision = lengths.get(fact.stream) ?? 0;
    lengths.set(fact.stream, revision + 1);
    const meta = {
      $correlationId: token('talk'),
      $causationId: token('talk'),
      actor: fact.actor,
      source: 'api',
      v: 1,
      occurredAt: fact.at,
    };
    const columns = [
      String(epoch),
      fact.stream,
      String(revision),
      '@fresh',
      fact.event.type,
      JSON.stringify(fact.event.data),
      JSON.stringify(meta),
      fact.at,
    ];
    return { parts: partsOf(`${columns.map(copyText).join('\t')}\n`) };
  });
  return { events: lines.length, lines: (filling) => lines.map((line) => stamped(line, filling)) };
};

const partsOf = (text: string): readonly Part[] => {
  const parts: Part[] = [];
  let from = 0;
  for (const found of text.matchAll(holes)) {
    parts.push(text.slice(from, found.index));
    const [whole, name, index, instant] = found;
    if (name !== undefined) parts.push({ name, index: Number(index) });
    else if (instant !== undefined) parts.push({ afterMs: Date.parse(instant) - Date.parse(lifeBegins) });
    else parts.push({ fresh: true });
    from = found.index + whole.length;
  }
  return [...parts, text.slice(from)];
};

const stamped = ({ parts }: Line, filling: Filling): string => {
  let line = '';
  for (const part of parts) {
    if (typeof part === 'string') line += part;
    else if ('fresh' in part) line += randomUUID();
    else if ('afterMs' in part) line += new Date(filling.at + part.afterMs).toISOString();
    else line += filling.of(part.name, part.index);
  }
  return line;
};
