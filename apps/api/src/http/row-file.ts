import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { Listed } from '#readmodel/cursor.js';
import { invalidRequest } from './problem.js';

export const fileFormats = ['csv', 'ndjson'] as const;
export type FileFormat = (typeof fileFormats)[number];

const mediaTypes = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson' } as const satisfies Record<
  FileFormat,
  string
>;

type Cell = string | number | boolean | null | undefined;

export interface RowFile<Row> {
  /** Without its ending. */
  readonly name: string;
  readonly format: FileFormat;
  /** Of the CSV, in order. NDJSON has the rows as the list has them. */
  readonly columns: { readonly [name: string]: (row: Row) => Cell };
  /** Pages of a list, from the first on. */
  readonly page: (cursor: string | undefined) => Promise<Listed<Row>>;
}

/**
 * Every page of a list as one file, written as it is read: memory for a page, however many there are. A connection
 * that breaks off ends it; an error on the way breaks the connection off, so that no half of a file looks whole.
 */
export const sendRowFile = async <Row>(reply: FastifyReply, file: RowFile<Row>): Promise<void> => {
  const { name, format } = file;
  const first = await file.page(undefined);
  await reply
    .headers({
      'cache-control': 'no-store',
      'content-type': mediaTypes[format],
      'content-disposition': `attachment; filename="${name}.${format}"`,
    })
    .send(Readable.from(linesOf(file, first), { objectMode: false }));
};

async function* linesOf<Row>(file: RowFile<Row>, first: Listed<Row>): AsyncGenerator<string, void, void> {
  const { format, columns, page } = file;
  if (format === 'csv') yield csvLine(Object.keys(columns));
  for (let listed = first; ;) {
    if (!listed.ok) throw invalidRequest([{ parameter: 'after', code: listed.rejected, detail: listed.detail }]);
    const lines = listed.items.map((row) =>
      format === 'ndjson' ? `${JSON.stringify(row)}\n` : csvLine(Object.values(columns).map((cell) => cell(row))),
    );
    if (lines.length > 0) yield lines.join('');
    if (listed.next === null) return;
    listed = await page(listed.next);
  }
}

/** RFC 4180: CRLF, quotes where a value needs them. Null and absent are empty. */
const csvLine = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(',')}\r\n`;

/**
 * Spreadsheets run what begins like a formula: a text that does gets an apostrophe in front, which they take for "this is
 * text". Numbers are none.
 */
export const csvCell = (cell: Cell): string => {
  const given = cell === null || cell === undefined ? '' : String(cell);
  const text = typeof cell === 'string' && /^\s*[=+\-@\t\r\n＝＋－＠]/.test(given) ? `'${given}` : given;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
