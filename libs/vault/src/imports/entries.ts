import type { Json } from '#domain/kernel/message.js';
import type { ContactPatch, FaultReason } from '../contacts/contact.js';
import { readPatch } from '../contacts/read-patch.js';
import { cellValue, type ColumnPlan, memberValue } from './columns.js';
import { readCsv } from './csv.js';
import { type Line, UnusableFile } from './lines.js';

/** Why a row, or a value in it, was not taken. Holds no value of the file. */
export interface ImportFault {
  readonly row: number;
  /** As the file calls it; null when it concerns the whole row. */
  readonly column: string | null;
  readonly reason: FaultReason;
  readonly detail: string;
}

/** What one row says, or everything that is wrong with it. */
export type Entry =
  | { readonly row: number; readonly patch: ContactPatch }
  | { readonly row: number; readonly faults: readonly ImportFault[] };

export const importFormats = ['csv', 'ndjson'] as const;
export type ImportFormat = (typeof importFormats)[number];

const refused = (row: number, reason: FaultReason, detail: string): Entry => ({
  row,
  faults: [{ row, column: null, reason, detail }],
});

const entryOf = (row: number, said: ReadonlyMap<string, Json>, plan: ColumnPlan): Entry => {
  const read = readPatch(said);
  if (read.ok) return { row, patch: read.patch };
  return { row, faults: read.faults.map(({ field, ...fault }) => ({ row, column: plan.columnOf(field), ...fault })) };
};

async function* csvEntries(lines: AsyncIterable<Line>, plan: ColumnPlan): AsyncGenerator<Entry, void, void> {
  let fields: readonly (string | null)[] | undefined;
  for await (const record of readCsv(lines)) {
    if (fields === undefined) fields = headerFields(record, plan);
    else if ('fault' in record) yield refused(record.row, 'not-readable', record.fault);
    else if (record.fields.length !== fields.length)
      yield refused(
        record.row,
        'wrong-number-of-columns',
        `there are ${record.fields.length} values for ${fields.length} columns`,
      );
    else {
      const said = new Map<string, Json>();
      for (const [index, field] of fields.entries()) {
        const value = field === null ? undefined : cellValue(field, record.fields[index] ?? '');
        if (field !== null && value !== undefined) said.set(field, value);
      }
      yield entryOf(record.row, said, plan);
    }
  }
  if (fields === undefined) throw new UnusableFile('the file is empty');
}

const headerFields = (
  header: { readonly fields: readonly string[] } | { readonly fault: string },
  plan: ColumnPlan,
): readonly (string | null)[] => {
  if ('fault' in header) throw new UnusableFile(`the header cannot be read: ${header.fault}`);
  const names = header.fields.map((name) => name.trim());
  const missing = plan.mapped.find((column) => !names.includes(column));
  if (missing !== undefined) throw new UnusableFile(`the file has no column ${JSON.stringify(missing)}`);
  const fields = names.map((name, index) =>
    names.indexOf(name) === index ? plan.fieldOf(name) : plan.leaveOut(`${name} (column ${index + 1})`),
  );
  if (!fields.includes('externalId') && !fields.includes('email'))
    throw new UnusableFile('the header names neither an id nor an email column');
  return fields;
};

async function* ndjsonEntries(lines: AsyncIterable<Line>, plan: ColumnPlan): AsyncGenerator<Entry, void, void> {
  let row = 0;
  for await (const line of lines) {
    row += 1;
    if (line?.trim() === '') continue;
    const object = line === null ? undefined : objectIn(line);
    if (object === undefined) {
      yield refused(row, 'not-readable', line === null ? 'the line is too long' : 'the line is not a JSON object');
      continue;
    }
    const said = new Map<string, Json>();
    for (const [member, value] of membersOf(object)) {
      const field = plan.fieldOf(member);
      const meant = field === null ? undefined : memberValue(field, value);
      if (field !== null && meant !== undefined) said.set(field, meant);
    }
    yield entryOf(row, said, plan);
  }
}

type JsonObject = { readonly [member: string]: Json };

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const objectIn = (line: string): JsonObject | undefined => {
  try {
    const value = JSON.parse(line) as Json;
    return isObject(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/** `{"consent": {"email": …}}` and `{"attributes": {"plan": …}}` are written like the columns they stand for. */
const membersOf = (object: JsonObject): readonly (readonly [string, Json])[] =>
  Object.entries(object).flatMap(([member, value]): [string, Json][] => {
    if ((member !== 'attributes' && member !== 'consent') || !isObject(value)) return [[member, value]];
    return Object.entries(value).map(([name, inner]) => [`${member}.${name}`, inner]);
  });

/** How each format is read. A fault in a row is an entry; only a file that is unusable as a whole throws. */
export const entriesOf = {
  csv: csvEntries,
  ndjson: ndjsonEntries,
} satisfies Record<ImportFormat, (lines: AsyncIterable<Line>, plan: ColumnPlan) => AsyncIterable<Entry>>;
