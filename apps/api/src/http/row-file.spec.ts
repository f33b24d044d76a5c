import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { fastify } from 'fastify';
import { csvCell, sendRowFile } from './row-file.js';

test.each([
  ['=1+1', "'=1+1"],
  ['+49 30 1234', "'+49 30 1234"],
  ['-2', "'-2"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['\r=1', '"\'\r=1"'],
  ['  =1', "'  =1"],
  ['＝1', "'＝1"],
  ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
  ['Ada, Countess', '"Ada, Countess"'],
  ['two\nlines', '"two\nlines"'],
  ['a=b', 'a=b'],
  [-2, '-2'],
  [true, 'true'],
  [null, ''],
  [undefined, ''],
] as const)('%j is written as %s', (cell, text) => {
  expect(csvCell(cell)).toBe(text);
});

test('whatever a cell holds, a reader gets it back, and nothing in it is a formula', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 5 }), (cells) => {
      const [row] = parse(`${cells.map(csvCell).join(',')}\r\n`, { relax_column_count: true });
      expect(row?.map((text) => text.replace(/^'/, ''))).toEqual(cells.map((text) => text.replace(/^'/, '')));
      for (const text of row ?? []) expect(text).not.toMatch(/^\s*[=+\-@]/);
    }),
  );
});

const numbers = (pages: number, failAt?: number) => ({
  name: 'numbers',
  columns: { n: (row: { readonly n: number }) => row.n },
  page: async (cursor: string | undefined) => {
    const at = Number(cursor ?? 0);
    if (at === failAt) throw new Error('the database is away');
    const items = Array.from({ length: 100 }, (_, index) => ({ n: at * 100 + index }));
    return { ok: true as const, items, next: at + 1 < pages ? String(at + 1) : null };
  },
});

const serving = async (file: ReturnType<typeof numbers>, format: 'csv' | 'ndjson') => {
  const server = fastify();
  server.get('/', (_, reply) => sendRowFile(reply, { ...file, format }));
  return { url: await server.listen({ port: 0 }), close: () => server.close() };
};

test('every page comes, in its order, as a file to be kept', async () => {
  const { url, close } = await serving(numbers(12), 'csv');
  const answer = await fetch(url);
  const text = await answer.text();
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="numbers.csv"');
  expect(text).toBe(`n\r\n${Array.from({ length: 1200 }, (_, n) => `${n}\r\n`).join('')}`);
  await close();
  const lines = await serving(numbers(2), 'ndjson');
  const rows = (await (await fetch(lines.url)).text()).trim().split('\n');
  expect(rows.map((row) => JSON.parse(row))).toEqual(Array.from({ length: 200 }, (_, n) => ({ n })));
  await lines.close();
});

test('a file that could not be finished does not look whole', async () => {
  const { url, close } = await serving(numbers(12, 5), 'csv');
  const answer = await fetch(url);
  await expect(answer.text()).rejects.toThrow(/terminated/);
  await close();
});
