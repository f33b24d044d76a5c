import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { answered, type Schemas } from '#client/client.js';
import { present, untilListed } from '../api.js';
import { type Area, command, type Work } from '../command.js';
import { confirmed } from '../confirm.js';
import { WrongUsage } from '../failures.js';
import { flag, must, oneOf, text } from '../given.js';
import { fileOption, readObject, reasonOption, setOption, withMembers } from '../input.js';
import { outline } from '../output/outline.js';
import { listed, pageOptions } from '../output/page.js';
import { column, fields, table, titled } from '../output/table.js';
import { count, moment } from '../output/times.js';

type Contact = Schemas['Contact'];
type Import = Schemas['Import'];

const externalId = must(text('The id your services know the contact by'));

const contactColumns = [
  column<Contact>('contact', (row) => row.externalId),
  column<Contact>('name', (row) => row.name, { elastic: true }),
  column<Contact>('email', (row) => row.email, { elastic: true }),
  column<Contact>('time zone', (row) => row.timeZone),
  column<Contact>('tags', (row) => row.tags.join(', '), { elastic: true }),
];

type ImportReport = Schemas['ImportList']['items'][number];

const importColumns = [
  column<ImportReport>('import', ({ id }) => id),
  column<ImportReport>('state', ({ state }) => state),
  column<ImportReport>('started', ({ startedAt }) => moment(startedAt)),
  column<ImportReport>('rows', ({ rows }) => count(rows), { align: 'right' }),
  column<ImportReport>('refused', ({ refused }) => count(refused), { align: 'right' }),
  column<ImportReport>('file', ({ source }) => source, { elastic: true }),
];

export const contacts: Area = {
  noun: 'contacts',
  summary: 'The people messages go to',
  commands: [
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
        unknownColumns: oneOf('What becomes of columns that no field is called like', [
          'attributes',
          'ignore',
        ] as const),
        sharedAddresses: oneOf('What happens to a row with an address another contact has', [
          'refuse',
          'allow',
        ] as const),
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
      name: 'list',
      summary: 'List contacts by their external ids',
      example: 'sortie contacts list --limit 20',
      options: pageOptions,
      run: (work, page) =>
        listed(work, page, 'contacts', contactColumns, (query) =>
          answered(work.api.GET('/v1/contacts', { params: { query } })),
        ),
    }),
    command({
      name: 'find',
      summary: 'List the contacts who have an address, or had it once',
      example: 'sortie contacts find ann@example.org',
      parameters: { address: must(text('The address, whatever the case')) },
      options: pageOptions,
      run: (work, { address, ...page }) =>
        listed(work, page, 'contacts', contactColumns, (at) =>
          answered(work.api.GET('/v1/contacts', { params: { query: { email: address, ...at } } })),
        ),
    }),
    command({
      name: 'show',
      summary: 'Show all that is known of a contact, and where each value came from',
      example: 'sortie contacts show ann',
      parameters: { externalId },
      run: async ({ api }, { externalId }) => {
        const body = await answered(api.GET('/v1/contacts/{externalId}', { params: { path: { externalId } } }));
        return { json: body, text: contactText(body) };
      },
    }),
    command({
      name: 'put',
      summary: 'Create a contact, or replace the whole of one',
      details: 'What is left out is cleared, but for consent, of which only the named channels change.',
      example: 'sortie contacts put ann --set email=ann@example.org --set name="Ann Lee" --set consent.email=granted',
      parameters: { externalId },
      options: { file: fileOption, set: setOption, reason: reasonOption },
      run: async (work, { externalId, file, set = [], reason }) => {
        if (file === undefined && set.length === 0) throw new WrongUsage('say what is known: --file or --set');
        const said = withMembers(file === undefined ? {} : await readObject(work, file), set);
        const body = await answered(
          work.api.PUT('/v1/contacts/{externalId}', {
            body: { ...said, ...present({ reason }) },
            params: { path: { externalId } },
          }),
        );
        return { json: body, text: contactText(body) };
      },
    }),
    command({
      name: 'erase',
      summary: 'Forget a person for good: contact, messages, replies and the key of every hash',
      example: 'sortie contacts erase ann --reason "request of 22 November" --yes',
      parameters: { externalId },
      options: { reason: reasonOption, yes: flag('Without asking') },
      run: async (work, { externalId, reason, yes }) => {
        await confirmed(work.terminal, yes, 'Nothing of this contact can be brought back. Erase');
        const body = await answered(
          work.api.POST('/v1/contacts/{externalId}/erase', {
            body: present({ reason }),
            params: { path: { externalId } },
          }),
        );
        return { json: body, text: `Erased. The log goes on to know it as contact ${body.contactId}.\n` };
      },
    }),
  ],
};

export const contactEvents: Area = {
  noun: 'contact-events',
  summary: 'What contacts did; goals are measured by it',
  commands: [
    command({
      name: 'add',
      summary: 'Record something a contact did; the same id again changes nothing',
      example: 'sortie contact-events add --id order-4711 --contact ann --type purchase',
      options: {
        id: must(text('Your own id of the event')),
        contact: must(text('The contact, by the id your services know them by', 'id')),
        type: must(text('What they did', 'word')),
        at: text('When, with its offset; now, when left out', 'time'),
        run: text('The run it belongs to, where you know it', 'id'),
        reason: reasonOption,
      },
      run: async ({ api }, { id, contact, type, at, run, reason }) => {
        const occurredAt = at ?? new Date().toISOString();
        const body = { id, contact, type, occurredAt, ...present({ run, reason }) };
        const answer = await answered(api.POST('/v1/contact-events', { body, params: { header: untilListed } }));
        return { json: answer, text: `Recorded ${id}.\n` };
      },
    }),
  ],
};

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

const contactText = (contact: Contact): string =>
  fields([
    ['external id', contact.externalId],
    ['id', contact.id],
    ['name', contact.name],
    ['email', contact.email],
    ['time zone', contact.timeZone],
    ['locale', contact.locale],
    ['tags', contact.tags.join(', ')],
    [
      'consent',
      Object.entries(contact.consent)
        .map(([channel, state]) => `${channel} ${state}`)
        .join(', '),
    ],
  ]) +
  titled('Attributes', outline(contact.attributes)) +
  titled('Origin', fields(Object.entries(contact.origin)));
