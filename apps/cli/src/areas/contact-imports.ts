import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { answered, type Schemas } from '#client/client.js';
import { present } from '../api.js';
import { type CliCommand, command, type Work } from '../command.js';
import { WrongUsage } from '../failures.js';
import { must, oneOf, text } from '../given.js';
import { formatOption, writtenFile } from '../output/file.js';
import { listed, pageOptions } from '../output/page.js';
import { column, fields, table, titled } from '../output/table.js';
import { count, moment } from '../output/times.js';

type Import = Schemas['Import'];
type ImportReport = Schemas['ImportList']['items'][number];

const importColumns = [
  column<ImportReport>('import', ({ id }) => id),
  column<ImportReport>('state', ({ state }) => state),
  column<ImportReport>('started', ({ startedAt }) => moment(startedAt)),
  column<ImportReport>('rows', ({ rows }) => count(rows), { align: 'right' }),
  column<ImportReport>('refused', ({ refused }) => count(refused), { align: 'right' }),
  column<ImportReport>('file', ({ source }) => source, { elastic: true }),
];

export const importCommands: readonly CliCommand[] = [
  command({
    name: 'import',
    summary: 'Import contacts from CSV or NDJSON; a broken row costs only itself',
    details:
      'Rows are stored while the file is read. Each refused row is told with its column and reason; exit code 1 ' +
      'when there is one.',
    example: 'sortie contacts import examples/contacts.csv',
    parameters: { file: must(text('The file; - is standard input')) },
    options: {
      format: oneOf('What the file is (else by its name)', ['csv', 'ndjson'] as const, 'format'),
      unknownColumns: oneOf('What becomes of columns that no field is called like', ['attributes', 'ignore'] as const),
      sharedAddresses: oneOf('What happens to a row with an address another contact has', ['refuse', 'allow'] as const),
      source: text('Name that values remember as their origin (else the file’s)', 'name'),
    },
    run: async (work, { file, format, ...rest }) => {
      const body = await upload(work, file, format, rest);
      return { json: body, text: importText(body, work), ok: body.state === 'finished' && body.refused === 0 };
    },
  }),
  command({
    name: 'imports',
    summary: 'List imports, the newest first; those that run tell how far they are',
    example: 'sortie contacts imports --limit 5',
    options: pageOptions,
    run: (work, page) =>
      listed(work, page, 'imports', importColumns, (query) =>
        answered(work.api.GET('/v1/contacts/imports', { params: { query } })),
      ),
  }),
  command({
    name: 'import-report',
    summary: 'Show the report of an import again, with all of its refused rows',
    example: 'sortie contacts import-report 6z0j2v7k1m9q4w8x3c5d0f2h7n --all',
    parameters: { id: must(text('Id of the import')) },
    options: pageOptions,
    run: async (work, { id, ...page }) => {
      const fetch = (query: { limit?: number; after?: string }) =>
        answered(work.api.GET('/v1/contacts/imports/{id}', { params: { path: { id }, query } }));
      const report = await fetch({ limit: 1 });
      const rows = await listed(work, page, 'refused rows', faultColumns, async (at) => {
        const { refusedRows, next } = await fetch(at);
        return { items: refusedRows, next };
      });
      return {
        ...rows,
        json: { ...report, refusedRows: rows.items },
        text: reportText(report) + titled('Refused', rows.text),
      };
    },
  }),
  command({
    name: 'export-refused',
    summary: 'Write the rows that an import refused as a file to standard output, each with what is wrong with it',
    example: 'sortie contacts export-refused 6z0j2v7k1m9q4w8x3c5d0f2h7n',
    parameters: { id: must(text('Id of the import')) },
    options: { format: formatOption },
    run: ({ api, terminal }, { id, format }) => {
      const params = { path: { id }, query: present({ format }) };
      return writtenFile(terminal, api.GET('/v1/contacts/imports/{id}/refused/export', { params, parseAs: 'stream' }));
    },
  }),
];

/** The file goes over as it is read, whatever its size. */
const upload = async (
  { api, terminal }: Work,
  file: string,
  format: 'csv' | 'ndjson' | undefined,
  { source, ...rest }: { source: string | undefined } & Omit<NonNullable<Parameters<typeof queryOf>[0]>, 'source'>,
): Promise<Import> => {
  const stdin = file === '-';
  if (!stdin && !(await isFile(file))) throw new WrongUsage(`there is no file ${file}`);
  const kind = format ?? (/\.(ndjson|jsonl)$/i.test(file) ? 'ndjson' : 'csv');
  const stream = stdin ? Readable.from(terminal.input) : createReadStream(file);
  return answered(
    api.POST('/v1/contacts/imports', {
      params: { query: queryOf({ source: source ?? (stdin ? 'standard input' : basename(file)), ...rest }) },
      headers: { 'Content-Type': kind === 'csv' ? 'text/csv' : 'application/x-ndjson' },
      body: '',
      bodySerializer: () => Readable.toWeb(stream),
      duplex: 'half',
    }),
  );
};

const queryOf = (query: {
  source: string;
  unknownColumns: 'attributes' | 'ignore' | undefined;
  sharedAddresses: 'refuse' | 'allow' | undefined;
}) => present(query);

const isFile = async (path: string): Promise<boolean> => {
  const found = await stat(path).catch(() => null); // not there, or not ours to see
  return found?.isFile() === true || found?.isFIFO() === true;
};

type Fault = Import['refusedRows'][number];

const faultColumns = [
  column<Fault>('row', ({ row }) => row, { align: 'right' }),
  column<Fault>('column', ({ column: name }) => name),
  column<Fault>('reason', ({ reason }) => reason),
  column<Fault>('detail', ({ detail }) => detail, { elastic: true }),
];

const reportText = (report: Import): string =>
  fields([
    ['import', report.id],
    ['state', report.state],
    ['detail', report.detail],
    ['rows', count(report.rows)],
    ['created', count(report.created)],
    ['updated', count(report.updated)],
    ['unchanged', count(report.unchanged)],
    ['refused', count(report.refused)],
    ['without address', count(report.withoutAddress)],
    [
      'columns',
      Object.entries(report.columns)
        .map(([name, field]) => `${name} → ${field}`)
        .join(', '),
    ],
    [
      'reasons',
      Object.entries(report.faults)
        .map(([reason, rows]) => `${reason}: ${count(rows)}`)
        .join(', '),
    ],
  ]);

const importText = (report: Import, { terminal }: Work): string => {
  const { refusedRows: rows, next } = report;
  const refused = rows.length === 0 ? '' : table(rows, faultColumns, terminal.columns);
  const more = next === null ? '' : `All of them: sortie contacts import-report ${report.id} --all\n`;
  return reportText(report) + titled('Refused', refused) + more;
};
